// Variables that closures capture by reference and that loops use: what the closures, panics and calls
// see of them is the same whether loops keep them in registers or not.
package main

import "fmt"

//go:noinline
func call(f func()) { f() }

//go:noinline
func index(list []int, i int) int { return list[i] }

func before(n int) (int, func()) {
	sum := 0
	for i := range n {
		sum += i
	}
	add := func() { sum++ }
	return sum, add
}

func during(n int) int {
	sum := 0
	add := func() { sum += 100 }
	for i := range n {
		sum += i
		if i%3 == 0 {
			call(add)
		}
	}
	return sum
}

func after(n int) (sum int, count int) {
	add := func() { count += sum }
	call(add)
	for i := range n {
		sum += i
		count++
		if sum > 20 {
			break
		}
	}
	call(add)
	for sum > 0 {
		for j := 0; j < 3; j++ {
			sum -= j
			if sum&1 == 1 {
				sum--
				break
			}
		}
	}
	return sum, count
}

func throughPointer(n int) int {
	value := 1
	p := &value
	for i := range n {
		*p += i
		value *= 2
	}
	return value
}

func panics(list []int) (sum int, err any) {
	defer func() { err = recover() }()
	seen := 0
	defer func() { sum += 1000 * seen }()
	for i := range 10 {
		seen = i
		sum += list[i]
	}
	return sum, nil
}

func panicsBelow(list []int, seen *int) int {
	count := 0
	show := func() { *seen = count }
	call(show)
	for i := 0; ; i++ {
		count++
		if i == 2 {
			call(show)
		}
		count += index(list, i)
	}
}

func perIteration(n int) []int {
	var functions []func() int
	for i := 0; i < n; i++ {
		for range 2 {
			i++
		}
		functions = append(functions, func() int { i++; return i })
	}
	var results []int
	for _, f := range functions {
		results = append(results, f(), f())
	}
	return results
}

func main() {
	sum, add := before(10)
	add()
	fmt.Println(sum, during(10))
	fmt.Println(after(10))
	fmt.Println(throughPointer(5))
	fmt.Println(panics([]int{1, 2, 3}))
	seen := 0
	func() {
		defer func() { fmt.Println(recover()) }()
		panicsBelow([]int{5, 6, 7}, &seen)
	}()
	fmt.Println(seen, perIteration(7))
}
