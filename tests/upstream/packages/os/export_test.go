package os

import (
	"syscall"
	"time"
)

// What tests outside of the package see of it.

var (
	ErrWriteAtInAppendMode = errWriteAtInAppendMode
	ErrPathEscapes         = errEscapes
	ErrPatternHasSeparator = errPatternHasSeparator
	ExportReadFileContents func(size int64, read func([]byte) (int, error)) ([]byte, error)
)

// Atime returns when a file was read last.
func Atime(info FileInfo) time.Time {
	accessed := info.Sys().(*syscall.Stat_t).Atim
	return time.Unix(accessed.Sec, accessed.Nsec)
}

// SetStatHook would make File.Stat fail; tests with it are left out.
func SetStatHook(t interface{ Cleanup(func()) }, hook func(f *File, name string) (FileInfo, error)) {}
