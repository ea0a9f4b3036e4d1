package main

// Capture modes as gc decides them.

type big struct{ words [17]int }

func modes(p int) []func() int {
	constant := 1
	before := 2
	before = 3
	after := 4
	address := 5
	pointer := &address
	_ = pointer
	var large big
	closures := []func() int{
		func() int { return constant + p },
		func() int { return before },
		func() int { return after },
		func() int { return address },
		func() int { return large.words[0] },
	}
	after = 6
	return closures
}

func nested(n int) func() func() int {
	total := 0
	return func() func() int {
		return func() int {
			total += n
			return total
		}
	}
}

func loops(list []string) (fs []func()) {
	for i := 0; i < 3; i++ {
		fs = append(fs, func() { println(i) })
	}
	for i, s := range list {
		fs = append(fs, func() { println(i, s) })
	}
	for i := 0; i < 3; i++ {
		fs = append(fs, func() { i++ })
	}
	return
}

func wrappers(s string, m map[string]int, e error) {
	defer println(s, 1)
	defer delete(m, s)
	defer panic(s)
	go wrappers(s, nil, nil)
	go e.Error()
	defer func() { recover() }()
	go func(text string) { println(text) }(s)
}

var stored = func() int { return len(modes(1)) }

func main() {
	modes(1)
	nested(2)()()
	loops(nil)
	wrappers("", nil, nil)
	stored()
}
