package pattern

import (
	"strconv"
	"strings"
	"unicode"
)

// Classes with a letter after a backslash; capitals mean the rest.
var letterClasses = map[rune][]rune{
	'd': {'0', '9'},
	's': {'\t', '\n', '\f', '\r', ' ', ' '},
	'w': {'0', '9', 'A', 'Z', '_', '_', 'a', 'z'},
}

// Classes with a name, as in [[:alpha:]].
var namedClasses = map[string][]rune{
	"alnum":  {'0', '9', 'A', 'Z', 'a', 'z'},
	"alpha":  {'A', 'Z', 'a', 'z'},
	"ascii":  {0, 0x7f},
	"blank":  {'\t', '\t', ' ', ' '},
	"cntrl":  {0, 0x1f, 0x7f, 0x7f},
	"digit":  {'0', '9'},
	"graph":  {'!', '~'},
	"lower":  {'a', 'z'},
	"print":  {' ', '~'},
	"punct":  {'!', '/', ':', '@', '[', '`', '{', '~'},
	"space":  {'\t', '\r', ' ', ' '},
	"upper":  {'A', 'Z'},
	"word":   {'0', '9', 'A', 'Z', '_', '_', 'a', 'z'},
	"xdigit": {'0', '9', 'A', 'F', 'a', 'f'},
}

// escape parses what follows a backslash outside of brackets.
func (p *parser) escape(start int) error {
	if !p.more() {
		return problem("trailing backslash at end of expression", "")
	}
	switch c := p.text[p.at]; c {
	case 'A', 'z', 'b', 'B':
		p.at++
		p.assert(c)
		return nil
	case 'C':
		p.at++
		p.consume(&set{negated: true})
		return nil
	case 'Q':
		p.at++
		quoted, rest, ended := strings.Cut(p.text[p.at:], `\E`)
		for _, r := range quoted {
			p.literal(r)
		}
		p.at = len(p.text) - len(rest)
		if !ended {
			p.at = len(p.text)
		}
		return nil
	}
	if s, err := p.escapedClass(start); s != nil || err != nil {
		if s != nil {
			p.consume(s)
		}
		return err
	}
	r, err := p.escapedRune(start)
	if err == nil {
		p.literal(r)
	}
	return err
}

// escapedClass parses \d, \pL and their like; nil if there is none.
func (p *parser) escapedClass(start int) (*set, error) {
	c := rune(p.text[p.at])
	if ranges, ok := letterClasses[unicode.ToLower(c)]; ok && c < 0x80 {
		p.at++
		return &set{ranges: ranges, negated: unicode.IsUpper(c), fold: p.flags.fold}, nil
	}
	if c != 'p' && c != 'P' {
		return nil, nil
	}
	p.at++
	negated := c == 'P'
	var name string
	switch {
	case p.accept("{"):
		inner, _, ended := strings.Cut(p.text[p.at:], "}")
		if !ended {
			return nil, problem("invalid character class range", p.text[start:])
		}
		p.at += len(inner) + 1
		if strings.HasPrefix(inner, "^") {
			negated = !negated
			inner = inner[1:]
		}
		name = inner
	case p.more():
		name = string(p.rune())
	}
	s := &set{negated: negated, fold: p.flags.fold}
	if name == "Any" {
		s.ranges = []rune{0, unicode.MaxRune}
		return s, nil
	}
	table := unicode.Categories[name]
	if table == nil {
		table = unicode.Scripts[name]
	}
	if table == nil {
		return nil, problem("invalid character class range", p.text[start:p.at])
	}
	s.tables = []*unicode.RangeTable{table}
	return s, nil
}

// escapedRune parses a single character after a backslash.
func (p *parser) escapedRune(start int) (rune, error) {
	if !p.more() {
		return 0, problem("trailing backslash at end of expression", "")
	}
	switch c := p.rune(); c {
	case 'a':
		return '\a', nil
	case 'f':
		return '\f', nil
	case 'n':
		return '\n', nil
	case 'r':
		return '\r', nil
	case 't':
		return '\t', nil
	case 'v':
		return '\v', nil
	case '1', '2', '3', '4', '5', '6', '7':
		// A single digit would be a reference to a group.
		if p.more() && '0' <= p.text[p.at] && p.text[p.at] <= '7' {
			return p.octal(c), nil
		}
	case '0':
		return p.octal(c), nil
	case 'x':
		digits := ""
		if p.accept("{") {
			inner, _, ended := strings.Cut(p.text[p.at:], "}")
			if ended {
				digits = inner
				p.at += len(inner) + 1
			}
		} else if len(p.text)-p.at >= 2 {
			digits = p.text[p.at : p.at+2]
			p.at += 2
		}
		n, err := strconv.ParseUint(digits, 16, 32)
		if err == nil && n <= unicode.MaxRune {
			return rune(n), nil
		}
	default:
		if c < 0x80 && !('0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z') {
			return c, nil
		}
	}
	return 0, problem("invalid escape sequence", p.text[start:p.at])
}

func (p *parser) octal(first rune) rune {
	n := first - '0'
	for i := 0; i < 2 && p.more() && '0' <= p.text[p.at] && p.text[p.at] <= '7'; i++ {
		n = n*8 + rune(p.text[p.at]-'0')
		p.at++
	}
	return n
}

// class parses what follows an opening bracket.
func (p *parser) class(start int) error {
	s := &set{fold: p.flags.fold}
	s.negated = p.accept("^")
	for first := true; ; first = false {
		if !p.more() {
			return problem("missing closing ]", p.text[start:])
		}
		if !first && p.accept("]") {
			break
		}
		if err := p.classItem(s); err != nil {
			return err
		}
	}
	p.consume(s)
	return nil
}

// classItem parses a class, a range or a character within brackets.
func (p *parser) classItem(s *set) error {
	start := p.at
	if p.accept("[:") {
		name, _, ended := strings.Cut(p.text[p.at:], ":]")
		if ended {
			p.at += len(name) + 2
			plain, negated := strings.CutPrefix(name, "^")
			ranges, known := namedClasses[plain]
			if !known {
				return problem("invalid character class range", p.text[start:p.at])
			}
			s.without = append(s.without, &set{ranges: ranges, negated: negated, fold: s.fold})
			return nil
		}
		p.at = start
	}
	if len(p.text)-p.at >= 2 && p.text[p.at] == '\\' {
		p.at++
		inner, err := p.escapedClass(start)
		if err != nil {
			return err
		}
		if inner != nil {
			s.without = append(s.without, inner)
			return nil
		}
		p.at = start
	}
	low, err := p.classRune()
	if err != nil {
		return err
	}
	high := low
	if len(p.text)-p.at >= 2 && p.text[p.at] == '-' && p.text[p.at+1] != ']' {
		p.at++
		if high, err = p.classRune(); err != nil {
			return err
		}
		if high < low {
			return problem("invalid character class range", p.text[start:p.at])
		}
	}
	s.ranges = append(s.ranges, low, high)
	return nil
}

func (p *parser) classRune() (rune, error) {
	if !p.more() {
		return 0, problem("missing closing ]", p.text)
	}
	start := p.at
	if p.accept(`\`) {
		return p.escapedRune(start)
	}
	return p.rune(), nil
}
