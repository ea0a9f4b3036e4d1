//test:stdin first line\nsecond  line\n\nlast without end

// Scanner by lines, words and runes; Reader by delimiter; Writer with flush.
package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strings"
)

func main() {
	in := bufio.NewScanner(os.Stdin)
	for n := 1; in.Scan(); n++ {
		fmt.Printf("%d %q\n", n, in.Text())
	}
	fmt.Println(in.Err())
	words := bufio.NewScanner(strings.NewReader(" a  bc\nd "))
	words.Split(bufio.ScanWords)
	for words.Scan() {
		fmt.Print(words.Text(), ";")
	}
	runes := bufio.NewScanner(strings.NewReader("hé"))
	runes.Split(bufio.ScanRunes)
	for runes.Scan() {
		fmt.Print(runes.Text(), ",")
	}
	fmt.Println()
	r := bufio.NewReader(strings.NewReader("k=v;rest"))
	s, err := r.ReadString(';')
	peek, _ := r.Peek(2)
	fmt.Println(s, err, string(peek), r.Buffered())
	s, err = r.ReadString(';')
	fmt.Println(s, err == io.EOF)
	w := bufio.NewWriterSize(os.Stdout, 16)
	fmt.Fprintf(w, "%s %d\n", strings.Repeat("long ", 5), w.Available())
	w.Flush()
	long := bufio.NewScanner(strings.NewReader(strings.Repeat("x", 70000)))
	fmt.Println(long.Scan(), long.Err())
}
