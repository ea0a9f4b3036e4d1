// Variables that never change after capture: parameters, results of calls, constants.
package main

import "fmt"

func scale(factor float64, unit string) func(float64) string {
	prefix := "<" + unit + "> "
	return func(x float64) string { return fmt.Sprint(prefix, x*factor) }
}

func main() {
	km, miles := scale(1.5, "km"), scale(2, "mi")
	fmt.Println(km(2), miles(2), km(10))
}
