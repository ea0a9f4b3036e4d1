//test:exit 2
//test:stderr full

// The line of a fault is the line of the expression.
package main

type list struct {
	value int
	next  *list
}

//go:noinline
func last(l *list) int {
	for l.value != 9 {
		l = l.next
	}
	return l.value
}

func main() {
	println(last(&list{1, &list{2, nil}}))
}
