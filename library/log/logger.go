// Package log writes messages, one a line, with the date or the place in front
// if that is wanted.
//
// This file holds Logger.
package log

import (
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// What a logger writes before a message; the parts come in this order.
const (
	Ldate         = 1 << iota     // the date: 2009/01/23
	Ltime                         // the time: 01:23:23
	Lmicroseconds                 // the time with microseconds: 01:23:23.123123
	Llongfile                     // path and line of the call: /a/b/c/d.go:23
	Lshortfile                    // file and line of the call: d.go:23
	LUTC                          // date and time in UTC instead of the local zone
	Lmsgprefix                    // the prefix before the message instead of at the start
	LstdFlags     = Ldate | Ltime // what the standard logger has
)

// A Logger writes each message with one call of a writer's Write. Several
// goroutines may use it; their messages come one after the other.
type Logger struct {
	prefix  atomic.Pointer[string] // nil for none
	flags   atomic.Int32
	discard atomic.Bool // out is io.Discard

	mutex sync.Mutex // for the following
	out   io.Writer
	line  []byte // memory for the next message
}

// New returns a logger that writes to out. The prefix comes first in every line,
// or before the message if flag has Lmsgprefix.
func New(out io.Writer, prefix string, flag int) *Logger {
	l := new(Logger)
	l.SetOutput(out)
	l.SetPrefix(prefix)
	l.SetFlags(flag)
	return l
}

// SetOutput changes where messages go.
func (l *Logger) SetOutput(w io.Writer) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.out = w
	l.discard.Store(w == io.Discard)
}

// Writer returns where messages go.
func (l *Logger) Writer() io.Writer {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	return l.out
}

// SetFlags changes what is written before messages.
func (l *Logger) SetFlags(flag int) { l.flags.Store(int32(flag)) }

// Flags returns what is written before messages.
func (l *Logger) Flags() int { return int(l.flags.Load()) }

// SetPrefix changes the prefix.
func (l *Logger) SetPrefix(prefix string) { l.prefix.Store(&prefix) }

// Prefix returns the prefix.
func (l *Logger) Prefix() string {
	if p := l.prefix.Load(); p != nil {
		return *p
	}
	return ""
}

// A place is where a message comes from: the call depth levels above the method
// of Logger or function that the program called, or the call at pc.
type place struct {
	pc    uintptr
	depth int
}

// direct is the place for functions that log themselves what they are given.
var direct = place{depth: 2}

// find returns the file and the line. extra levels lie between the function that
// made the place and the call of find.
func (p place) find(extra int) (file string, line int) {
	if p.pc != 0 {
		frame, _ := runtime.CallersFrames([]uintptr{p.pc}).Next()
		file, line = frame.File, frame.Line
	} else {
		_, file, line, _ = runtime.Caller(p.depth + extra)
	}
	if file == "" {
		return "???", 0
	}
	return file, line
}

// write writes a line with the text that message appends.
func (l *Logger) write(at place, message func(line []byte) []byte) error {
	if l.discard.Load() {
		return nil
	}
	now := time.Now() // before waiting for others
	flags, prefix := l.Flags(), l.Prefix()
	file, number := "", 0
	if flags&(Llongfile|Lshortfile) != 0 {
		file, number = at.find(1)
	}
	l.mutex.Lock()
	defer l.mutex.Unlock()
	line := appendHeader(l.line[:0], flags, prefix, now, file, number)
	line = message(line)
	if len(line) == 0 || line[len(line)-1] != '\n' {
		line = append(line, '\n')
	}
	// A long line is not kept.
	if l.line = line; cap(line) > 64<<10 {
		l.line = nil
	}
	_, err := l.out.Write(line)
	return err
}

// appendHeader appends what comes before the message.
func appendHeader(line []byte, flags int, prefix string, t time.Time, file string, number int) []byte {
	if flags&Lmsgprefix == 0 {
		line = append(line, prefix...)
	}
	if flags&LUTC != 0 {
		t = t.UTC()
	}
	if flags&Ldate != 0 {
		line = t.AppendFormat(line, "2006/01/02 ")
	}
	if flags&Lmicroseconds != 0 {
		line = t.AppendFormat(line, "15:04:05.000000 ")
	} else if flags&Ltime != 0 {
		line = t.AppendFormat(line, "15:04:05 ")
	}
	if flags&(Lshortfile|Llongfile) != 0 {
		if flags&Lshortfile != 0 {
			file = file[strings.LastIndexByte(file, '/')+1:]
		}
		line = fmt.Appendf(line, "%s:%d: ", file, number)
	}
	if flags&Lmsgprefix != 0 {
		line = append(line, prefix...)
	}
	return line
}

// Output writes s, with the place that is calldepth calls above: 1 is the call of
// Output.
func (l *Logger) Output(calldepth int, s string) error {
	return l.write(place{depth: calldepth + 1}, func(line []byte) []byte { return append(line, s...) })
}

// Print writes a message of the form of fmt.Print.
func (l *Logger) Print(v ...any) {
	l.write(direct, func(line []byte) []byte { return fmt.Append(line, v...) })
}

// Printf writes a message of the form of fmt.Printf.
func (l *Logger) Printf(format string, v ...any) {
	l.write(direct, func(line []byte) []byte { return fmt.Appendf(line, format, v...) })
}

// Println writes a message of the form of fmt.Println.
func (l *Logger) Println(v ...any) {
	l.write(direct, func(line []byte) []byte { return fmt.Appendln(line, v...) })
}

// Fatal is Print, followed by os.Exit(1).
func (l *Logger) Fatal(v ...any) {
	l.write(direct, func(line []byte) []byte { return fmt.Append(line, v...) })
	os.Exit(1)
}

// Fatalf is Printf, followed by os.Exit(1).
func (l *Logger) Fatalf(format string, v ...any) {
	l.write(direct, func(line []byte) []byte { return fmt.Appendf(line, format, v...) })
	os.Exit(1)
}

// Fatalln is Println, followed by os.Exit(1).
func (l *Logger) Fatalln(v ...any) {
	l.write(direct, func(line []byte) []byte { return fmt.Appendln(line, v...) })
	os.Exit(1)
}

// Panic is Print, followed by a panic with the message.
func (l *Logger) Panic(v ...any) {
	s := fmt.Sprint(v...)
	l.write(direct, func(line []byte) []byte { return append(line, s...) })
	panic(s)
}

// Panicf is Printf, followed by a panic with the message.
func (l *Logger) Panicf(format string, v ...any) {
	s := fmt.Sprintf(format, v...)
	l.write(direct, func(line []byte) []byte { return append(line, s...) })
	panic(s)
}

// Panicln is Println, followed by a panic with the message.
func (l *Logger) Panicln(v ...any) {
	s := fmt.Sprintln(v...)
	l.write(direct, func(line []byte) []byte { return append(line, s...) })
	panic(s)
}
