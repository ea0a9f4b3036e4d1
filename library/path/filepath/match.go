// This file holds what has to do with patterns.

package filepath

import (
	"errors"
	"os"
	"path"
	"strings"
)

// ErrBadPattern means that a pattern is malformed.
var ErrBadPattern = errors.New("syntax error in pattern")

// Match reports whether the shell pattern fits all of name. The syntax is that
// of path.Match; the only error is ErrBadPattern. Unlike there, what is wrong
// behind a star is not reported if name does not fit up to it.
func Match(pattern, name string) (matched bool, err error) {
	matched, err = path.Match(pattern, name)
	if err == nil {
		return matched, nil
	}
	start, star := beforeMistake(pattern)
	if !star || fitsStart(start, name) {
		return false, ErrBadPattern
	}
	return false, nil
}

// beforeMistake returns what is before the last star that has only well-formed
// things before it, if there is one.
func beforeMistake(pattern string) (start string, star bool) {
	for i := range len(pattern) {
		if pattern[i] != '*' {
			continue
		}
		// In a class or after a backslash, what is before it is incomplete.
		if _, err := path.Match(pattern[:i], ""); err == nil {
			start, star = pattern[:i], true
		}
	}
	return start, star
}

// fitsStart reports whether the pattern fits a part of name from its start.
func fitsStart(pattern, name string) bool {
	for i := range len(name) + 1 {
		if matched, _ := path.Match(pattern, name[:i]); matched {
			return true
		}
	}
	return false
}

// Glob returns the names of all files that a pattern fits, every element of the
// name its own of the pattern. It ignores what cannot be read; the only error is
// ErrBadPattern.
func Glob(pattern string) (matches []string, err error) {
	return globBelow(pattern, 0)
}

// maximumDepth is how many elements with special characters a pattern may have.
const maximumDepth = 10000

// globBelow is Glob with so many elements of the pattern behind it.
func globBelow(pattern string, depth int) (matches []string, err error) {
	if depth > maximumDepth {
		return nil, ErrBadPattern
	}
	// Also the parts before slashes must be well formed.
	if _, err := Match(pattern, ""); err != nil {
		return nil, err
	}
	if !strings.ContainsAny(pattern, `*?[\`) {
		if _, err := os.Lstat(pattern); err != nil {
			return nil, nil
		}
		return []string{pattern}, nil
	}
	above, last := Split(pattern)
	above = withoutSlash(above)
	directories := []string{above}
	// A path that is its own parent would go round in circles.
	if strings.ContainsAny(above, `*?[\`) && above != pattern {
		if directories, err = globBelow(above, depth+1); err != nil {
			return nil, err
		}
	}
	for _, directory := range directories {
		if matches, err = globIn(directory, last, matches); err != nil {
			return nil, err
		}
	}
	return matches, nil
}

// withoutSlash removes the slash at the end of what Split returned as
// directory.
func withoutSlash(directory string) string {
	switch directory {
	case "":
		return "."
	case "/":
		return directory
	}
	return directory[:len(directory)-1]
}

// globIn appends the names of the files in a directory that the pattern of one
// element fits.
func globIn(directory, pattern string, matches []string) ([]string, error) {
	info, err := os.Stat(directory)
	if err != nil || !info.IsDir() {
		return matches, nil
	}
	names, _ := sortedNames(directory)
	for _, name := range names {
		matched, err := Match(pattern, name)
		if err != nil {
			return nil, err
		}
		if matched {
			matches = append(matches, Join(directory, name))
		}
	}
	return matches, nil
}
