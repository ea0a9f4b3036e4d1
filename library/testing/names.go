package testing

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"
	"unicode"
)

// A matchFunc reports whether a pattern matches a text somewhere.
type matchFunc func(pattern, text string) (bool, error)

// A selection says which tests -run (or -bench, -fuzz) and -skip choose, and
// makes the names of subtests unique.
type selection struct {
	run, skip [][]string // alternatives, each a pattern for every level
	match     matchFunc

	mu   sync.Mutex
	uses map[string]int
}

// newSelection checks and takes apart the values of two flags.
func newSelection(match matchFunc, runFlag, runPattern, skipFlag, skipPattern string) *selection {
	s := &selection{match: match, uses: make(map[string]int)}
	s.run = s.patterns(runFlag, runPattern)
	s.skip = s.patterns(skipFlag, skipPattern)
	return s
}

func (s *selection) patterns(flag, text string) [][]string {
	if text == "" {
		return nil
	}
	var alternatives [][]string
	for _, alternative := range splitOutside(text, '|') {
		levels := splitOutside(alternative, '/')
		for i, level := range levels {
			levels[i] = cleanName(level)
		}
		for i, level := range levels {
			if _, err := s.match(level, "non-empty"); err != nil {
				fmt.Fprintf(os.Stderr, "testing: invalid regexp for element %d of %s (%q): %s\n", i, flag, level, err)
				os.Exit(1)
			}
		}
		alternatives = append(alternatives, levels)
	}
	return alternatives
}

// splitOutside splits a regular expression at a character that is neither
// escaped nor inside of brackets or parentheses.
func splitOutside(text string, at byte) []string {
	var parts []string
	start, brackets, parentheses := 0, 0, 0
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\\':
			i++
		case c == '[':
			brackets++
		case c == ']':
			// A closing bracket alone is an ordinary character.
			brackets = max(brackets-1, 0)
		case c == '(' && brackets == 0:
			parentheses++
		case c == ')' && brackets == 0:
			// One too many is an error, which a part has to keep.
			parentheses--
		case c == at && brackets == 0 && parentheses == 0:
			parts = append(parts, text[start:i])
			start = i + 1
		}
	}
	return append(parts, text[start:])
}

// chooses reports whether a test is to run, and whether because it lies on the
// way to tests that are.
func (s *selection) chooses(name string) (ok, partial bool) {
	levels := strings.Split(name, "/")
	ok = s.run == nil
	for _, alternative := range s.run {
		if matched, part := s.matches(alternative, levels); matched {
			if !part {
				ok, partial = true, false
				break
			}
			ok, partial = true, true
		}
	}
	if !ok {
		return false, false
	}
	for _, alternative := range s.skip {
		if matched, part := s.matches(alternative, levels); matched && !part {
			return false, false
		}
	}
	return ok, partial
}

// matches compares level by level; what has no counterpart matches.
func (s *selection) matches(patterns, levels []string) (ok, partial bool) {
	for i, level := range levels {
		if i >= len(patterns) {
			break
		}
		if matched, _ := s.match(patterns[i], level); !matched {
			return false, false
		}
	}
	return true, len(levels) < len(patterns)
}

// fullName returns the name of a subtest, which differs from those of all
// others, and whether it is to run.
func (s *selection) fullName(parent *common, name string) (full string, ok, partial bool) {
	full = name
	if parent != nil && parent.level > 0 {
		s.mu.Lock()
		full = s.unique(parent.name, cleanName(name))
		s.mu.Unlock()
	}
	ok, partial = s.chooses(full)
	return full, ok, partial
}

// unique appends a number to names that were given before.
func (s *selection) unique(parent, name string) string {
	base := parent + "/" + name
	for {
		n := s.uses[base]
		s.uses[base] = n + 1
		if n == 0 && name != "" {
			return base
		}
		candidate := fmt.Sprintf("%s#%02d", base, n)
		if s.uses[candidate] == 0 {
			s.uses[candidate] = 1
			return candidate
		}
	}
}

// reset forgets the names, for the next repetition.
func (s *selection) reset() {
	s.mu.Lock()
	clear(s.uses)
	s.mu.Unlock()
}

// cleanName replaces what does not print, and white space.
func cleanName(name string) string {
	var out strings.Builder
	for _, r := range name {
		switch {
		case unicode.IsSpace(r):
			out.WriteByte('_')
		case !strconv.IsPrint(r):
			quoted := strconv.QuoteRune(r)
			out.WriteString(quoted[1 : len(quoted)-1])
		default:
			out.WriteRune(r)
		}
	}
	return out.String()
}
