// Package oserror holds the errors that io/fs, os and syscall share.
package oserror

import "errors"

// The errors that programs compare with through io/fs and os.
var (
	ErrInvalid    = errors.New("invalid argument")
	ErrPermission = errors.New("permission denied")
	ErrExist      = errors.New("file already exists")
	ErrNotExist   = errors.New("file does not exist")
	ErrClosed     = errors.New("file already closed")
)
