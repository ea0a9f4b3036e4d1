// Package pattern matches the regular expressions of -run and its like, in the
// syntax of package regexp, which test executables then need not contain.
package pattern

import (
	"errors"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// An operation of a compiled pattern.
type operation uint8

const (
	opRune      operation = iota // consume a character of the set
	opSplit                      // go on at next and at other
	opJump                       // go on at next
	opAssertion                  // go on if a condition on the position holds
	opAccept
)

// An instruction of a compiled pattern.
type instruction struct {
	op          operation
	next, other int
	set         *set
	assertion   byte // the letter after the backslash: A z b B, or ^ $ with (?m)
}

// A Pattern is a compiled regular expression.
type Pattern struct{ program []instruction }

// A set of characters.
type set struct {
	ranges  []rune // pairs
	tables  []*unicode.RangeTable
	without []*set // complements that belong to it
	negated bool
	fold    bool
}

func (s *set) has(r rune) bool {
	found := s.hasExactly(r)
	if !found && s.fold {
		for other := unicode.SimpleFold(r); other != r && !found; other = unicode.SimpleFold(other) {
			found = s.hasExactly(other)
		}
	}
	return found != s.negated
}

func (s *set) hasExactly(r rune) bool {
	for i := 0; i < len(s.ranges); i += 2 {
		if s.ranges[i] <= r && r <= s.ranges[i+1] {
			return true
		}
	}
	for _, table := range s.tables {
		if unicode.Is(table, r) {
			return true
		}
	}
	for _, other := range s.without {
		if other.has(r) {
			return true
		}
	}
	return false
}

// flags of (?ims).
type flags struct{ fold, multiline, dotAll bool }

// A parser emits instructions as it reads. A fragment of the program is entered
// at its first instruction and left by running into the one after its last.
type parser struct {
	text    string
	at      int
	flags   flags
	depth   int
	program []instruction
}

// problem is how package regexp words errors.
func problem(kind, text string) error {
	return errors.New("error parsing regexp: " + kind + ": `" + text + "`")
}

const (
	deepest       = 1000
	longestRepeat = 1000
	longest       = 100000
)

// Compile translates a regular expression.
func Compile(text string) (*Pattern, error) {
	if !utf8.ValidString(text) {
		return nil, problem("invalid UTF-8", strconv.QuoteToASCII(text))
	}
	p := &parser{text: text}
	if err := p.alternatives(); err != nil {
		return nil, err
	}
	if p.at < len(p.text) {
		return nil, problem("unexpected )", p.text)
	}
	p.emit(instruction{op: opAccept})
	return &Pattern{p.program}, nil
}

func (p *parser) emit(i instruction) int {
	p.program = append(p.program, i)
	return len(p.program) - 1
}

func (p *parser) more() bool { return p.at < len(p.text) }

func (p *parser) accept(prefix string) bool {
	if strings.HasPrefix(p.text[p.at:], prefix) {
		p.at += len(prefix)
		return true
	}
	return false
}

func (p *parser) rune() rune {
	r, size := utf8.DecodeRuneInString(p.text[p.at:])
	p.at += size
	return r
}

// alternatives parses x|y|z; flags set inside end with it.
func (p *parser) alternatives() error {
	if p.depth++; p.depth > deepest {
		return problem("expression nests too deeply", p.text)
	}
	saved := p.flags
	defer func() {
		p.flags = saved
		p.depth--
	}()
	var ends []int
	for {
		start := len(p.program)
		if err := p.sequence(); err != nil {
			return err
		}
		if !p.accept("|") {
			break
		}
		p.insert(start, instruction{op: opSplit, next: start + 1})
		ends = append(ends, p.emit(instruction{op: opJump}))
		p.program[start].other = len(p.program)
	}
	for _, end := range ends {
		p.program[end].next = len(p.program)
	}
	return nil
}

// insert makes room before an instruction and corrects the targets behind it.
func (p *parser) insert(at int, i instruction) {
	p.program = append(p.program, instruction{})
	copy(p.program[at+1:], p.program[at:])
	for k := at + 1; k < len(p.program); k++ {
		if moved := &p.program[k]; moved.op != opAccept {
			moved.next++
			if moved.op == opSplit {
				moved.other++
			}
		}
	}
	p.program[at] = i
}

func (p *parser) sequence() error {
	for p.more() {
		if c := p.text[p.at]; c == '|' || c == ')' {
			return nil
		}
		begin, start := p.at, len(p.program)
		if err := p.atom(); err != nil {
			return err
		}
		if err := p.repetitions(begin, start); err != nil {
			return err
		}
		if len(p.program) > longest {
			return problem("expression too large", p.text)
		}
	}
	return nil
}

// repetitions parses what follows an atom: * + ? {n,m}, each perhaps with a ?
// that makes no difference to whether a text matches.
func (p *parser) repetitions(begin, start int) error {
	operators := 0
	for p.more() {
		operator := p.at
		least, most := 0, 0
		switch p.text[p.at] {
		case '*':
			p.at++
			least, most = 0, -1
		case '+':
			p.at++
			least, most = 1, -1
		case '?':
			p.at++
			least, most = 0, 1
		case '{':
			var ok bool
			if least, most, ok = p.counts(); !ok {
				return nil
			}
			if least > longestRepeat || most > longestRepeat || most >= 0 && least > most {
				return problem("invalid repeat count", p.text[operator:p.at])
			}
		default:
			return nil
		}
		p.accept("?")
		if operators++; operators > 1 {
			return problem("invalid nested repetition operator", p.text[begin+p.lastOperator(begin):p.at])
		}
		p.repeat(start, least, most)
		if len(p.program) > longest {
			return problem("expression too large", p.text)
		}
	}
	return nil
}

// lastOperator returns where the operators after an atom begin.
func (p *parser) lastOperator(begin int) int {
	i := p.at
	for i > begin && strings.IndexByte("*+?", p.text[i-1]) >= 0 {
		i--
	}
	return i - begin
}

// counts parses {n}, {n,} or {n,m}. Anything else is literal text.
func (p *parser) counts() (least, most int, ok bool) {
	end := strings.IndexByte(p.text[p.at:], '}')
	if end < 0 {
		return 0, 0, false
	}
	inner := p.text[p.at+1 : p.at+end]
	low, high, two := strings.Cut(inner, ",")
	least, ok = number(low)
	if !ok {
		return 0, 0, false
	}
	most = least
	if two {
		most = -1
		if high != "" {
			if most, ok = number(high); !ok {
				return 0, 0, false
			}
		}
	}
	p.at += end + 1
	return least, most, true
}

func number(text string) (int, bool) {
	if text == "" || len(text) > 1 && text[0] == '0' {
		return 0, false
	}
	for _, c := range text {
		if c < '0' || c > '9' {
			return 0, false
		}
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		n = longestRepeat + 1
	}
	return n, true
}

// repeat makes the fragment that begins at start be passed least to most times;
// most is negative without limit.
func (p *parser) repeat(start, least, most int) {
	body := append([]instruction(nil), p.program[start:]...)
	p.program = p.program[:start]
	copyBody := func() {
		shift := len(p.program) - start
		for _, i := range body {
			i.next += shift
			i.other += shift
			p.program = append(p.program, i)
		}
	}
	for range least {
		copyBody()
	}
	if most < 0 {
		split := p.emit(instruction{op: opSplit, next: len(p.program) + 1})
		copyBody()
		p.emit(instruction{op: opJump, next: split})
		p.program[split].other = len(p.program)
		return
	}
	var splits []int
	for range most - least {
		splits = append(splits, p.emit(instruction{op: opSplit, next: len(p.program) + 1}))
		copyBody()
	}
	for _, split := range splits {
		p.program[split].other = len(p.program)
	}
}

func (p *parser) consume(s *set) {
	p.emit(instruction{op: opRune, next: len(p.program) + 1, set: s})
}

func (p *parser) assert(what byte) {
	p.emit(instruction{op: opAssertion, next: len(p.program) + 1, assertion: what})
}

func (p *parser) literal(r rune) {
	p.consume(&set{ranges: []rune{r, r}, fold: p.flags.fold})
}

func (p *parser) atom() error {
	start := p.at
	switch c := p.rune(); c {
	case '(':
		return p.group(start)
	case '[':
		return p.class(start)
	case '.':
		s := &set{negated: true}
		if !p.flags.dotAll {
			s.ranges = []rune{'\n', '\n'}
		}
		p.consume(s)
	case '^':
		p.assert(map[bool]byte{false: 'A', true: '^'}[p.flags.multiline])
	case '$':
		p.assert(map[bool]byte{false: 'z', true: '$'}[p.flags.multiline])
	case '*', '+', '?':
		p.accept("?")
		return problem("missing argument to repetition operator", p.text[start:p.at])
	case '\\':
		return p.escape(start)
	default:
		p.literal(c)
	}
	return nil
}

// group parses what follows an opening parenthesis.
func (p *parser) group(start int) error {
	if p.accept("?") {
		named := p.accept("P<") || p.accept("<")
		if named {
			end := strings.IndexByte(p.text[p.at:], '>')
			if end <= 0 {
				return problem("invalid named capture", p.text[start:])
			}
			p.at += end + 1
		} else if done, err := p.groupFlags(start); done || err != nil {
			return err
		}
	}
	return p.withFlags(p.flags)
}

// groupFlags parses the flags of (?flags) and (?flags:x); done says it was the
// first. With the second they hold until the group is over.
func (p *parser) groupFlags(start int) (done bool, err error) {
	before, value := p.flags, true
	for p.more() {
		switch p.rune() {
		case 'i':
			p.flags.fold = value
		case 'm':
			p.flags.multiline = value
		case 's':
			p.flags.dotAll = value
		case 'U':
			// Which match is preferred does not matter.
		case '-':
			if !value {
				return false, problem("invalid or unsupported Perl syntax", p.text[start:p.at])
			}
			value = false
		case ')':
			return true, nil
		case ':':
			inner := p.flags
			p.flags = before
			return true, p.withFlags(inner)
		default:
			return false, problem("invalid or unsupported Perl syntax", p.text[start:p.at])
		}
	}
	return false, problem("missing argument to repetition operator", p.text[start:])
}

// withFlags parses the inside of a group and its closing parenthesis.
func (p *parser) withFlags(inner flags) error {
	before := p.flags
	p.flags = inner
	err := p.alternatives()
	p.flags = before
	if err == nil && !p.accept(")") {
		err = problem("missing closing )", p.text)
	}
	return err
}
