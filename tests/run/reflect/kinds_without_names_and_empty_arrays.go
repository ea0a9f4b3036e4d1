// A kind that is none prints its number with its sign; empty arrays of what cannot be compared are not
// comparable either.
package main

import (
	"fmt"
	"reflect"
)

func main() {
	fmt.Println(reflect.Kind(0).String(), reflect.Kind(^uint(0)), reflect.Kind(100))
	fmt.Println(reflect.ValueOf([0]int{}).Equal(reflect.ValueOf([0]int{})))
	defer func() { fmt.Println(recover()) }()
	v := reflect.ValueOf([0]map[int]int{})
	fmt.Println(v.Equal(v))
}
