//test:timeout 60

// Stacks grow and shrink a thousand times while pointers into them are in use.
package main

import "fmt"

func dive(n int, counter *int) [4]int {
	var local [4]int
	local[n%4] = n
	if n > 0 {
		*counter++
		below := dive(n-1, &local[(n+1)%4])
		local[0] += below[0] & 1
	}
	return local
}

func main() {
	results := make(chan int)
	for g := 0; g < 8; g++ {
		go func() {
			calls := 0
			for i := 0; i < 200; i++ {
				local := 0
				dive((i*37+g)%3000, &local)
				calls += local
			}
			results <- calls
		}()
	}
	sum := 0
	for g := 0; g < 8; g++ {
		sum += <-results
	}
	fmt.Println(sum)
}
