// Deferred calls of a return may panic, recover, and change results, wherever in the order they are.
package main

import (
	"errors"
	"fmt"
)

func several(which int) (text string, err error) {
	defer func() { text += " 1" }()
	defer func() {
		if r := recover(); r != nil {
			err = errors.New(fmt.Sprint("recovered ", r))
			text += " 2"
		}
	}()
	if which == 0 {
		return "early", nil
	}
	defer func(n int) {
		text += fmt.Sprint(" 3:", n)
		if which == 2 {
			panic("in a deferred call")
		}
	}(which)
	defer func() {
		// Without a panic in the body there is nothing to recover, even if others come later.
		if recover() != nil {
			text += " recovered"
		}
	}()
	if which == 3 {
		panic("in the body")
	}
	return "late", nil
}

func nested() (n int) {
	defer func() {
		defer func() { recover() }()
		defer func() { n *= 10 }()
		n++
		panic("inner")
	}()
	return 1
}

func main() {
	for which := range 4 {
		fmt.Println(several(which))
	}
	fmt.Println(nested())
}
