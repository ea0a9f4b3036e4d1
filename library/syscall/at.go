package syscall

// This file holds calls that take names from an open directory on, for package
// os.

// readlinkat stores the target of a symbolic link and returns its length.
func readlinkat(dir int, path string, buffer []byte) (n int, err error) {
	return number(at(SYS_READLINKAT, dir, path, sliceAddress(buffer), uintptr(len(buffer)), 0))
}

// fstatat describes a file.
func fstatat(dir int, path string, description *Stat_t, flags int) error {
	return status(at(SYS_NEWFSTATAT, dir, path, address(description), uintptr(flags), 0))
}

// unlinkat removes a file or, if the flags say so, an empty directory.
func unlinkat(dir int, path string, flags int) error {
	return status(at(SYS_UNLINKAT, dir, path, uintptr(flags), 0, 0))
}

// linkat makes another name for a file.
func linkat(oldDirectory int, oldPath string, newDirectory int, newPath string, flags int) error {
	return twoPaths(SYS_LINKAT, oldDirectory, oldPath, newDirectory, newPath, uintptr(flags))
}

// symlinkat makes a symbolic link.
func symlinkat(target string, dir int, path string) error {
	text, err := BytePtrFromString(target)
	if err != nil {
		return err
	}
	return status(onPathLast(SYS_SYMLINKAT, address(text), uintptr(dir), path))
}
