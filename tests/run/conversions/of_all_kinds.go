// Conversions, floating point and integers at their limits, unsafe, and the panics of conversions and comparisons.
package main

import (
	"fmt"
	"math"
	"unsafe"
)

type Bytes []byte
type Str string
type R []rune
type F func(int) int
type St1 struct {
	A int `x:"1"`
	B string
}
type St2 struct {
	A int
	B string `y:"2"`
}

//go:noinline
func fl(x float64) float64 { return x }

//go:noinline
func f32(x float32) float32 { return x }

//go:noinline
func in[T any](x T) T { return x }

func main() {
	fmt.Println(string(Bytes("hé")), Str(R("añ")), []rune(Str("\xff")), Bytes(Str("x")))
	fmt.Println(string(rune(-1)) == "\uFFFD", string(rune(0x10FFFF+1)) == "\uFFFD", string(rune(0xD800)))
	fmt.Println(St1(St2{1, "b"}), (*St1)(&St2{2, "c"}).B)
	s := []int{1, 2, 3, 4}
	a := [3]int(s)
	p := (*[2]int)(s[1:])
	p[0] = 20
	fmt.Println(a, *p, s, (*[0]int)(nil) == nil, (*[0]int)([]int{}) != nil)
	func() {
		defer func() { fmt.Println(recover()) }()
		_ = [5]int(s)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		_ = (*[5]int)(s[:2:3])
	}()
	for _, x := range []float64{0, math.Copysign(0, -1), 1.9, -1.9, 1e10, -1e10, 1e19, -1e19, 1e20, math.Inf(1), math.Inf(-1), math.NaN(), 255.9, 256, -1, 4294967295.5, 9223372036854775807, 9223372036854774784, 18446744073709549568, 18446744073709551616} {
		x = fl(x)
		fmt.Println(x, int8(x), uint8(x), int16(x), uint16(x), int32(x), uint32(x), int64(x), uint64(x), int(x), uintptr(x), float32(x))
		y := f32(float32(x))
		fmt.Println(y, int8(y), uint8(y), int32(y), uint32(y), int64(y), uint64(y))
	}
	for _, x := range []uint64{0, 1 << 53, 1<<53 + 1, 1<<63 + 1025, math.MaxUint64, 1<<63 - 1, 0x8000000000000401} {
		x = in(x)
		fmt.Println(float64(x), float32(x), float64(int64(x)), float32(int64(x)), int32(x), int8(x), uint16(x))
	}
	fmt.Println(int64(in(int8(-1))), uint64(in(int8(-1))), uint16(in(int8(-128))), int16(in(uint8(200))), rune(in(byte(200))))
	var c complex128 = complex(fl(3), math.Inf(1))
	fmt.Println(c*c, c/0, complex64(c), c == c, complex(math.NaN(), 0) == complex(math.NaN(), 0), -c)
	fmt.Println(fl(0)/fl(math.Copysign(0, -1)), -fl(0), 1/fl(math.Copysign(0, -1)), math.Float64bits(-fl(0)))
	x, y, z := fl(0.1), fl(0.2), fl(0.3)
	fmt.Println(x*y+z, x*y-z, z-x*y, x+y == z, f32(0.1)*f32(3)+f32(0.7))
	fmt.Println(fl(5)/fl(3), math.FMA(x, y, z), math.Mod(fl(-5), 3), math.Remainder(5, 3), math.Sqrt(fl(2)))
	fmt.Println(F(func(i int) int { return i * 2 })(4))
	var i any = Str("q")
	_, ok := i.(string)
	v, ok2 := i.(Str)
	fmt.Println(ok, v, ok2, unsafe.Sizeof(i), unsafe.Sizeof(St1{}), unsafe.Offsetof(St1{}.B), unsafe.Alignof(int16(0)))
	b := []byte("hello")
	us := unsafe.String(&b[0], 3)
	ub := unsafe.Slice(unsafe.StringData("world"), 2)
	fmt.Println(us, string(ub), unsafe.SliceData(b) == &b[0], *(*uint32)(unsafe.Pointer(&b[0])) != 0, *(*byte)(unsafe.Add(unsafe.Pointer(&b[0]), 1)))
	func() {
		defer func() { fmt.Println(recover()) }()
		n := in(-1)
		_ = unsafe.Slice(&b[0], n)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var bp *byte
		_ = unsafe.String(bp, in(1))
	}()
	ch := make(chan int)
	var ro <-chan int = ch
	var so chan<- int = ch
	fmt.Println(len(ro), cap(so), (<-chan int)(ch) == ro)
	func() {
		defer func() { fmt.Println(recover()) }()
		_ = make([]int, in(-1))
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		_ = make([]int, 2, in(1))
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		_ = make(chan int, in(-5))
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var e1, e2 any = []int{}, []int{}
		fmt.Println(e1 == e2)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		type k struct {
			a int
			b any
		}
		fmt.Println(k{1, 1} == k{2, func() {}}, [2]any{1, nil} == [2]any{2, func() {}}, any(k{1, []int{}}) == any(k{1, []int{}}))
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var sh = in(-1)
		fmt.Println(1 << sh)
	}()
	fmt.Println(in(uint8(200))+in(uint8(100)), in(int32(math.MinInt32))/in(int32(-1)), in(int64(math.MinInt64))%in(int64(-1)), in(int8(127))+1, in(uint(3))-in(uint(5)) > 0)
	fmt.Println(in(int32(1))<<in(uint(33)), in(int32(-8))>>in(uint64(1<<40)), in(uint8(1))<<in(uint8(9)), in(int64(1))<<in(int8(63)))
}
