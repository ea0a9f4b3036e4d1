// Returns that do not fit the results.
package main

func a() int                { return }
func b()                    { return 1 }
func c() (int, string)      { return 1 }
func d() (int, error)       { return 1, "x" }
func e() int                { return 1, 2 }
func f() (n int, err error) { return 1 }

func main() {
	x := b()
	_ = x
	a() + 1
	return 1
}
