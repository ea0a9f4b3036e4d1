// Division, shadowed predeclared names, copies of arrays, NaN, invalid UTF-8, layouts, closures over loop variables.
package main

import (
	"fmt"
	"math"
	"strings"
	"unsafe"
)

type blank struct {
	a int
	_ string
	b float64
}

type T struct {
	a byte
	b int64
	c byte
	d [0]int
}

type U struct {
	x [3]T
	f func()
}

//go:noinline
func nan() float64 { return math.NaN() }

//go:noinline
func id[X any](x X) X { return x }

func div[X ~int8 | ~int64 | ~uint8 | ~uint32](a X) (r []X) {
	for _, d := range []X{1, 2, 3, 5, 7, 10, 100, 127} {
		r = append(r, a/d, a%d)
	}
	return append(r, a/1, a/3, a/7, a%10, a*5, a/64, a%64)
}

var len = func(x string) int { return -1 }

type true_ bool

func shadow() {
	true := false
	nil := 3
	int := func(x float64) string { return "int!" }
	string := 5
	print, println := 1, 2
	fmt.Println(true, nil, int(2), string, print+println, len("abc"))
	type error interface{ Foo() }
	var e error
	fmt.Println(e == e)
	iota := 7
	const (
		a = iota0
		b
	)
	fmt.Println(iota, a, b)
}

const iota0 = 10

func arrays() {
	a := [2][2]int{{1, 2}, {3, 4}}
	b := a
	p := &a[1]
	p[0] = 30
	for i, r := range a {
		r[0] = 100
		a[1][1] = 50
		fmt.Print(i, r, " ")
	}
	fmt.Println(a, b, *p)
	m := map[[2]int]string{{1, 2}: "x", a[0]: "y"}
	fmt.Println(m)
	s := a[:]
	s[0] = [2]int{9, 9}
	fmt.Println(a, s)
	f := func(x [2][2]int) { x[0][0] = -1 }
	f(a)
	fmt.Println(a[0][0])
	x := []int{1, 2, 3, 4, 5}
	copy(x[1:], x)
	fmt.Println(x, copy(x, x[3:]), x)
	y := append(x[:2:2], 7)
	z := append(x[:2], 8)
	fmt.Println(x, y, z, cap(x[1:3:4]))
	bs := append([]byte("ab"), "cd"...)
	fmt.Println(string(bs), copy(bs, "xyz"), string(bs))
	var n []int
	n = append(n, n...)
	fmt.Println(n == nil, append([]int(nil), []int{}...) == nil)
}

func len_(m map[float64]int) (n int) {
	for range m {
		n++
	}
	return
}

func floats() {
	n := nan()
	fmt.Println(min(1, n), max(n, 1), min(0.0, math.Copysign(id(0.0), -1)), n < 1, n == n, n != n, !(n < 1))
	m := map[float64]int{n: 1}
	m[nan()] = 2
	_, ok := m[n]
	fmt.Println(len_(m), ok)
	delete(m, n)
	clear(m)
	fmt.Println(m)
	c := complex(id(math.Inf(1)), n)
	fmt.Println(c*complex(0, 1), c/c, complex(1, 0)/complex(id(0.0), 0), complex(id(1e308), 1e308)*complex(10, 0))
	fmt.Println(id(float32(16777216))+1, float32(id(0.1)), id(float32(3.4e38))*10, id(1e308)*10, -id(1e308)*10)
	fmt.Println(int64(id(float32(1<<40))), uint8(id(300.7)), int(id(-0.9)))
	var f32 float32 = id(float32(1) / 3)
	fmt.Println(f32*3 == 1, float64(f32), f32+f32+f32)
	println(id(1.5), id(float32(0.1)), id(1e100), id(complex(1, -2)), id(-0.0), math.Inf(-1), n)
}

func strs() {
	s := "h\xc3\xa9\xff\xed\xa0\x80\xf0\x9f\x98\x80"
	for i, r := range s {
		fmt.Printf("%d:%x ", i, r)
	}
	fmt.Println([]rune(s), []byte(string([]rune(s))))
	t := strings.Repeat("ab", 3) + s[:1] + string(s[1]) + "z"
	fmt.Println(t, t > s, t[2:4] == "ab", t[:0] == "", s[2:3] < "\xff")
	var sb string
	for i := range 5 {
		sb += string(rune('a'+i)) + sb
	}
	fmt.Println(sb, sb+sb == sb+""+sb)
	switch sb[:2] {
	case "ed", "ee":
		fmt.Println("ed")
	}
	b := []byte("mutable")
	u := string(b)
	b[0] = 'M'
	fmt.Println(u, string(b), map[string]int{string(b): 1}["Mutable"])
}

func layouts() {
	fmt.Println(unsafe.Sizeof(T{}), unsafe.Offsetof(T{}.c), unsafe.Alignof(T{}), unsafe.Sizeof(U{}), unsafe.Sizeof(blank{}))
	fmt.Println(blank{1, "x", 2} == blank{1, "y", 2}, any(blank{1, "x", 2}) == any(blank{1, "y", 2}))
	m := map[blank]int{{1, "p", 2}: 5}
	fmt.Println(m[blank{1, "q", 2}])
	type e struct{}
	fmt.Println(e{} == e{}, unsafe.Sizeof([0]int{}), unsafe.Sizeof(struct {
		a int32
		e e
	}{}))
}

func closures() {
	var fs []func() int
	for i, j := 0, 10; i < 3; i, j = i+1, j-1 {
		defer func() { fmt.Print("d", i, j, " ") }()
		fs = append(fs, func() int { i++; j--; return i*100 + j })
		if i == 1 {
			continue
		}
		i += 0
	}
	for _, f := range fs {
		fmt.Print(f(), " ", f(), " ")
	}
	x := 1
	inc := func() int { x++; return x }
	a, b := x, inc()
	fmt.Println(a, b, x+inc(), inc()+x)
	type acc struct{ n int }
	v := acc{5}
	get := func() int { return v.n }
	mv := v
	v.n = 6
	fmt.Println(get(), mv.n)
	var fib func(int) int
	fib = func(n int) int {
		if n < 2 {
			return n
		}
		return fib(n-1) + fib(n-2)
	}
	fmt.Println(fib(15))
	func() {
		defer func() {
			fmt.Println(recover())
			x = 0
		}()
		var arr [3]int
		i := id(3)
		arr[i] = 1
	}()
	fmt.Println(x)
}

func main() {
	fmt.Println(div(int8(-128)), div(int64(math.MinInt64)), div(uint8(255)), div(uint32(math.MaxUint32)))
	shadow()
	arrays()
	floats()
	strs()
	layouts()
	closures()
}
