// A select statement with one communication and no default is that communication: sends, receives in
// all forms, left sides that are evaluated behind it, break, and panics of closed channels.
package main

import "fmt"

func index(name string, i int) int {
	fmt.Println("index", name)
	return i
}

func receive(c chan int) chan int {
	fmt.Println("channel")
	return c
}

func main() {
	c := make(chan int, 3)
	for i := range 3 {
		select {
		case c <- i * 10:
		}
	}
	select {
	case <-c:
		fmt.Println("received")
	}
	var a [2]int
	select {
	case a[index("a", 1)] = <-receive(c):
		fmt.Println(a)
	}
	close(c)
	for range 2 {
		select {
		case v, ok := <-c:
			if !ok {
				fmt.Println("closed", v)
				break
			}
			fmt.Println("open", v)
		}
	}
	var x any
	select {
	case x = <-c:
	}
	fmt.Printf("%T %v\n", x, x)
	defer func() { fmt.Println(recover()) }()
	select {
	case c <- index("value", 1):
		fmt.Println("sent")
	}
}
