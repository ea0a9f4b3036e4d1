// Method values and expressions, results changed by deferred calls, goto, nested composite literals without types.
package main

import "fmt"

type S struct{ v int }

func (s S) Val() int      { return s.v }
func (s *S) Ptr() int     { return s.v }
func (s *S) Set(v int) *S { s.v = v; return s }

type Getter interface{ Val() int }

func lbl() (n int) {
	for i := 0; i < 3; i++ {
		for j := 0; j < 3; j++ {
			if j == 2 {
				goto next
			}
			n += i*10 + j
		}
	next:
	}
	return
}

func multi() (a, b int, s string) {
	defer func(x int) { a += x; s += "!" }(b)
	a, b, s = 1, 2, "r"
	if a == 1 {
		a, s := 10, "inner"
		_, _ = a, s
	}
	return a + 1, b + 1, s + "x"
}

func rec(n int) (r int) {
	defer func() {
		if e := recover(); e != nil {
			r = n*10 + rec(n-1)
		}
	}()
	if n == 0 {
		return 1
	}
	panic(n)
}

func varargs(pre string, xs ...func() int) (s string) {
	for i, f := range xs {
		s += fmt.Sprint(pre, i, f())
	}
	return
}

type M map[string][]map[int]*S

func ifs(x any) string {
	if s, ok := x.(string); ok && len(s) > 2 {
		return "long " + s
	} else if i, ok := x.(int); ok {
		return fmt.Sprint("int ", i, len(s))
	} else if g, isG := x.(Getter); isG {
		return fmt.Sprint("getter ", g.Val(), i, s)
	} else {
		return fmt.Sprint(ok, isG, s, i)
	}
}

func main() {
	s := S{1}
	fv, fp := s.Val, s.Ptr
	s.Set(5)
	fmt.Println(fv(), fp(), S.Val(s), (*S).Ptr(&s), (*S).Val(&s))
	var g Getter = s
	gv := g.Val
	g = S{9}
	fmt.Println(gv(), g.Val(), Getter.Val(g))
	defer fmt.Println("deferred", s.Set(6).Val(), s.v)
	s.v = 7
	arr := [...]S{{1}, {2}, {3}}
	for i := range arr {
		arr[i].Set(arr[i].Val() * 10)
	}
	for _, a := range arr {
		a.Set(0)
	}
	fmt.Println(arr, lbl())
	fmt.Println(multi())
	fmt.Println(rec(3))
	fmt.Println(varargs("p", s.Val, func() int { return 2 }, (&S{8}).Ptr), varargs("none"))
	m := M{"a": {{1: {2}}, nil}, "b": nil}
	m["a"][0][1].v++
	m["c"] = append(m["c"], map[int]*S{5: &s})
	fmt.Println(m["a"][0][1].v, len(m["a"][1]), m["zz"] == nil, m["c"][0][5].v, len(m))
	fmt.Println(ifs("abc"), ifs("a"), ifs(3), ifs(S{4}), ifs(nil))
	var p **S
	q := &s
	p = &q
	(*p).v, (**p).v = 100, (*p).v+1
	fmt.Println(s.v)
	i := 2
	i, arr[i].v = i+1, i*7
	fmt.Println(i, arr)
	ps := []*S{{1}, {2}}
	mm := map[S]string{{1}: "one"}
	ar := [3]*[2]S{1: {{5}, {6}}}
	fmt.Println(ps[1].v, mm[S{1}], ar[1][1].v, ar[0] == nil)
	f := func() func() func() int {
		n := 0
		return func() func() int { n++; return func() int { n++; return n } }
	}()
	fmt.Println(f()(), f()(), f()())
	var e1, e2 any = &s, &s
	fmt.Println(e1 == e2, e1 == any(s), any(1) == any(1.0), any(int8(1)) == any(1), any("a") == any("a"))
	switch x := any(arr).(type) {
	case [3]S:
		x[0].v = -1
		fmt.Println(x[0], arr[0])
	}
	const c = 3
	switch {
	case c == 3 && i > 2:
		fmt.Println("const")
		fallthrough
	case false:
		fmt.Println("fell")
	default:
		fmt.Println("no")
	}
	b := []bool{false, true}
	n := 0
	t := func(x bool) bool { n++; return x }
	_ = t(b[0]) && t(b[1]) || t(b[1]) && !t(b[0])
	fmt.Println(n)
	x := 5
	x, y := x+1, x
	{
		x := x
		x++
		y += x
	}
	fmt.Println(x, y)
	bits := uint8(0b1010_1010)
	bits &^= 0x0f
	bits |= 1 << 2
	bits ^= 0xff
	bits <<= 1
	bits >>= 2
	bits %= 7
	fmt.Println(bits, ^bits, -bits, +bits)
	for i, c := range []string{"x", "y"} {
		defer func() { fmt.Print(i, c, ";") }()
	}
}
