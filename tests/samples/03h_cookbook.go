// the four recipes.
package main

import (
	"errors"
	"fmt"
	"os"
)

func makeCounter() func() int {
	n := 0
	return func() int { n++; return n }
}

func onClick(handler func(int)) { handler(42) }

type file struct{ failClose bool }

func (f *file) Close() error {
	if f.failClose {
		return errors.New("close failed")
	}
	return nil
}

func process(failClose bool) (err error) {
	f := &file{failClose}
	defer func() {
		if cerr := f.Close(); err == nil {
			err = cerr
		}
	}()
	return nil
}

func processReal() (err error) {
	f, err := os.Open("data-does-not-exist")
	if err != nil {
		return err
	}
	defer func() {
		if cerr := f.Close(); err == nil {
			err = cerr
		}
	}()
	return nil
}

type button struct{ OnClick func(int) }
type controller struct{ last int }

func (c *controller) handleClick(id int) { c.last = id }

func main() {
	a, b := makeCounter(), makeCounter()
	fmt.Println(a(), a(), b(), a(), b()) // 1 2 1 3 2
	onClick(func(id int) { fmt.Println("clicked", id) })
	fmt.Println(process(false), process(true)) // <nil> close failed
	fmt.Println(processReal())
	var btn button
	c := &controller{}
	btn.OnClick = c.handleClick
	btn.OnClick(7)
	fmt.Println(c.last) // 7
}

//test:lang default go1.21
