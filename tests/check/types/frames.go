package main

// Parameters, results and variables that need a frame of 1 GB.

type large struct{ b [1500000000]byte }

func (x large) method() int { return 5 }

func takes(x large) int { return 5 }

func gives() (x large, i int) { return }

func copies(x *large) (sum byte) {
	for i, b := range x.b {
		x.b[1] = 2
		if i == 2 {
			break
		}
		sum += b
	}
	return sum
}

var functions = []any{large.method, takes, gives, copies}

func main() {}
