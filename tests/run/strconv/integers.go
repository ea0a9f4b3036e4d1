// Itoa, Atoi, ParseInt, ParseUint and FormatInt with bases, sizes and their errors.
package main

import (
	"errors"
	"fmt"
	"strconv"
)

func main() {
	for _, s := range []string{"0", "-42", "+7", "9223372036854775807", "9223372036854775808", "", "12a", " 1", "1_000", "0x10"} {
		n, err := strconv.Atoi(s)
		fmt.Println(n, err)
	}
	for _, c := range []struct {
		s          string
		base, bits int
	}{{"ff", 16, 64}, {"0xff", 0, 64}, {"0b101", 0, 8}, {"0o17", 0, 16}, {"1_0", 0, 32}, {"128", 10, 8}, {"-129", 10, 8}, {"zz", 36, 64}, {"9", 8, 0}, {"1", 1, 0}} {
		i, err := strconv.ParseInt(c.s, c.base, c.bits)
		u, uerr := strconv.ParseUint(c.s, c.base, c.bits)
		fmt.Println(i, err, u, uerr)
	}
	_, err := strconv.Atoi("x")
	var ne *strconv.NumError
	fmt.Println(errors.Is(err, strconv.ErrSyntax), errors.As(err, &ne), ne.Func, ne.Num)
	fmt.Println(strconv.Itoa(-1<<63), strconv.FormatInt(-255, 16), strconv.FormatUint(1<<64-1, 2), strconv.FormatInt(35, 36))
	fmt.Println(string(strconv.AppendInt([]byte("n="), 99, 10)))
}
