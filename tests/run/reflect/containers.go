// Slices, maps, channels, select and sequences by reflection.
package main

import (
	"fmt"
	"reflect"
	"sort"
)

func main() {
	s := reflect.ValueOf([]int{1, 2, 3})
	s = reflect.Append(s, reflect.ValueOf(4))
	s = reflect.AppendSlice(s, reflect.ValueOf([]int{5, 6}))
	fmt.Println(s, s.Slice(1, 3), s.Slice3(1, 3, 4).Cap(), s.Index(5))
	swap := reflect.Swapper(s.Interface())
	swap(0, 5)
	fmt.Println(s, reflect.Copy(s, reflect.ValueOf([]int{9, 9})), s)
	b := reflect.MakeSlice(reflect.TypeFor[[]byte](), 3, 3)
	reflect.Copy(b, reflect.ValueOf("xyz"))
	fmt.Println(string(b.Bytes()))

	m := reflect.ValueOf(map[string][]int{"a": {1}, "b": nil})
	m.SetMapIndex(reflect.ValueOf("c"), reflect.ValueOf([]int{2}))
	m.SetMapIndex(reflect.ValueOf("b"), reflect.Value{})
	keys := m.MapKeys()
	sort.Slice(keys, func(i, j int) bool { return keys[i].String() < keys[j].String() })
	fmt.Println(keys, m.MapIndex(reflect.ValueOf("z")).IsValid(), m.MapIndex(keys[1]))
	total := 0
	for it := m.MapRange(); it.Next(); {
		total += it.Value().Len() + len(it.Key().String())
	}
	fmt.Println(total, m.Len())

	c := make(chan string, 1)
	cv := reflect.ValueOf(c)
	fmt.Println(cv.TrySend(reflect.ValueOf("one")), cv.TrySend(reflect.ValueOf("two")), cv.Len(), cv.Cap())
	fmt.Println(cv.TryRecv())
	fmt.Println(cv.TryRecv())
	cases := []reflect.SelectCase{
		{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(make(chan int))},
		{Dir: reflect.SelectSend, Chan: cv, Send: reflect.ValueOf("sent")},
		{Dir: reflect.SelectDefault},
	}
	fmt.Println(reflect.Select(cases))
	fmt.Println(reflect.Select(cases))
	cv.Close()
	fmt.Println(cv.Recv())
	fmt.Println(reflect.Select([]reflect.SelectCase{{Dir: reflect.SelectRecv, Chan: cv}}))

	for x := range reflect.ValueOf(uint8(3)).Seq() {
		fmt.Print(x.Type(), x, " ")
	}
	for i, x := range reflect.ValueOf("aé").Seq2() {
		fmt.Print(i, x, " ")
	}
	for i, x := range reflect.ValueOf(&[2]string{"p", "q"}).Seq2() {
		fmt.Print(i, x, " ")
	}
	for x := range reflect.ValueOf(func(yield func(int) bool) { _ = yield(1) && yield(2) && yield(3) }).Seq() {
		fmt.Print(x, " ")
		if x.Int() == 2 {
			break
		}
	}
	fmt.Println()
}
