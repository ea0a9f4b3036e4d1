// Package oserror holds the errors that io/fs, os and syscall share.
package oserror

import "errors"

// The errors that programs compare with through io/fs and os.
var (
	ErrClosed     = errors.New("file already closed")
	ErrExist      = errors.New("file already exists")
	ErrInvalid    = errors.New("invalid argument")
	ErrNotExist   = errors.New("file does not exist")
	ErrPermission = errors.New("permission denied")
)
