// Quote, Unquote and their relatives; ParseBool.
package main

import (
	"fmt"
	"strconv"
)

func main() {
	for _, s := range []string{"", "plain", "tab\t", "\"q\"", "世\x00\xff", "\u2028\U0001F600\x7f"} {
		q := strconv.Quote(s)
		u, err := strconv.Unquote(q)
		fmt.Println(q, strconv.QuoteToASCII(s), u == s, err, strconv.CanBackquote(s))
	}
	for _, s := range []string{`'x'`, "`raw\\n`", `"\u00e9\x41\101"`, `"bad`, `'ab'`, `""`, `"a\qb"`} {
		fmt.Println(strconv.Unquote(s))
	}
	fmt.Println(strconv.QuoteRune('☺'), strconv.QuoteRuneToASCII('☺'), strconv.QuoteRune('\''))
	for _, s := range []string{"1", "t", "TRUE", "True", "0", "false", "yes", "tRUE"} {
		b, err := strconv.ParseBool(s)
		fmt.Print(b, " ", err, "; ")
	}
	fmt.Println(strconv.FormatBool(true), string(strconv.AppendQuote(nil, "a")))
}
