// The order in which operands, calls, index expressions and panics happen.
package main

import (
	"errors"
	"fmt"
)

var trace []string

func t[T any](name string, v T) T { trace = append(trace, name); return v }
func flush()                      { fmt.Println(trace); trace = nil }

type P struct{ x, y int }

func (p P) val(i int) int    { trace = append(trace, fmt.Sprint("val", p.x, i)); return i }
func (p *P) ptr(i int) *P    { trace = append(trace, fmt.Sprint("ptr", p.x, i)); p.x++; return p }
func two() (int, error)      { return t("two", 2), errors.New("e") }
func ids() (a, b, c int)     { return 1, 2, 3 }
func variadic(xs ...any) int { trace = append(trace, fmt.Sprint(xs...)); return len(xs) }
func named() (x int, err error) {
	defer func() {
		if r := recover(); r != nil {
			x, err = x+100, fmt.Errorf("wrapped: %v", r)
		}
	}()
	x = 5
	return t("ret", 7), nil
}
func named2() (x int) {
	defer func() { x *= 2; recover() }()
	x = 1
	return func() int { x = 50; panic("p") }()
}

func main() {
	a := []int{1, 2, 3}
	i := 0
	i, a[i] = 1, 9
	fmt.Println(i, a)
	a[t("i", 0)], a[t("j", 1)] = t("v", 5), t("w", 6)
	flush()
	m := map[string]int{}
	m[t("k", "a")] += t("d", 2)
	flush()
	x, y := 1, 2
	x, y = y, x+y
	fmt.Println(x, y)
	p := &P{1, 2}
	p.ptr(1).ptr(p.val(2)).x += t("rhs", 10)
	flush()
	fmt.Println(*p)
	fmt.Println(t("a", 1)+t("b", 2)*t("c", 3), t("d", true) || t("e", true), t("f", false) && t("g", true))
	flush()
	f := t("fn", func(int, int) int { return 0 })
	f(t("x", 1), t("y", 2))
	t("fn2", func(a ...int) {})(t("p", 1), t("q", 2))
	flush()
	_ = [...]int{t("0", 1), 3: t("3", 2), 1: t("1", 3)}
	_ = map[string]int{t("k1", "a"): t("v1", 1), t("k2", "b"): t("v2", 2)}
	_ = P{y: t("y", 1), x: t("x", 2)}
	flush()
	defer func() {
		r := recover()
		flush()
		fmt.Println("final", r)
	}()
	func() {
		defer t("deferfn", func(s string) { trace = append(trace, "run"+s) })(t("arg", "A"))
		t("body", 0)
	}()
	flush()
	fmt.Println(named())
	fmt.Println(named2())
	flush()
	var np *P
	func() {
		defer func() { fmt.Println(recover()); flush() }()
		np.x, a[t("idx", 1)] = t("np", 3), t("av", 4)
	}()
	func() {
		defer func() { fmt.Println(recover()); flush() }()
		a[t("idx", 5)] = t("rhs", 4)
	}()
	func() {
		defer func() { fmt.Println(recover()); flush() }()
		var mm map[string]int
		mm[t("key", "z")] = t("val", 4)
	}()
	func() {
		defer func() { fmt.Println(recover()); flush() }()
		_ = t("num", 1) / t("zero", 0)
	}()
	func() {
		defer func() { fmt.Println(recover()); flush() }()
		var e any = "str"
		_ = e.(int) + t("never", 1)
	}()
	func() {
		defer func() { fmt.Println(recover()); flush() }()
		var fn func(int)
		fn(t("argument", 1))
	}()
	fmt.Println(variadic(ids()), variadic([]any{1, 2}...), variadic(), variadic(nil...), variadic(nil))
	flush()
	s := []int{1, 2, 3}
	s2 := append(s[:1], s[2:]...)
	fmt.Println(s, s2)
	var arr [3]int
	ar2 := arr
	pa := &arr
	pa[1], arr[2] = 5, pa[1]+1
	fmt.Println(arr, ar2, arr == [3]int{0, 5, 1})
	k := 0
	k, arr[k], k = 1, 8, 2
	fmt.Println(k, arr)
	var iface any = arr
	arr[0] = 99
	fmt.Println(iface)
	z := func() *int { trace = append(trace, "z"); return &x }
	*z(), y = t("r1", 1), t("r2", 2)
	flush()
	*z() += t("plus", 1)
	*z()++
	flush()
	ch := make(chan int, 1)
	t("ch", ch) <- t("cv", 1)
	v, ok := <-t("recv", ch)
	fmt.Println(v, ok)
	switch t("tag", 2) {
	case t("c1", 1), t("c2", 2), t("c3", 3):
		trace = append(trace, "hit")
	case t("c4", 4):
	}
	flush()
	panic(fmt.Sprint(two()))
}
