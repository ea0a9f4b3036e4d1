// This file holds operations on names from an open directory on.

package os

import (
	"syscall"
	_ "unsafe" // for go:linkname
)

//go:linkname readlinkat syscall.readlinkat
func readlinkat(dir int, path string, buffer []byte) (n int, err error)

//go:linkname fstatat syscall.fstatat
func fstatat(dir int, path string, description *syscall.Stat_t, flags int) error

//go:linkname unlinkat syscall.unlinkat
func unlinkat(dir int, path string, flags int) error

//go:linkname linkat syscall.linkat
func linkat(oldDirectory int, oldPath string, newDirectory int, newPath string, flags int) error

//go:linkname symlinkat syscall.symlinkat
func symlinkat(target string, dir int, path string) error

//go:linkname utimensat syscall.utimensat
func utimensat(dir int, path string, times *[2]syscall.Timespec, flags int) error

// Flags of these calls, and of openat.
const (
	noFollow         = 0x100
	removesDirectory = 0x200
	onlyPath         = 0x200000
)
