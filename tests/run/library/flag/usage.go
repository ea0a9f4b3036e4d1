// The printed flags: kinds, quoted names, defaults, values whose methods panic.
package main

import (
	"flag"
	"fmt"
	"os"
	"time"
)

type zeroPanics struct{ text string }

func (z *zeroPanics) Set(s string) error { return nil }

func (z *zeroPanics) String() string {
	if z.text == "" {
		panic("zero")
	}
	return z.text
}

type level int

func (l level) MarshalText() ([]byte, error) { return fmt.Append(nil, "L", int(l)), nil }

func (l *level) UnmarshalText(text []byte) error {
	*l = level(text[1] - '0')
	return nil
}

func main() {
	f := flag.NewFlagSet("prog", flag.ContinueOnError)
	f.SetOutput(os.Stdout)
	f.Bool("A", false, "for all")
	f.Bool("B", true, "two\nlines")
	f.Bool("long", true, "a longer name")
	f.Int("n", 5, "a `count` of `things`")
	f.Int64("zero", 0, "nothing")
	f.Uint64("u", 1, "unsigned")
	f.String("s", "a\"b", "text")
	f.String("e", "", "`unclosed")
	f.Float64("f", 2.5, "number")
	f.Duration("d", time.Second, "how long")
	f.Func("func", "a function", nil)
	f.BoolFunc("x", "a function", nil)
	f.Var(&zeroPanics{"x"}, "panics", "at zero")
	var l, m level
	f.TextVar(&l, "level", level(3), "a text")
	f.TextVar(&m, "level0", &m, "a text")
	fmt.Println(l, f.Parse([]string{"-level=L5", "-h"}), l)
	for _, define := range []func(){
		func() { f.Int("n", 1, "") },
		func() { f.Int("-x", 1, "") },
		func() { f.Int("a=b", 1, "") },
		func() { f.TextVar(&l, "wrong", time.Time{}, "") },
		func() {
			fmt.Println(f.Set("none", "1"), f.Set("n", "x"), f.Set("n", "7"), f.Lookup("n").Value, f.Lookup("none") == nil)
			f.Int("other", 1, "")
			f.Bool("n", false, "")
		},
	} {
		func() {
			defer func() { fmt.Println(recover()) }()
			define()
		}()
	}
}
