// ParseFloat and FormatFloat: shortest, fixed, exponents, ranges, special values.
package main

import (
	"fmt"
	"strconv"
)

func main() {
	for _, s := range []string{"1.5", "-0", ".5", "1e10", "1E-5", "0x1p-2", "inf", "-Infinity", "NaN", "1e400", "1e-400", "", "1.2.3", "e5", "1_0.5", "179769313486231570814527423731704356798070567525844996598917476803157260780028538760589558632766878171540458953514382464234321326889464182768467546703537516986049910576551282076245490090389328944075868508455133942304583236903222948165808559332123347764797926144163872", "2.2250738585072011e-308", "0.1000000000000000055511151231257827021181583404541015625"} {
		f, err := strconv.ParseFloat(s, 64)
		fmt.Println(f, err)
	}
	g, err := strconv.ParseFloat("3.4e39", 32)
	fmt.Println(g, err, strconv.FormatFloat(0.1, 'g', -1, 32))
	for _, f := range []float64{0, 1, 123.456, 1e21, 1e-7, 5e-324, 0.5, 2.5, 1e100} {
		fmt.Println(strconv.FormatFloat(f, 'f', -1, 64), strconv.FormatFloat(f, 'e', 3, 64), strconv.FormatFloat(f, 'g', 4, 64), strconv.FormatFloat(f, 'f', 0, 64), strconv.FormatFloat(f, 'b', -1, 64))
	}
}
