// Addresses of variables stay valid while the stack grows under them.
package main

import "fmt"

func grow(n int, p *int) int {
	var pad [128]byte
	pad[n%128] = 1
	if n == 0 {
		*p += 1
		return int(pad[0])
	}
	return grow(n-1, p) + int(pad[n%128])
}

func main() {
	done := make(chan bool)
	go func() {
		x := 41
		p := &x
		fmt.Println(grow(10_000, p), x, *p)
		done <- true
	}()
	<-done
}
