// This file holds the standard logger and the functions that use it.

package log

import (
	"fmt"
	"io"
	"log/internal"
	"os"
)

var std = New(os.Stderr, "", LstdFlags)

func init() {
	internal.DefaultOutput = func(pc uintptr, data []byte) error {
		return std.write(place{pc: pc}, func(line []byte) []byte { return append(line, data...) })
	}
}

// Default returns the standard logger, which the functions of the package use.
func Default() *Logger { return std }

// SetOutput is Logger.SetOutput of the standard logger, which writes to standard
// error at first.
func SetOutput(w io.Writer) { std.SetOutput(w) }

// Writer is Logger.Writer of the standard logger.
func Writer() io.Writer { return std.Writer() }

// SetFlags is Logger.SetFlags of the standard logger.
func SetFlags(flag int) { std.SetFlags(flag) }

// Flags is Logger.Flags of the standard logger.
func Flags() int { return std.Flags() }

// SetPrefix is Logger.SetPrefix of the standard logger.
func SetPrefix(prefix string) { std.SetPrefix(prefix) }

// Prefix is Logger.Prefix of the standard logger.
func Prefix() string { return std.Prefix() }

// Output writes s, with the place that is calldepth calls above: 1 is the call of
// Output.
func Output(calldepth int, s string) error {
	return std.write(place{depth: calldepth + 1}, func(line []byte) []byte { return append(line, s...) })
}

// Print writes a message of the form of fmt.Print.
func Print(v ...any) {
	std.write(direct, func(line []byte) []byte { return fmt.Append(line, v...) })
}

// Printf writes a message of the form of fmt.Printf.
func Printf(format string, v ...any) {
	std.write(direct, func(line []byte) []byte { return fmt.Appendf(line, format, v...) })
}

// Println writes a message of the form of fmt.Println.
func Println(v ...any) {
	std.write(direct, func(line []byte) []byte { return fmt.Appendln(line, v...) })
}

// Fatal is Print, followed by os.Exit(1).
func Fatal(v ...any) {
	std.write(direct, func(line []byte) []byte { return fmt.Append(line, v...) })
	os.Exit(1)
}

// Fatalf is Printf, followed by os.Exit(1).
func Fatalf(format string, v ...any) {
	std.write(direct, func(line []byte) []byte { return fmt.Appendf(line, format, v...) })
	os.Exit(1)
}

// Fatalln is Println, followed by os.Exit(1).
func Fatalln(v ...any) {
	std.write(direct, func(line []byte) []byte { return fmt.Appendln(line, v...) })
	os.Exit(1)
}

// Panic is Print, followed by a panic with the message.
func Panic(v ...any) {
	s := fmt.Sprint(v...)
	std.write(direct, func(line []byte) []byte { return append(line, s...) })
	panic(s)
}

// Panicf is Printf, followed by a panic with the message.
func Panicf(format string, v ...any) {
	s := fmt.Sprintf(format, v...)
	std.write(direct, func(line []byte) []byte { return append(line, s...) })
	panic(s)
}

// Panicln is Println, followed by a panic with the message.
func Panicln(v ...any) {
	s := fmt.Sprintln(v...)
	std.write(direct, func(line []byte) []byte { return append(line, s...) })
	panic(s)
}
