// This file holds Match: shell patterns.

package path

import (
	"errors"
	"unicode/utf8"
)

// ErrBadPattern means that a pattern is malformed.
var ErrBadPattern = errors.New("syntax error in pattern")

// Match reports whether the shell pattern fits all of name:
//
//	'*'             any characters but slashes
//	'?'             one character that is no slash
//	'[' ranges ']'  one character of the ranges; '[' '^' ranges ']' one of no range
//	'\\' c          the character c
//	c               the character c
//
// A range is a character or two with a '-' between them; '\\', '-' and ']' are
// written with '\\' before them. The only error is ErrBadPattern.
func Match(pattern, name string) (matched bool, err error) {
	if !wellFormed(pattern) {
		return false, ErrBadPattern
	}
	// Behind the last star: the pattern, and where in name it was tried. If it
	// does not fit there, the star takes one byte more. An earlier star need not
	// be looked at again, as the last one can take what that one would.
	var afterStar, tried string
	star := false
	for pattern != "" || name != "" {
		if pattern != "" && pattern[0] == '*' {
			pattern = pattern[1:]
			star, afterStar, tried = true, pattern, name
			continue
		}
		if pattern != "" && name != "" {
			if width, rest, ok := matchTerm(pattern, name); ok {
				pattern, name = rest, name[width:]
				continue
			}
		}
		if !star || tried == "" || tried[0] == '/' {
			return false, nil
		}
		tried = tried[1:]
		pattern, name = afterStar, tried
	}
	return true, nil
}

// matchTerm compares the first term of a pattern, which is no star, with the
// start of a name. It returns how many bytes of the name fit and the rest of the
// pattern.
func matchTerm(pattern, name string) (width int, rest string, ok bool) {
	switch pattern[0] {
	case '?':
		_, width = utf8.DecodeRuneInString(name)
		return width, pattern[1:], name[0] != '/'
	case '[':
		r, width := utf8.DecodeRuneInString(name)
		inside, rest, _ := matchClass(pattern[1:], r)
		return width, rest, inside
	case '\\':
		pattern = pattern[1:]
	}
	return 1, pattern[1:], pattern[0] == name[0]
}

// matchClass reports whether the class, given without its '[', contains r, and
// returns the pattern behind it. It is not ok if it is malformed.
func matchClass(class string, r rune) (inside bool, rest string, ok bool) {
	negated := class != "" && class[0] == '^'
	if negated {
		class = class[1:]
	}
	for count := 0; ; count++ {
		if count > 0 && class != "" && class[0] == ']' {
			return inside != negated, class[1:], true
		}
		low, after, ok := classCharacter(class)
		if !ok {
			return false, "", false
		}
		high := low
		if after != "" && after[0] == '-' {
			if high, after, ok = classCharacter(after[1:]); !ok {
				return false, "", false
			}
		}
		if low <= r && r <= high {
			inside = true
		}
		class = after
	}
}

// classCharacter returns the first character of a class, which must not be the
// pattern's last, and what is behind it.
func classCharacter(class string) (c rune, rest string, ok bool) {
	if class == "" || class[0] == '-' || class[0] == ']' {
		return 0, "", false
	}
	if class[0] == '\\' {
		if class = class[1:]; class == "" {
			return 0, "", false
		}
	}
	c, width := utf8.DecodeRuneInString(class)
	invalid := c == utf8.RuneError && width == 1
	return c, class[width:], !invalid && len(class) > width
}

// wellFormed reports whether a pattern obeys the syntax.
func wellFormed(pattern string) bool {
	for pattern != "" {
		first := pattern[0]
		pattern = pattern[1:]
		switch first {
		case '\\':
			if pattern == "" {
				return false
			}
			pattern = pattern[1:]
		case '[':
			var ok bool
			if _, pattern, ok = matchClass(pattern, 0); !ok {
				return false
			}
		}
	}
	return true
}
