// Elements of a map are what it points to; its keys are not.
package main

var kept any

func elements(names map[string]*int) {
	for _, pointer := range names {
		kept = pointer
	}
}

func keys(names map[string]*int) {
	for name := range names {
		kept = name
	}
}

func first(lists map[int][]*int) *int {
	for _, list := range lists {
		return list[0]
	}
	return nil
}

func main() {
	elements(nil)
	keys(nil)
	first(nil)
}
