// Interfaces embed interfaces, also with methods in common; structs embed them too.
package main

import "fmt"

type reader interface{ read() string }
type writer interface{ write(string) }
type closer interface{ close() string }
type readWriter interface {
	reader
	writer
}
type file interface {
	readWriter
	closer
	read() string
}

type memory struct{ data []string }

func (m *memory) read() string   { s := m.data[0]; m.data = m.data[1:]; return s }
func (m *memory) write(s string) { m.data = append(m.data, s) }
func (m *memory) close() string  { return fmt.Sprint("closed with ", len(m.data)) }

type upper struct {
	reader // overridden below for one method only
	log    []string
}

func (u *upper) read() string { s := u.reader.read(); u.log = append(u.log, s); return "<" + s + ">" }

func main() {
	var f file = &memory{}
	f.write("a")
	f.write("b")
	var rw readWriter = f
	u := &upper{reader: rw}
	fmt.Println(u.read(), u.log, f.close())
	var r reader = u
	_, isWriter := r.(writer)
	_, isFile := rw.(file)
	fmt.Println(isWriter, isFile)
}
