//test:gcflags -m=2

// The verbose form gives costs, bodies and reasons.
package main

func small(a int) int { return a * 2 }

func loops(list []int) (sum int) {
	for _, v := range list {
		sum += v
	}
	return sum
}

func defers() {
	defer println("x")
}

func starts() {
	go println("x")
}

func recovers() any { return recover() }

func selects(ch chan int) int {
	select {
	case v := <-ch:
		return v
	default:
		return 0
	}
}

func large(a, b, c, d int) int {
	a = small(a)*b + small(b)*c
	b = small(c)*d + small(d)*a
	c = small(a+b) * small(c+d)
	d = small(a*b) + small(c*d) + small(a*d)
	println(a, b, c, d)
	return a ^ b ^ c ^ d
}

func main() {}
