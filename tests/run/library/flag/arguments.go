// Command lines and what is made of them, with all messages.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"time"
)

type list []string

func (l *list) String() string { return fmt.Sprint(*l) }

func (l *list) Set(s string) error {
	if s == "bad" {
		return errors.New("bad item")
	}
	*l = append(*l, s)
	return nil
}

func flags() *flag.FlagSet {
	f := flag.NewFlagSet("prog", flag.ContinueOnError)
	f.SetOutput(os.Stdout)
	f.Usage = func() { fmt.Println("usage") }
	f.Bool("A", false, "")
	f.Int("n", 5, "")
	f.Int64("n64", 0, "")
	f.Uint("u", 0, "")
	f.Uint64("u64", 1, "")
	f.String("s", "", "")
	f.Float64("f", 2.5, "")
	f.Duration("d", time.Second, "")
	f.Var(new(list), "l", "")
	call := func(s string) error {
		if s == "e" {
			return errors.New("from the function")
		}
		fmt.Println("called with", s)
		return nil
	}
	f.Func("call", "", call)
	f.BoolFunc("bool", "", call)
	return f
}

func main() {
	for _, arguments := range [][]string{
		{}, {"-A", "-n", "3", "x", "-u", "1"}, {"--n=0x10", "--", "-A"}, {"-A=false", "-s", "-A"}, {"-A=maybe"}, {"-A=", "x"},
		{"-n=abc"}, {"-n", "99999999999999999999"}, {"-n"}, {"-u=-1"}, {"-u64", "18446744073709551616"}, {"-n64=0b101"}, {"-f=1e999"}, {"-f", "x"},
		{"-d=1h2m", "-d=5"}, {"-unknown"}, {"-h"}, {"-help"}, {"---x"}, {"-=x"}, {"--=x"}, {"-"}, {"-l", "a", "-l=b", "-l=bad"},
		{"-call", "v", "-call=e"}, {"-bool", "-bool=false", "-bool=e"}, {"-s="}, {"-s"},
	} {
		f := flags()
		err := f.Parse(arguments)
		fmt.Printf("%q: %v; %q %d %d %v %q\n", arguments, err, f.Args(), f.NArg(), f.NFlag(), f.Parsed(), f.Arg(1))
		f.Visit(func(one *flag.Flag) { fmt.Print(" ", one.Name, "=", one.Value) })
		fmt.Println()
	}
}
