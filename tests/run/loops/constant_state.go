// Variables with known values: branches on them are decided ahead, and iterators that misuse a loop
// body are still found out.
package main

import (
	"fmt"
	"math"
)

func upTo(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func goesOn(yield func(int) bool) {
	yield(1)
	yield(2)
}

func keeps(kept *func(int) bool) func(func(int) bool) {
	return func(yield func(int) bool) { *kept = yield }
}

func try(name string, f func() int) {
	defer func() {
		if problem := recover(); problem != nil {
			fmt.Println(name, problem)
		}
	}()
	fmt.Println(name, f())
}

func wraps() (int8, uint8, int8, bool) {
	small, byte, lowest := int8(127), uint8(0), int8(-128)
	small++
	byte--
	lowest = -lowest
	return small, byte, lowest, uint64(math.MaxUint64) > 0 && byte > 200
}

func divides(list []int) int {
	divisor, shift := 0, -1
	if len(list) > 1 {
		return list[0] << shift
	}
	return 7 / divisor
}

func flags(list []int) (found string) {
	first, state := true, 0
	for _, v := range list {
		ok := false
		switch {
		case first:
			first, ok = false, true
			state = 1
		case state == 1 && v > 1:
			state = 2
			ok = v < 3
		}
		if !ok {
			found += "-"
			continue
		}
		found += fmt.Sprint(v, state)
	}
	return found
}

func main() {
	try("break", func() int {
		sum := 0
		for i := range upTo(10) {
			if i == 4 {
				break
			}
			sum += i
		}
		return sum
	})
	try("return", func() int {
		for i := range upTo(10) {
			for j := range upTo(i) {
				if i*j == 12 {
					return i*10 + j
				}
			}
		}
		return -1
	})
	try("goes on", func() int {
		for i := range goesOn {
			return i
		}
		return 0
	})
	try("panics", func() int {
		for i := range upTo(3) {
			if i == 1 {
				panic("in the body")
			}
		}
		return 0
	})
	try("too late", func() int {
		var kept func(int) bool
		sum := 0
		for i := range keeps(&kept) {
			sum += i
		}
		kept(1)
		return sum
	})
	fmt.Println(wraps())
	try("divides", func() int { return divides(nil) })
	try("shifts", func() int { return divides([]int{1, 2}) })
	fmt.Println(flags([]int{1, 2, 3, 4}), flags(nil))
}
