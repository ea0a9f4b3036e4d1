// io.Pipe between goroutines, Copy, TeeReader, LimitReader, MultiReader, ReadFull.
package main

import (
	"fmt"
	"io"
	"strings"
)

type upper struct{ r io.Reader }

func (u upper) Read(p []byte) (int, error) {
	n, err := u.r.Read(p)
	copy(p, strings.ToUpper(string(p[:n])))
	return n, err
}

func main() {
	r, w := io.Pipe()
	go func() {
		for i := range 3 {
			fmt.Fprintf(w, "part %d,", i)
		}
		w.CloseWithError(io.ErrUnexpectedEOF)
	}()
	data, err := io.ReadAll(r)
	fmt.Println(string(data), err)
	var b, tee strings.Builder
	n, err := io.Copy(&b, io.TeeReader(io.MultiReader(upper{strings.NewReader("abc")}, io.LimitReader(strings.NewReader("defgh"), 2)), &tee))
	fmt.Println(n, err, b.String(), tee.Len())
	buf := make([]byte, 4)
	k, err := io.ReadFull(strings.NewReader("xy"), buf)
	fmt.Println(k, err, buf)
	_, err = io.ReadAtLeast(strings.NewReader(""), buf, 1)
	fmt.Println(err, io.EOF == err)
}
