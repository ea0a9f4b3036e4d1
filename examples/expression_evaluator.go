// Expression_evaluator shows a scanner, a recursive-descent parser and a tree
// of interface values: it evaluates arithmetic with variables and functions.
package main

import (
	"errors"
	"fmt"
	"math"
	"strconv"
)

type expression interface {
	eval(env map[string]float64) (float64, error)
	String() string
}

type (
	number   float64
	variable string
	unary    struct{ operand expression }
	binary   struct {
		operator    byte
		left, right expression
	}
	call struct {
		function string
		argument expression
	}
)

var errDivision = errors.New("division by zero")

var functions = map[string]func(float64) float64{
	"sqrt": math.Sqrt,
	"abs":  math.Abs,
	"half": func(x float64) float64 { return x / 2 },
}

func (n number) eval(map[string]float64) (float64, error) { return float64(n), nil }

func (v variable) eval(env map[string]float64) (float64, error) {
	if x, ok := env[string(v)]; ok {
		return x, nil
	}
	return 0, fmt.Errorf("undefined variable %q", string(v))
}

func (u unary) eval(env map[string]float64) (float64, error) {
	x, err := u.operand.eval(env)
	return -x, err
}

func (b binary) eval(env map[string]float64) (float64, error) {
	l, err := b.left.eval(env)
	if err != nil {
		return 0, err
	}
	r, err := b.right.eval(env)
	if err != nil {
		return 0, err
	}
	switch b.operator {
	case '+':
		return l + r, nil
	case '-':
		return l - r, nil
	case '*':
		return l * r, nil
	case '^':
		return math.Pow(l, r), nil
	}
	if r == 0 {
		return 0, errDivision
	}
	return l / r, nil
}

func (c call) eval(env map[string]float64) (float64, error) {
	f, ok := functions[c.function]
	if !ok {
		return 0, fmt.Errorf("undefined function %q", c.function)
	}
	x, err := c.argument.eval(env)
	return f(x), err
}

func (n number) String() string   { return strconv.FormatFloat(float64(n), 'g', -1, 64) }
func (v variable) String() string { return string(v) }
func (u unary) String() string    { return "(-" + u.operand.String() + ")" }
func (c call) String() string     { return c.function + "(" + c.argument.String() + ")" }
func (b binary) String() string {
	return "(" + b.left.String() + " " + string(b.operator) + " " + b.right.String() + ")"
}

type syntaxError struct {
	offset int
	text   string
}

func (e *syntaxError) Error() string { return fmt.Sprintf("at %d: %s", e.offset, e.text) }

// parser panics with a *syntaxError; parse turns that into an error.
type parser struct {
	input string
	pos   int
}

func parse(input string) (e expression, err error) {
	defer func() {
		if r := recover(); r != nil {
			syntax, ok := r.(*syntaxError)
			if !ok {
				panic(r)
			}
			err = syntax
		}
	}()
	p := &parser{input: input}
	e = p.sum()
	if c := p.peek(); c != 0 {
		p.fail("unexpected " + strconv.QuoteRune(rune(c)))
	}
	return e, nil
}

func (p *parser) fail(text string) { panic(&syntaxError{p.pos, text}) }

func (p *parser) peek() byte {
	for p.pos < len(p.input) && p.input[p.pos] == ' ' {
		p.pos++
	}
	if p.pos == len(p.input) {
		return 0
	}
	return p.input[p.pos]
}

func (p *parser) sum() expression {
	left := p.product()
	for c := p.peek(); c == '+' || c == '-'; c = p.peek() {
		p.pos++
		left = binary{c, left, p.product()}
	}
	return left
}

func (p *parser) product() expression {
	left := p.power()
	for c := p.peek(); c == '*' || c == '/'; c = p.peek() {
		p.pos++
		left = binary{c, left, p.power()}
	}
	return left
}

func (p *parser) power() expression {
	base := p.operand()
	if p.peek() == '^' {
		p.pos++
		return binary{'^', base, p.power()} // right-associative
	}
	return base
}

func (p *parser) operand() expression {
	c := p.peek()
	switch {
	case c == '-':
		p.pos++
		return unary{p.operand()}
	case c == '(':
		p.pos++
		inner := p.sum()
		p.expect(')')
		return inner
	case c >= '0' && c <= '9':
		text := p.take(func(c byte) bool { return c >= '0' && c <= '9' || c == '.' })
		x, err := strconv.ParseFloat(text, 64)
		if err != nil {
			p.fail(err.Error())
		}
		return number(x)
	case isLetter(c):
		name := p.take(isLetter)
		if p.peek() != '(' {
			return variable(name)
		}
		p.pos++
		argument := p.sum()
		p.expect(')')
		return call{name, argument}
	}
	p.fail("expected an operand")
	return nil
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' }

func (p *parser) take(accept func(byte) bool) string {
	start := p.pos
	for p.pos < len(p.input) && accept(p.input[p.pos]) {
		p.pos++
	}
	return p.input[start:p.pos]
}

func (p *parser) expect(c byte) {
	if p.peek() != c {
		p.fail("expected " + strconv.QuoteRune(rune(c)))
	}
	p.pos++
}

func main() {
	env := map[string]float64{"x": 3, "y": 4, "zero": 0}
	for _, input := range []string{
		"1 + 2 * 3", "(1 + 2) * 3", "-2 ^ 2", "2 ^ 3 ^ 2", "sqrt(x*x + y*y)",
		"half(abs(-x)) / 4", "y / zero", "1 +", "(x", "q * 2", "cube(2)", "1.2.3", "3 $ 4",
	} {
		e, err := parse(input)
		if err != nil {
			fmt.Printf("%-18s syntax error %v\n", input, err)
			continue
		}
		v, err := e.eval(env)
		if err != nil {
			fmt.Printf("%-18s %v: error %v\n", input, e, err)
			continue
		}
		fmt.Printf("%-18s %v = %g\n", input, e, v)
	}
}
