//test:exit 2

// Switches of both kinds, goto and labels, deferred calls that recover, replace and repeat panics.
package main

import "fmt"

type E int

func (e E) Error() string { return fmt.Sprint("E", int(e)) }

func sw(x any) string {
	switch y := x.(type) {
	case nil:
		return fmt.Sprintf("nil %v", y)
	case int, int8:
		return fmt.Sprintf("ints %T", y)
	case error:
		return "error " + y.Error()
	case func() int:
		return fmt.Sprint("func ", y())
	case []int:
		return fmt.Sprint("slice ", len(y))
	case map[string]int, *int:
		return fmt.Sprintf("mp %T", y)
	case interface{ Foo() }:
		return "foo"
	case struct{}:
		return "empty"
	case chan<- int:
		return "send"
	}
	return fmt.Sprintf("other %T", x)
}

func ft(n int) (s string) {
	switch n {
	case 0:
		s += "0"
		fallthrough
	case 1:
		s += "1"
		if n == 0 {
			break
		}
		fallthrough
	default:
		s += "d"
	case 3:
		s += "3"
		fallthrough
	case 4:
		s += "4"
	}
	return
}

func loops() {
	i := 0
L:
	if i < 3 {
		i++
		goto L
	}
	fmt.Println(i)
outer:
	for i := 0; ; i++ {
		switch {
		case i == 1:
			continue
		case i == 4:
			break outer
		default:
			for {
				if i == 2 {
					continue outer
				}
				break
			}
		}
		select {
		default:
			if i == 3 {
				break
			}
			fmt.Println("sel", i)
		}
	}
blk:
	for {
		switch {
		case i == 3:
			break blk
		}
	}
	{
		goto inner
	}
inner:
	fmt.Println("inner")
	for i := range 3 {
		defer func() { fmt.Print("d", i, " ") }()
	}
	func() {
		for i := 0; i < 2; i++ {
			defer fmt.Println("x", i)
		}
	}()
}

func pan() (err error) {
	defer func() {
		if e, ok := recover().(error); ok {
			err = e
		}
	}()
	defer func() {
		defer func() { fmt.Println("inner", recover()) }()
		panic("second")
	}()
	panic(E(3))
}

func nested() {
	defer func() { fmt.Println("outer", recover()) }()
	defer func() {
		panic(fmt.Sprint("replaced ", recover()))
	}()
	panic("first")
}

func norec() {
	defer fmt.Println(recover())
	defer func() { func() { fmt.Println("nested recover", recover()) }() }()
	defer func() { fmt.Println("direct", recover()) }()
	panic(1)
}

func methodDefer() {
	var e E = 5
	defer fmt.Println(e)
	defer e.Error()
	e = 6
	f := e.Error
	e = 7
	fmt.Println(f(), e)
	defer func(x E) { fmt.Println("x", x, e) }(e)
	e = 8
}

func main() {
	x := 5
	for _, v := range []any{nil, 1, int8(2), E(3), func() int { return 4 }, []int{1}, map[string]int{}, &x, struct{}{}, make(chan<- int), make(chan int), 1.5, "s", [2]int{}} {
		fmt.Println(sw(v))
	}
	for i := range 6 {
		fmt.Print(ft(i), " ")
	}
	loops()
	fmt.Println(pan())
	nested()
	norec()
	methodDefer()
	switch x := 5; x {
	}
	switch x := x * 2; {
	case x > 5:
		fmt.Println("big", x)
	}
	switch f := func() bool { return true }; f() {
	case true:
		fmt.Println("t")
	}
	var nilf func()
	defer func() {
		fmt.Println(recover())
		panic(fmt.Errorf("exit %w", E(9)))
	}()
	defer nilf()
	fmt.Println("end")
}
