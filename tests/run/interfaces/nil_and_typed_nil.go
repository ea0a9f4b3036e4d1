// An interface holding a nil pointer is not a nil interface.
package main

import "fmt"

type t struct{ n int }

func (p *t) Error() string {
	if p == nil {
		return "nil t"
	}
	return fmt.Sprint("t", p.n)
}

func find(fail bool) error {
	var p *t
	if fail {
		return p
	}
	return nil
}

func main() {
	fmt.Println(find(false) == nil, find(true) == nil, find(true))
	var e error = (*t)(nil)
	fmt.Println(e == (*t)(nil), e != nil, e.(*t) == nil, e.Error())
	var x any
	x = e
	_, isError := x.(error)
	fmt.Printf("%v %T %T\n", isError, x, error(nil))
}
