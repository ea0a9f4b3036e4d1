//test:gcflags -m=2

// Slicing an array takes its address, which costs nothing at the beginning of an object; a range over an
// array of which only the length counts costs no evaluation.
package main

type object struct {
	first  [8]byte
	second [8]byte
	count  int
}

var global [8]byte

func (o *object) atStart() int { return len(o.first[:]) }

func (o *object) behind() int { return len(o.second[:3]) }

func ofGlobal() int { return len(global[:]) }

func (o *object) fill() {
	for i := range o.second {
		o.second[i] = 1
	}
}

func (o *object) counted() {
	for range o.first {
		o.count++
	}
}

func sum() (n int) {
	for i, x := range global {
		n += i + int(x)
	}
	for i := range global {
		n += i
	}
	return n
}

func throughPointer(array *[4]object) int { return array[1].count }

func (o *object) set(array *[4]int) {
	for i := range array {
		array[i] = o.count
	}
}

func main() {}
