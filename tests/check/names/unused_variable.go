// Variables that are declared and not used, in several places.
package main

func main() {
	x := 1
	var y, z int
	z = 2
	for i := range 3 {
		j := i
	}
	if a := 1; true {
	}
	func() {
		inner := 5
	}()
	switch t := any(1).(type) {
	}
}
