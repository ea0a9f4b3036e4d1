// One closure over variables of many types and sizes.
package main

import "fmt"

type point struct{ x, y int }

func main() {
	b, i8, u16, f32, c := true, int8(-3), uint16(9), float32(1.5), complex(1, 2)
	s, list, m, p := "text", []int{1, 2}, map[string]int{"k": 7}, &point{3, 4}
	arr, e, ch := [3]byte{1, 2, 3}, any(8), make(chan int, 1)
	f := func() {
		i8--
		list = append(list, int(u16))
		m["n"] = p.x
		ch <- len(s)
		arr[1] = 20
		fmt.Println(b, i8, u16, f32, c, s, list, m, *p, arr, e)
	}
	f()
	fmt.Println(i8, list, m, <-ch, arr)
}
