//test:exit 2

// A select statement with one communication waits as that communication does.
package main

func main() {
	c := make(chan bool)
	select {
	case _ = <-c:
		println("received")
	}
}
