package os

import (
	"errors"
	"syscall"
	_ "unsafe" // for go:linkname
)

//go:linkname random runtime.rand
func random() uint64

var errPatternHasSeparator = errors.New("pattern contains path separator")

// TempDir returns the directory for temporary files.
func TempDir() string {
	if dir := Getenv("TMPDIR"); dir != "" {
		return dir
	}
	return "/tmp"
}

// CreateTemp creates a file in a directory, TempDir if it is empty, and opens it
// for reading and writing. In its name a random number stands in place of the
// last * of the pattern, or at the end.
func CreateTemp(dir, pattern string) (*File, error) {
	var f *File
	_, err := tryNames("createtemp", dir, pattern, func(name string) (err error) {
		f, err = OpenFile(name, O_RDWR|O_CREATE|O_EXCL, 0600)
		return err
	})
	if err != nil {
		return nil, err
	}
	return f, nil
}

// MkdirTemp creates a directory as CreateTemp creates a file, and returns its
// name.
func MkdirTemp(dir, pattern string) (string, error) {
	return tryNames("mkdirtemp", dir, pattern, func(name string) error {
		err := Mkdir(name, 0700)
		if IsNotExist(err) {
			if _, missing := Stat(dir); IsNotExist(missing) {
				return missing
			}
		}
		return err
	})
}

// tryNames calls create with random names until one is new.
func tryNames(op, dir, pattern string, create func(name string) error) (string, error) {
	if dir == "" {
		dir = TempDir()
	}
	star := len(pattern)
	for i := 0; i < len(pattern); i++ {
		switch pattern[i] {
		case '/':
			return "", &PathError{Op: op, Path: pattern, Err: errPatternHasSeparator}
		case '*':
			star = i
		}
	}
	prefix, suffix := pattern[:star], ""
	if star < len(pattern) {
		suffix = pattern[star+1:]
	}
	if dir[len(dir)-1] != '/' {
		dir += "/"
	}
	for try := 0; ; try++ {
		name := dir + prefix + decimal(uint32(random())) + suffix
		err := create(name)
		if err == nil {
			return name, nil
		}
		if !IsExist(err) {
			return "", err
		}
		if try == 10000 {
			return "", pathError(op, dir+prefix+"*"+suffix, syscall.EEXIST)
		}
	}
}

func decimal(n uint32) string {
	var b [10]byte
	i := len(b)
	for {
		i--
		b[i] = byte('0' + n%10)
		n /= 10
		if n == 0 {
			return string(b[i:])
		}
	}
}

// UserHomeDir returns the user's home directory, which $HOME says.
func UserHomeDir() (string, error) {
	if dir := Getenv("HOME"); dir != "" {
		return dir, nil
	}
	return "", errors.New("$HOME is not defined")
}

// UserCacheDir returns the directory for data that programs can do without.
func UserCacheDir() (string, error) { return userDir("XDG_CACHE_HOME", "/.cache") }

// UserConfigDir returns the directory for the user's settings.
func UserConfigDir() (string, error) { return userDir("XDG_CONFIG_HOME", "/.config") }

func userDir(variable, below string) (string, error) {
	dir := Getenv(variable)
	if dir == "" {
		if dir = Getenv("HOME"); dir == "" {
			return "", errors.New("neither $" + variable + " nor $HOME are defined")
		}
		return dir + below, nil
	}
	if dir[0] != '/' {
		return "", errors.New("path in $" + variable + " is relative")
	}
	return dir, nil
}
