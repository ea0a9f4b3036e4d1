// Every block may declare a name again; the outer variable is untouched.
package main

import "fmt"

var x = "package"

func f() (x string, err error) {
	x = "result"
	if x := "if"; len(x) > 0 {
		fmt.Println(x)
		x := "inner"
		_ = x
	} else if y := x + "!"; y != "" {
		fmt.Println(y)
	}
	for x := 0; x < 1; x++ {
		x := x + 10
		fmt.Println(x)
	}
	switch x := any(x).(type) {
	case string:
		x += "?"
	}
	func() {
		x := "closure"
		x += "!"
	}()
	{
		x, err := "block", fmt.Errorf("lost")
		_, _ = x, err
	}
	return
}

func main() {
	fmt.Println(f())
	fmt.Println(x)
	len := func(string) int { return -1 }
	true, nil := false, 7
	int := "a variable"
	fmt.Println(len("abc"), true, nil, int)
}
