// What loggers write: prefixes, places, newlines, panics; then Fatal.
//
//test:exit 1
package main

import (
	"bytes"
	"fmt"
	"io"
	"log"
	"os"
	"strings"
)

func helper(l *log.Logger) {
	l.Output(1, "here")
	l.Output(2, "caller")
	log.Output(1, "here")
	log.Output(2, "caller")
	l.Output(99, "nowhere")
}

func main() {
	log.SetOutput(os.Stdout)
	log.SetFlags(log.Lshortfile)
	log.SetPrefix("pre: ")
	log.Print("a", 1, 2, "b")
	log.Printf("%d\n", 5)
	log.Println("x", "y")
	l := log.New(os.Stdout, "P", log.Lshortfile|log.Lmsgprefix)
	l.Print("")
	l.Printf("%v\n\n", 1)
	helper(l)
	var b bytes.Buffer
	l.SetOutput(&b)
	for _, flags := range []int{log.LstdFlags, log.Ldate, log.Ltime, log.Lmicroseconds, log.LstdFlags | log.Lmicroseconds | log.LUTC | log.Lmsgprefix} {
		b.Reset()
		l.SetFlags(flags)
		l.Print("z")
		fmt.Print(strings.Map(func(r rune) rune {
			if '0' <= r && r <= '9' {
				return '0'
			}
			return r
		}, b.String()))
	}
	fmt.Println(l.Prefix(), l.Flags(), l.Writer() == io.Writer(&b), log.Default().Prefix())
	for _, f := range []func(){func() { l.Panicln("a", 1) }, func() { log.Panic("a", 1) }, func() { log.Panicf("a%d", 1) }} {
		func() {
			defer func() { fmt.Printf("%q\n", recover()) }()
			f()
		}()
	}
	var zero log.Logger
	zero.SetOutput(os.Stdout)
	zero.Print("zero")
	log.New(io.Discard, "", -1).Print("nothing")
	log.Fatalf("bye %d", 1)
}
