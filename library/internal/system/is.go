package system

import "errors"

// The errors that programs compare with through io/fs and os.
var (
	ErrInvalid    = errors.New("invalid argument")
	ErrPermission = errors.New("permission denied")
	ErrExist      = errors.New("file already exists")
	ErrNotExist   = errors.New("file does not exist")
	ErrClosed     = errors.New("file already closed")
)

// Is makes errors.Is find the portable error that the number stands for.
func (e Errno) Is(target error) bool {
	switch target {
	case ErrPermission:
		return e == NoAccess || e == NotPermitted
	case ErrExist:
		return e == Exists || e == NotEmpty
	case ErrNotExist:
		return e == NoEntry
	case errors.ErrUnsupported:
		return e == NotImplemented || e == NotSupported
	}
	return false
}
