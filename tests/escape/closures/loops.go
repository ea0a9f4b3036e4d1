//test:lang default go1.21

// Loop variables in closures: per iteration since Go 1.22, shared before.
package main

func three() (fs []func() int) {
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { return i })
	}
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { i++; return i })
	}
	return fs
}

func ranges(list []string) (fs []func() string) {
	for _, v := range list {
		fs = append(fs, func() string { return v })
	}
	for k, v := range list {
		v := v
		fs = append(fs, func() string { _ = k; return v })
	}
	return fs
}

func main() {}
