// Signs that Parse accepts in years and fractions, texts of months and weekdays
// that do not exist, and what UnmarshalText leaves after an error.
package main

import (
	"fmt"
	"time"
)

func main() {
	for _, c := range [][2]string{{"1/2/06", "7/27/+1"}, {"1/2/06", "7/27/-4"}, {"05.000", "05.+12"}, {"05.000", "05.-12"}, {"05.000", "05.-00"}, {"05.0", "05.+"}, {"05.0000000000", "05.1234567891"}, {"2006", "-206"}} {
		t, err := time.Parse(c[0], c[1])
		fmt.Println(t, err)
	}
	fmt.Println(time.Month(-1), time.Month(0), time.Month(13), time.Weekday(-1), time.Weekday(7))
	t := time.Unix(0, 0)
	fmt.Println(t.UnmarshalText([]byte("nonsense")), t)
}
