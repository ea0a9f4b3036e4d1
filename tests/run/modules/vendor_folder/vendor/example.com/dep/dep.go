// Package dep is written in Go 1.20.
package dep

import "example.com/dep/internal/text"

func Name() string { return text.Prefix + "dep" }

// Loop shows the old rule: all closures see the last value.
func Loop() (sum int) {
	var list []func() int
	for i := 0; i < 3; i++ {
		list = append(list, func() int { return i })
	}
	for _, f := range list {
		sum += f()
	}
	return sum
}
