// Every form of range, over functions with defer, goto, labels and iterators that misbehave.
package main

import "fmt"

func seq(n int, log string) func(func(int) bool) {
	return func(yield func(int) bool) {
		defer fmt.Println("end", log)
		for i := 0; i < n; i++ {
			if !yield(i) {
				fmt.Println("stopped", log, i)
				return
			}
		}
	}
}

func early() (r string) {
	defer func() { r += "!" }()
	for i := range seq(5, "a") {
		defer fmt.Println("deferred", i)
		for j := range seq(5, "b") {
			if j == 1 {
				continue
			}
			if i == 1 && j == 2 {
				return fmt.Sprint(i, j)
			}
		}
	}
	return "none"
}

func labels() {
outer:
	for i := range seq(4, "o") {
	inner:
		for j := range seq(4, "i") {
			switch {
			case j == 1:
				continue inner
			case j == 2 && i == 0:
				continue outer
			case j == 3:
				break inner
			case i == 2:
				break outer
			}
			fmt.Println(i, j)
		}
	}
}

func gotos() {
	n := 0
again:
	for i := range seq(3, "g") {
		if i == 1 {
			n++
			if n < 3 {
				goto again
			}
			goto done
		}
	}
done:
	fmt.Println("n", n)
}

func bad(mode int) {
	defer func() { fmt.Println("recovered:", recover()) }()
	var saved func(int) bool
	it := func(yield func(int) bool) {
		saved = yield
		switch mode {
		case 0:
			yield(1)
			yield(2)
		case 1:
			yield(1)
		case 2:
			defer func() { recover() }()
			yield(1)
		case 3:
			func() { defer func() { recover() }(); yield(1) }()
			yield(2)
		}
	}
	for x := range it {
		if mode == 0 {
			break
		}
		if mode >= 2 {
			panic(fmt.Sprint("body ", x))
		}
	}
	if mode == 1 {
		saved(3)
	}
	fmt.Println("after", mode)
}

func recursive(n int) func(func(string) bool) {
	return func(yield func(string) bool) {
		if n == 0 {
			return
		}
		for s := range recursive(n - 1) {
			if !yield(s + fmt.Sprint(n)) {
				return
			}
		}
		yield(fmt.Sprint(n))
	}
}

type arr [4]int

func main() {
	fmt.Println(early())
	labels()
	gotos()
	for m := range 4 {
		bad(m)
	}
	for s := range recursive(3) {
		fmt.Print(s, " ")
	}
	fmt.Println()
	a := arr{1, 2, 3, 4}
	for i, x := range a {
		a[3] = 10
		fmt.Print(i, x, " ")
	}
	for i, x := range &a {
		a[3] = 20
		fmt.Print(i, x, " ")
	}
	var np *arr
	for i := range np {
		fmt.Print(i)
	}
	fmt.Println(len(np))
	s := []int{1, 2}
	for i, x := range s {
		s = append(s, x*10)
		if i == 0 {
			s[1] = 7
		}
		fmt.Print(x, " ")
	}
	fmt.Println(s)
	for i, r := range "a\xffé\xe2\x82z" {
		fmt.Print(i, ":", r, " ")
	}
	fmt.Println()
	for i := range uint8(3) {
		fmt.Printf("%T%d ", i, i)
	}
	const k = 2
	for range k {
		fmt.Print("k")
	}
	var n int64 = 3
	for i := range n {
		n = 10
		i *= 2
		fmt.Print(i, " ")
	}
	fmt.Println(n)
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { i += 10; return i })
		if i == 1 {
			i++
		}
	}
	for _, f := range fs {
		fmt.Print(f(), f(), " ")
	}
	ch := make(chan int, 3)
	ch <- 1
	ch <- 2
	close(ch)
	for x := range ch {
		fmt.Print(x)
	}
	m := map[int]int{1: 1, 2: 2, 3: 3}
	cnt := 0
	for k := range m {
		delete(m, k)
		cnt++
	}
	fmt.Println(cnt, len(m))
	var x struct{ i int }
	for x.i = range 3 {
	}
	var idx [3]int
	var i int
	for i, idx[1] = range []int{5: 1} {
		_ = i
	}
	fmt.Println(x, idx)
	for range seq(2, "plain") {
	}
	for i := range func(y func(int) bool) { _ = y(1) && y(2) } {
		fmt.Println(i)
	}
	for range func(y func() bool) { y() } {
		fmt.Println("zero")
	}
}
