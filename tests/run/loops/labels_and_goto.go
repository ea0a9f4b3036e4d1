// Labelled break and continue, goto forwards and backwards.
package main

import "fmt"

func primes(n int) (list []int) {
next:
	for i := 2; i <= n; i++ {
		for _, p := range list {
			if i%p == 0 {
				continue next
			}
		}
		list = append(list, i)
	}
	return list
}

func main() {
	fmt.Println(primes(30))
	i := 0
loop:
	if i < 3 {
		fmt.Print("goto ", i, " ")
		i++
		goto loop
	}
	goto end
end:
	fmt.Println()
block:
	switch {
	default:
		for {
			if i == 3 {
				break block
			}
		}
	}
search:
	for r := 0; ; r++ {
		switch {
		case r == 1:
			continue search
		case r == 3:
			break search
		}
		fmt.Println("r", r)
	}
}
