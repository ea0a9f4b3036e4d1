package testing

import (
	"fmt"
	"io"
	"os"
	"sync"
)

// Bytes that tell the reader of -test.v=test2json what follows.
const (
	frameMark  = "\x16" // a line of the framework
	errorStart = "\x0e"
	errorEnd   = "\x0f"
)

// A printer writes what verbose tests say while they run. It remembers whose
// output was the last, and says so when that changes.
type printer struct {
	mu         sync.Mutex
	out        io.Writer
	last       string
	forProgram bool
}

func newPrinter() *printer {
	return &printer{out: os.Stdout, forProgram: option.verbose.forProgram}
}

// mark is what stands before lines of the framework.
func (p *printer) mark() string {
	if p != nil && p.forProgram {
		return frameMark
	}
	return ""
}

// frame prints a line about the named test, which the line itself mentions.
func (p *printer) frame(name, format string, args ...any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.last = name
	fmt.Fprintf(p.out, p.mark()+format, args...)
}

// text prints what the named test says.
func (p *printer) text(name, text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.named(name)
	io.WriteString(p.out, text)
}

func (p *printer) named(name string) {
	switch {
	case p.last == "":
		p.last = name
	case p.last != name:
		fmt.Fprintf(p.out, "%s=== NAME  %s\n", p.mark(), name)
		p.last = name
	}
}
