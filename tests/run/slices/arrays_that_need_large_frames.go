package main

// Copies of large arrays live in the frame: what is small enough for gc's limit works.

type block [40 << 20]byte

//go:noinline
func rangeOverCopy(x *block) byte {
	var sum byte
	for i, b := range *x {
		x[2] = 5 // not seen: the loop goes over a copy
		sum += b
		if i > 3 {
			break
		}
	}
	return sum
}

type piece [1 << 20]byte

//go:noinline
func change(p piece, n int) (q piece) {
	p[n] = 7
	q = p
	q[n+1] = 3
	return
}

func main() {
	x := new(block)
	x[1] = 1
	println(rangeOverCopy(x), x[2])
	var p piece
	q := change(p, 1000)
	println(p[1000], q[1000], q[1001], p == q)
	defer func() { println(recover() != nil) }()
	rangeOverCopy(nil)
}
