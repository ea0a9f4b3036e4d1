// Wrapping with one and several %w, Join, Is, As and Unwrap through the tree.
package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
)

type coded struct {
	code int
	err  error
}

func (c coded) Error() string { return fmt.Sprint("code ", c.code, ": ", c.err) }
func (c coded) Unwrap() error { return c.err }

func main() {
	base := errors.New("base")
	e := fmt.Errorf("a: %w", coded{7, fmt.Errorf("b: %w and %w", base, io.EOF)})
	var c coded
	var pe *fs.PathError
	fmt.Println(e)
	fmt.Println(errors.Is(e, base), errors.Is(e, io.EOF), errors.Is(e, io.ErrClosedPipe), errors.As(e, &c), c.code, errors.As(e, &pe))
	fmt.Println(errors.Unwrap(e) == error(c), errors.Unwrap(c.err), errors.Unwrap(base))
	j := errors.Join(base, nil, io.EOF)
	fmt.Printf("%q %v %v\n", j.Error(), errors.Join(nil, nil) == nil, errors.Is(j, io.EOF))
	fmt.Println(errors.New("same") == errors.New("same"), base == base, fmt.Errorf("no wrap %v", base))
}
