// Inventory shows structs, maps and slices in everyday use: an index, grouping,
// copies against pointers, deletion while ranging, append and sub-slices.
package main

import (
	"fmt"
	"sort"
	"strings"
)

type product struct {
	name     string
	price    float64
	quantity int
	tags     []string
}

type inventory struct {
	products []product
	index    map[string]int
}

func (inv *inventory) add(p product) {
	if inv.index == nil {
		inv.index = make(map[string]int)
	}
	if i, ok := inv.index[p.name]; ok {
		inv.products[i].quantity += p.quantity
		return
	}
	inv.index[p.name] = len(inv.products)
	inv.products = append(inv.products, p)
}

func (inv *inventory) find(name string) *product {
	if i, ok := inv.index[name]; ok {
		return &inv.products[i]
	}
	return nil
}

func (inv *inventory) remove(name string) bool {
	i, ok := inv.index[name]
	if !ok {
		return false
	}
	inv.products = append(inv.products[:i], inv.products[i+1:]...)
	delete(inv.index, name)
	for j := i; j < len(inv.products); j++ {
		inv.index[inv.products[j].name] = j
	}
	return true
}

func (inv *inventory) byTag() map[string][]string {
	groups := map[string][]string{}
	for _, p := range inv.products {
		for _, tag := range p.tags {
			groups[tag] = append(groups[tag], p.name)
		}
	}
	return groups
}

func (inv *inventory) value() (sum float64) {
	for _, p := range inv.products {
		sum += p.price * float64(p.quantity)
	}
	return sum
}

func main() {
	var inv inventory
	inv.add(product{"lamp", 19.95, 4, []string{"home", "light"}})
	inv.add(product{"rope", 7.5, 10, []string{"outdoor"}})
	inv.add(product{"torch", 12, 3, []string{"outdoor", "light"}})
	inv.add(product{"chair", 45, 2, []string{"home"}})
	inv.add(product{name: "rope", quantity: 5})

	fmt.Printf("%d products worth %.2f\n", len(inv.products), inv.value())
	inv.find("lamp").price *= 0.9 // through the pointer: the shelf changes
	for _, p := range inv.products {
		p.quantity = 0 // p is a copy: the shelf does not
	}
	fmt.Printf("worth %.2f after a discount\n", inv.value())
	fmt.Println(inv.remove("rope"), inv.remove("boat"), inv.find("rope") == nil, inv.find("chair").quantity)

	groups := inv.byTag()
	fmt.Println(groups) // maps print in key order
	for tag, names := range groups {
		if len(names) < 2 {
			delete(groups, tag)
		}
	}
	fmt.Println(len(groups), groups["light"])

	sorted := append([]product(nil), inv.products...)
	sort.SliceStable(sorted, func(i, j int) bool { return sorted[i].price > sorted[j].price })
	for _, p := range sorted {
		fmt.Printf("%-6s %7.2f x%-3d %s\n", p.name, p.price, p.quantity, strings.Join(p.tags, "+"))
	}

	numbers := []int{0, 1, 2, 3, 4, 5, 6, 7}
	window := numbers[2:5]
	window[0] = 22 // shared with numbers
	capped := numbers[2:5:5]
	capped = append(capped, 99) // over the capacity: a copy
	fmt.Println(numbers, window, len(window), cap(window), capped)
	n := copy(numbers[3:], numbers)
	fmt.Println(n, numbers)
	stack := numbers[:0]
	for i := 0; i < 3; i++ {
		stack = append(stack, i*i)
	}
	top := stack[len(stack)-1]
	stack = stack[:len(stack)-1]
	fmt.Println(top, stack, len(numbers))

	type cell struct{ x, y int }
	visited := map[cell]bool{{0, 0}: true, {1, 2}: true}
	fmt.Println(visited[cell{1, 2}], visited[cell{2, 1}], len(visited))
	nested := map[string]map[string]int{"a": {"x": 1}, "b": {}}
	nested["b"]["y"]++
	nested["b"]["y"] += 41
	fmt.Println(nested, nested["missing"]["key"])
}
