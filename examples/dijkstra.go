// Dijkstra shows container/heap: shortest paths in a weighted graph with a
// priority queue made of an ordinary slice.
package main

import (
	"container/heap"
	"fmt"
	"math"
	"sort"
	"strings"
)

type edge struct {
	to     string
	weight int
}

type graph map[string][]edge

type item struct {
	node     string
	distance int
	index    int // the place in the heap, kept by Swap
}

type queue []*item

func (q queue) Len() int           { return len(q) }
func (q queue) Less(i, j int) bool { return q[i].distance < q[j].distance }
func (q queue) Swap(i, j int) {
	q[i], q[j] = q[j], q[i]
	q[i].index, q[j].index = i, j
}
func (q *queue) Push(x any) {
	it := x.(*item)
	it.index = len(*q)
	*q = append(*q, it)
}
func (q *queue) Pop() any {
	old := *q
	last := old[len(old)-1]
	old[len(old)-1] = nil
	*q = old[:len(old)-1]
	return last
}

func (g graph) connect(a, b string, weight int) {
	g[a] = append(g[a], edge{b, weight})
	g[b] = append(g[b], edge{a, weight})
}

func (g graph) shortest(from string) (distance map[string]int, previous map[string]string) {
	distance, previous = map[string]int{}, map[string]string{}
	items := map[string]*item{}
	q := make(queue, 0, len(g))
	nodes := make([]string, 0, len(g))
	for node := range g {
		nodes = append(nodes, node)
	}
	sort.Strings(nodes)
	for _, node := range nodes {
		it := &item{node: node, distance: math.MaxInt}
		if node == from {
			it.distance = 0
		}
		items[node] = it
		heap.Push(&q, it)
	}
	for q.Len() > 0 {
		it := heap.Pop(&q).(*item)
		if it.distance == math.MaxInt {
			break // the rest cannot be reached
		}
		distance[it.node] = it.distance
		for _, e := range g[it.node] {
			next := items[e.to]
			if d := it.distance + e.weight; d < next.distance {
				next.distance = d
				previous[e.to] = it.node
				heap.Fix(&q, next.index)
			}
		}
	}
	return distance, previous
}

func path(previous map[string]string, to string) string {
	steps := []string{to}
	for node, ok := previous[to]; ok; node, ok = previous[node] {
		steps = append([]string{node}, steps...)
	}
	return strings.Join(steps, " > ")
}

func main() {
	g := graph{}
	for _, c := range []struct {
		a, b   string
		weight int
	}{
		{"Amber", "Birch", 7}, {"Amber", "Cedar", 9}, {"Amber", "Fern", 14},
		{"Birch", "Cedar", 10}, {"Birch", "Dell", 15}, {"Cedar", "Dell", 11},
		{"Cedar", "Fern", 2}, {"Dell", "Elm", 6}, {"Fern", "Elm", 9}, {"Island", "Reef", 1},
	} {
		g.connect(c.a, c.b, c.weight)
	}
	distance, previous := g.shortest("Amber")
	for _, town := range []string{"Amber", "Birch", "Cedar", "Dell", "Elm", "Fern", "Reef"} {
		if d, ok := distance[town]; ok {
			fmt.Printf("%-6s %3d  %s\n", town, d, path(previous, town))
		} else {
			fmt.Printf("%-6s  no way\n", town)
		}
	}
}
