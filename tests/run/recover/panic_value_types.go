// The recovered value is the very value given to panic, of any type.
package main

import "fmt"

type point struct{ x, y int }

func catch(v any) (r any) {
	defer func() { r = recover() }()
	panic(v)
}

func main() {
	p := &point{1, 2}
	for _, v := range []any{1, "s", 2.5, point{3, 4}, []int{1}, true, 'x', fmt.Errorf("e")} {
		fmt.Printf("%T %v\n", catch(v), catch(v))
	}
	fmt.Println(catch(p) == any(p))
}
