// Type switches with single and several types, nil, interfaces and default.
package main

import "fmt"

type myInt int

func (m myInt) String() string { return "myInt" }

func classify(x any) string {
	switch v := x.(type) {
	case nil:
		return fmt.Sprint("nil ", v == nil)
	case int:
		return fmt.Sprint("int ", v+1)
	case int8, int16:
		return fmt.Sprintf("small %v %T", v, v)
	case string, []byte:
		return fmt.Sprintf("text %s", v)
	case error:
		return "error " + v.Error()
	case fmt.Stringer:
		return "stringer " + v.String()
	case func(int) int:
		return fmt.Sprint("func ", v(20))
	case []int:
		return fmt.Sprint("slice ", len(v))
	case *int:
		return fmt.Sprint("pointer ", *v)
	case struct{ X int }:
		return fmt.Sprint("struct ", v.X)
	default:
		return fmt.Sprintf("other %T", v)
	}
}

func main() {
	n := 5
	for _, x := range []any{nil, 1, int8(2), int16(3), "s", []byte("b"), fmt.Errorf("e"), myInt(1),
		func(i int) int { return 2 * i }, []int{1, 2}, &n, struct{ X int }{7}, 1.5, [2]int{}, map[int]int{}} {
		fmt.Println(classify(x))
	}
}
