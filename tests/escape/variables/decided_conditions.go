// What a constant within a condition excludes does not count.
package main

const checking = false

var kept any

func check(list []int) {
	if checking && list[0] == 1 {
		panic("checked")
	}
	if checking && !(list[0] == 1) {
		kept = list
	}
	if list[0] == 1 && checking {
		kept = list
	}
	if !checking || list[0] == 1 {
		kept = 1
	} else {
		kept = list
	}
}

func main() {
	check([]int{1})
}
