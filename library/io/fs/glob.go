package fs

import "path"

// A GlobFS is an FS with a Glob of its own.
type GlobFS interface {
	FS

	// Glob returns the names of the files that a pattern fits.
	Glob(pattern string) ([]string, error)
}

// Glob returns the names of all files that a pattern of path.Match fits, every
// element of the name its own of the pattern; nil if there are none. It ignores
// what cannot be read; the only error is path.ErrBadPattern.
func Glob(fsys FS, pattern string) (matches []string, err error) {
	return globBelow(fsys, pattern, 0)
}

// maximumDepth is how many elements with special characters a pattern may have.
const maximumDepth = 10000

// globBelow is Glob with so many elements of the pattern behind it.
func globBelow(fsys FS, pattern string, depth int) (matches []string, err error) {
	if depth > maximumDepth {
		return nil, path.ErrBadPattern
	}
	if own, ok := fsys.(GlobFS); ok {
		return own.Glob(pattern)
	}
	if _, err = path.Match(pattern, ""); err != nil {
		return nil, err
	}
	if !hasMeta(pattern) {
		if _, missing := Stat(fsys, pattern); missing == nil {
			matches = append(matches, pattern)
		}
		return matches, nil
	}
	above, last := path.Split(pattern)
	if above == "" {
		return globIn(fsys, ".", last, nil)
	}
	above = above[:len(above)-1]
	directories := []string{above}
	// A path that is its own parent would go round in circles.
	if hasMeta(above) && above != pattern {
		if directories, err = globBelow(fsys, above, depth+1); err != nil {
			return nil, err
		}
	}
	for _, directory := range directories {
		if matches, err = globIn(fsys, directory, last, matches); err != nil {
			return nil, err
		}
	}
	return matches, nil
}

// hasMeta reports whether a pattern may fit more than one name.
func hasMeta(pattern string) bool {
	for i := range len(pattern) {
		switch pattern[i] {
		case '*', '?', '[', '\\':
			return true
		}
	}
	return false
}

// globIn appends the names of the files in a directory that the pattern of one
// element fits.
func globIn(fsys FS, directory, pattern string, matches []string) ([]string, error) {
	entries, err := ReadDir(fsys, directory)
	if err != nil {
		return matches, nil
	}
	for _, entry := range entries {
		matched, err := path.Match(pattern, entry.Name())
		if err != nil {
			return nil, err
		}
		if matched {
			matches = append(matches, path.Join(directory, entry.Name()))
		}
	}
	return matches, nil
}
