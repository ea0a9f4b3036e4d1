// A literal whose results a callee uses gives them away.
package main

func call(f func() string) string { return f() }

func run(f func() string) { f() }

func results(a ...string) string {
	return call(func() string { return a[0] })
}

func ignored(a ...string) {
	run(func() string { return a[0] })
}

func main() {
	s := "x"
	t := s + s
	println(results(t, s))
	ignored(t + s)
}
