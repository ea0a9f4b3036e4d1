// Package internal is how log/slog reaches the standard logger of package log.
package internal

// DefaultOutput writes data as a message of the standard logger, logged at pc if
// that is not 0. Package log sets it.
var DefaultOutput func(pc uintptr, data []byte) error
