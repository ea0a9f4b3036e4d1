// Building strings: a builder, concatenation, integer formatting, splitting, joining.
package main

import (
	"fmt"
	"strconv"
	"strings"
)

func main() {
	total := 0
	for round := 0; round < 60; round++ {
		var b strings.Builder
		for i := 0; i < 50_000; i++ {
			b.WriteString(strconv.Itoa(i + round))
			b.WriteByte(',')
		}
		parts := strings.Split(b.String(), ",")
		upper := strings.ToUpper(strings.Join(parts, "x"))
		total += len(upper) + strings.Count(upper, "X9")
		s := ""
		for i := 0; i < 1000; i++ {
			s += "k" + strconv.Itoa(i)
		}
		total += len(s)
	}
	fmt.Println(total)
}
