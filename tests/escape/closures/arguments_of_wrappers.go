//test:gcflags -l -d=closure=1

// The temporaries that hold the arguments of go and defer are numbered with the variables of their function.
package main

type box struct{ n int }

func (b *box) get() int { return b.n }

func main() {
	total := 1
	for i := 0; i < 2; i++ {
		defer func(n int) { println(n, i) }(total)
	}
	m := (&box{1}).get
	go println(m())
	total++
}
