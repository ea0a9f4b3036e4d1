// Fmt_verbs shows the verbs of fmt as a table: what each prints for numbers,
// strings, pointers, slices, maps, structs and values with methods.
package main

import (
	"errors"
	"fmt"
	"math"
)

type point struct {
	X, Y int
}

type named struct {
	Name  string
	Point *point
	Tags  []string
	inner any
}

type level int

func (l level) String() string { return [...]string{"low", "mid", "high"}[l] }

type secret string

func (secret) GoString() string { return `secret("***")` }

type angle float64

func (a angle) Format(f fmt.State, verb rune) {
	width, hasWidth := f.Width()
	fmt.Fprintf(f, "<%c %d %t %t>", verb, width, hasWidth, f.Flag('+'))
}

func show(verb string, values ...any) {
	fmt.Printf("%-10s", verb)
	for _, v := range values {
		fmt.Printf(" |"+verb+"|", v)
	}
	fmt.Println()
}

func main() {
	fmt.Println("integers")
	for _, verb := range []string{"%v", "%d", "%+d", "%5d", "%-5d", "%05d", "%b", "%o", "%#o", "%O", "%x", "%X", "%#x", "%c", "%q", "%U", "%#U"} {
		show(verb, 65, -7)
	}
	fmt.Println("floats")
	for _, verb := range []string{"%v", "%g", "%e", "%E", "%f", "%.2f", "%8.3f", "%+.1e", "%-9.1f", "%09.2f", "%G", "%x", "%6.3v"} {
		show(verb, 3.14159265, -1e21, math.Inf(1))
	}
	fmt.Println("strings")
	for _, verb := range []string{"%v", "%s", "%q", "%+q", "%#q", "%x", "%X", "% x", "%10s", "%-10s", "%.2s", "%010s"} {
		show(verb, "héy", []byte("go"))
	}
	fmt.Println("structures")
	values := []any{
		point{1, 2}, &point{3, 4}, []string{"a", "b c"}, map[string]int{"z": 26, "a": 1},
		[2]bool{true, false}, named{Name: "n", Tags: []string{}}, struct{}{}, nil, error(nil),
	}
	for _, verb := range []string{"%v", "%+v", "%#v", "%T", "%d", "%s"} {
		show(verb, values...)
	}
	fmt.Println("methods")
	for _, verb := range []string{"%v", "%s", "%d", "%q", "%x", "%#v", "%6v"} {
		show(verb, level(1), secret("pw"), angle(1.5), errors.New("oops"))
	}
	fmt.Println("others")
	fmt.Printf("%t %v %5t %c %v\n", true, false, true, '世', 'x')
	fmt.Printf("%v %.2f %+v\n", complex(1, -2), complex(1.5, 2.25), 3i)
	fmt.Printf("%6.2f|%-8.3s|%+05d|%x|% d\n", math.Pi, "abcdef", 42, -255, 7)
	fmt.Printf("%*d|%-*d|%.*f\n", 6, 42, 6, 42, 3, math.E)
	fmt.Printf("%[2]d %[1]d %[2]*[1]d %d%%\n", 1, 3, 50)
	fmt.Println("mistakes")
	format := "%d %s|%z|%d"
	fmt.Printf(format+"\n", "text", 5, 1)
	format = "%!|%d"
	fmt.Printf(format+"\n", 1, 2, "extra")
	fmt.Printf("%v %s\n", (*point)(nil), error(nil))
	fmt.Print("a", 1, 2, "b", "c", 3.0, '\n', "\n")
	fmt.Println(fmt.Sprint("x", 1, 2), fmt.Sprintln("end") == "end\n", fmt.Sprintf("%08b", 37))
}
