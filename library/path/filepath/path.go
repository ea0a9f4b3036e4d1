// Package filepath works on the names of files, as the operating system writes
// them: here with slashes.
//
// This file holds what needs only the text of a path.
package filepath

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"strings"
)

// Separator stands between the elements of a path, ListSeparator between the
// paths of a list.
const (
	Separator     = os.PathSeparator
	ListSeparator = os.PathListSeparator
)

// Clean returns the shortest path that means the same, judging by the text
// alone, as path.Clean does.
func Clean(path string) string { return cleanSlashes(path) }

// cleanSlashes is there for functions with a parameter called path.
func cleanSlashes(name string) string { return path.Clean(name) }

// IsLocal reports whether a path, judging by the text alone, stays below the
// directory it starts from: it is not empty, not absolute, and at no point
// goes above.
func IsLocal(path string) bool {
	if path == "" || path[0] == Separator {
		return false
	}
	depth := 0
	for element := range strings.SplitSeq(path, "/") {
		switch element {
		case "", ".":
		case "..":
			if depth--; depth < 0 {
				return false
			}
		default:
			depth++
		}
	}
	return true
}

var errInvalidPath = errors.New("invalid path")

// Localize turns a path that is valid for io/fs into one of the operating
// system, or fails if it cannot be one.
func Localize(path string) (string, error) {
	if !fs.ValidPath(path) || strings.IndexByte(path, 0) >= 0 {
		return "", errInvalidPath
	}
	return path, nil
}

// ToSlash writes slashes for separators.
func ToSlash(path string) string { return path }

// FromSlash writes separators for slashes.
func FromSlash(path string) string { return path }

// SplitList returns the paths of a list; none for "".
func SplitList(path string) []string {
	if path == "" {
		return []string{}
	}
	return strings.Split(path, string(ListSeparator))
}

// Split returns path up to and including its last separator, and the rest.
func Split(path string) (dir, file string) { return splitSlashes(path) }

func splitSlashes(name string) (dir, file string) { return path.Split(name) }

// Join connects the elements that are not empty with separators and cleans the
// result. Of nothing it makes "".
func Join(elem ...string) string { return path.Join(elem...) }

// Ext returns the last element of path from its last dot on, "" if it has none.
func Ext(path string) string { return extension(path) }

func extension(name string) string { return path.Ext(name) }

// Base returns the last element of path, as path.Base does.
func Base(path string) string { return baseName(path) }

func baseName(name string) string { return path.Base(name) }

// Dir returns path without its last element, cleaned.
func Dir(path string) string { return parent(path) }

func parent(name string) string { return path.Dir(name) }

// VolumeName returns the volume that path begins with: none, on this system.
func VolumeName(path string) string { return "" }

// IsAbs reports whether path begins at the root.
func IsAbs(path string) bool { return strings.HasPrefix(path, "/") }

// HasPrefix is strings.HasPrefix.
//
// Deprecated: it does not see where elements begin and end.
func HasPrefix(p, prefix string) bool { return strings.HasPrefix(p, prefix) }

// Abs returns path as seen from the root; a relative one starts from the
// working directory.
func Abs(path string) (string, error) {
	if IsAbs(path) {
		return Clean(path), nil
	}
	start, err := os.Getwd()
	if err != nil {
		return "", err
	}
	return Join(start, path), nil
}

// Rel returns a path that leads from basePath to targPath. It fails if the
// texts alone do not tell one.
func Rel(basePath, targPath string) (string, error) {
	base, target := Clean(basePath), Clean(targPath)
	if base == target {
		return ".", nil
	}
	up, down := elements(base), elements(target)
	for len(up) > 0 && len(down) > 0 && up[0] == down[0] {
		up, down = up[1:], down[1:]
	}
	// Which element leads back from ".." is not known.
	if IsAbs(base) != IsAbs(target) || len(up) > 0 && up[0] == ".." {
		return "", errors.New("Rel: can't make " + targPath + " relative to " + basePath)
	}
	way := make([]string, 0, len(up)+len(down))
	for range up {
		way = append(way, "..")
	}
	return strings.Join(append(way, down...), "/"), nil
}

// elements returns the elements of a clean path.
func elements(path string) []string {
	path = strings.TrimPrefix(path, "/")
	if path == "" || path == "." {
		return nil
	}
	return strings.Split(path, "/")
}
