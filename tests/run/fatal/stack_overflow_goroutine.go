//test:exit 2
//test:timeout 60

// The limit holds in every goroutine, and cannot be recovered.
package main

type node struct {
	pad  [100]int
	next *node
}

func (n *node) sum(depth int) int {
	local := node{next: n}
	local.pad[depth%100] = depth
	return local.sum(depth+1) + local.pad[0]
}

func main() {
	done := make(chan int)
	go func() {
		defer func() { recover(); done <- 1 }()
		println((&node{}).sum(1))
	}()
	<-done
}
