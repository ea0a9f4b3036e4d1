// This file holds EvalSymlinks.

package filepath

import (
	"errors"
	"io/fs"
	"os"
	"strings"
)

// maxLinks is how many symbolic links a path may lead through.
const maxLinks = 255

// EvalSymlinks returns the path that path leads to when all symbolic links are
// followed, cleaned. It is relative if path is, unless a link is absolute.
func EvalSymlinks(path string) (string, error) {
	resolved := "" // without symbolic links
	if IsAbs(path) {
		resolved = "/"
	}
	links := 0
	for rest := path; rest != ""; {
		element, behind, slash := strings.Cut(rest, "/")
		rest = behind
		switch element {
		case "", ".":
			continue
		case "..":
			resolved = above(resolved)
			continue
		}
		next := under(resolved, element)
		info, err := os.Lstat(next)
		if err != nil {
			return "", err
		}
		if info.Mode()&fs.ModeSymlink == 0 {
			if !info.IsDir() && slash {
				return "", notDirectory(next)
			}
			resolved = next
			continue
		}
		if links++; links > maxLinks {
			return "", errors.New("EvalSymlinks: too many links")
		}
		target, err := os.Readlink(next)
		if err != nil {
			return "", err
		}
		if IsAbs(target) {
			resolved = "/"
		}
		if slash {
			target += "/" + rest
		}
		rest = target
	}
	return Clean(resolved), nil
}

// under appends an element to a path; nothing is the working directory.
func under(path, element string) string {
	if path == "" || path == "/" {
		return path + element
	}
	return path + "/" + element
}

// above returns the parent of a path without symbolic links.
func above(path string) string {
	if path == "/" {
		return path
	}
	if path == "" || path == ".." || strings.HasSuffix(path, "/..") {
		return under(path, "..")
	}
	i := strings.LastIndexByte(path, Separator)
	if i <= 0 {
		return path[:i+1]
	}
	return path[:i]
}

// notDirectory returns the operating system's error for a file where a
// directory should be.
func notDirectory(path string) error {
	_, err := os.Lstat(path + "/")
	var pathError *fs.PathError
	if errors.As(err, &pathError) {
		return pathError.Err
	}
	return err
}
