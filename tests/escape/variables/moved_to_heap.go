// Variables whose address or closure outlives the function.
package main

type node struct{ next *node }

var global *int

func returned() *int       { x := 1; return &x }
func stored()              { x := 2; global = &x }
func parameter(p int) *int { return &p }
func field() *node         { n := node{}; return &node{&n} }
func kept() int            { x := 3; p := &x; return *p }

func loop() (ps []*int) {
	for i := 0; i < 3; i++ {
		ps = append(ps, &i)
	}
	return ps
}

func main() {
	_, _, _, _, _ = returned(), parameter(1), field(), kept(), loop()
	stored()
}
