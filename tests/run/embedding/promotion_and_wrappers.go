// Promoted methods through values, pointers and interfaces, method values and expressions of them, nil embedded values.
package main

import "fmt"

type A struct{ X, Y int }
type B struct {
	A
	Z int
}
type C struct {
	*B
	W string
}
type D struct {
	C
	X string
}

func (a A) Name() string { return fmt.Sprint("A", a.X) }
func (a *A) Inc()        { a.X++ }
func (b B) Over() string { return "B" + b.Name() }
func (d D) Name() string { return "D" + d.C.Name() }

type Namer interface{ Name() string }
type Incer interface {
	Namer
	Inc()
}
type Wrap struct {
	Namer
	fmt.Stringer
}
type St string

func (s St) String() string { return "St:" + string(s) }

type Rec struct {
	*Rec
	v int
}

type I1 interface{ M() int }
type I2 interface {
	I1
	N() int
}
type impl struct{ n int }

func (i impl) M() int  { return i.n }
func (i *impl) N() int { i.n++; return i.n }

type gen[T any] struct{ val T }

func (g gen[T]) Val() T { return g.val }

type emb struct {
	gen[int]
	*gen2
}
type gen2 = gen[string]

func main() {
	b := B{X: 1, Y: 2, Z: 3}
	fmt.Println(b, b.Name(), b.Over())
	c := C{B: &b, W: "w"}
	c.Inc()
	fmt.Println(b.X, c.X, c.A.X, c.B.A.Y, c.Name())
	d := D{C: c, X: "own"}
	fmt.Println(d.X, d.C.X, d.Y, d.Name(), d.Over())
	d.Inc()
	var in Incer = d
	in.Inc()
	fmt.Println(b.X, in.Name())
	f, g, h := d.Inc, D.Inc, (*D).Name
	f()
	g(d)
	fmt.Println(b.X, h(&d), D.Over(d), Namer.Name(in), Incer.Name(in))
	w := Wrap{d, St("s")}
	fmt.Println(w.Name(), w.String(), w)
	func() {
		defer func() { fmt.Println(recover()) }()
		fmt.Println(Wrap{}.Name())
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		m := Wrap{}.String
		_ = m
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var cc C
		_ = cc.X
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var p *B
		m := p.Name
		_ = m
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var p *impl
		var i I1 = p
		i.M()
	}()
	r := &Rec{v: 1}
	r.Rec = &Rec{r, 2}
	fmt.Println(r.v, r.Rec.v, r.Rec.Rec.Rec.v)
	var i2 I2 = &impl{5}
	n := i2.N
	n()
	fmt.Println(n(), i2.M(), I1(i2).M(), i2.(I1).M())
	e := emb{gen[int]{4}, &gen[string]{"g"}}
	fmt.Println(e.gen.Val(), e.gen2.Val(), e.gen.val)
	x := struct {
		A
		B2 struct{ Q int }
	}{A: A{7, 8}}
	x.B2.Q = x.X
	fmt.Printf("%+v %v\n", x, x.Name())
	type T struct {
		int
		string
		*float64
		error
	}
	fl := 2.5
	tt := T{1, "s", &fl, nil}
	tt.int++
	*tt.float64 *= 2
	fmt.Println(tt.int, tt.string, fl, tt.error == nil)
	pp := &d
	fmt.Println(pp.Y, (*pp).Z, (&pp.C).W)
	y := new(B{X: 4, Z: 9})
	z := new(y.X + 1)
	fmt.Println(*y, *z, *new("str"), *new(int), *new(any(3)))
}
