//test:env GOGC=10
//test:env GODEBUG=gcverify=1,clobberfree=1

// The only pointer to an object moves between globals, maps, slices, closures and channels in
// several goroutines while the collector marks: nothing may get lost.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type node struct {
	id   int
	name string
	kids []*node
	m    map[int]*node
	any  any
	f    func() int
}

var (
	table [500]*node
	head  atomic.Pointer[node]
	mutex sync.Mutex
)

func newNode(i int) *node {
	n := &node{id: i, name: fmt.Sprint("n", i), any: &node{id: i + 3}}
	n.kids = append(n.kids, &node{id: i + 1})
	n.m = map[int]*node{i: {id: i + 2}}
	n.f = func() int { return n.id + n.m[n.id].id }
	return n
}

func check(n *node) {
	if n == nil {
		return
	}
	i := n.id
	if n.name != fmt.Sprint("n", i) || n.kids[0].id != i+1 || n.m[i].id != i+2 || n.any.(*node).id != i+3 || n.f() != 2*i+2 {
		panic(fmt.Sprint("corrupt: ", i))
	}
}

func move(r uint32, local map[string]*node) *node {
	i, j := int(r>>8)%500, int(r>>13)%500
	mutex.Lock()
	defer mutex.Unlock()
	switch r >> 29 {
	case 0:
		table[i] = newNode(i)
	case 1:
		table[i], table[j] = nil, table[i]
	case 2:
		copy(table[i%300:i%300+100], table[j%300+100:])
	case 3:
		if n := table[i]; n != nil {
			n.kids = append(n.kids[:1:1], n.kids...)
			for x := range 20 {
				n.m[-x-1] = n.m[n.id]
			}
			delete(n.m, -1)
		}
	case 4:
		local[fmt.Sprint(i)], table[i] = table[i], nil
		if len(local) > 100 {
			clear(local)
		}
	case 5:
		for _, n := range local {
			table[j] = n
			break
		}
	default:
		table[i] = head.Swap(table[i])
	}
	check(table[i])
	return table[j]
}

func main() {
	var group sync.WaitGroup
	buffered, direct := make(chan *node, 10), make(chan *node)
	for w := range 3 {
		group.Go(func() {
			r := uint32(w*7919 + 1)
			local := map[string]*node{}
			for k := range 20000 {
				r = r*1664525 + 1013904223
				n := move(r, local)
				if k%10 != 0 {
					continue
				}
				select {
				case buffered <- n:
				case n = <-buffered:
				case direct <- n:
				case n = <-direct:
				}
				mutex.Lock()
				check(n)
				table[k%500] = n
				mutex.Unlock()
			}
		})
	}
	done := make(chan bool)
	go func() {
		for {
			select {
			case <-buffered:
			case <-direct:
			case <-done:
				return
			}
		}
	}()
	group.Wait()
	done <- true
	for _, n := range table {
		check(n)
	}
	fmt.Println("nothing lost")
}
