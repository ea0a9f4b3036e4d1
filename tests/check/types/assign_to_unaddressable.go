// Places that cannot be assigned to or whose address cannot be taken.
package main

type p struct{ x int }

func f() p { return p{} }

const k = 1

func main() {
	m := map[string]p{}
	m["a"].x = 1
	f().x = 2
	k = 3
	"s"[0] = 'x'
	_ = &f()
	_ = &m["a"]
	f = nil
	for i := range 3 {
		i.x = 1
	}
	(p{}).set()
}

func (v *p) set() {}
