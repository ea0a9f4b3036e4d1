// Keyed and positional literals, elided types, anonymous structs, tags, zero values.
package main

import "fmt"

type point struct{ X, Y int }
type line struct {
	From, To *point
	Style    struct {
		Width int
		Name  string
	}
}

func main() {
	l := line{From: &point{1, 2}, To: &point{Y: 5}}
	l.Style.Width = 3
	fmt.Printf("%+v %+v %+v\n", *l.From, *l.To, l.Style)
	list := []point{{1, 2}, {X: 3}, 4: {}}
	pointers := []*point{{5, 6}, {}}
	m := map[point][]point{{1, 1}: {{2, 2}, {3, 3}}}
	fmt.Println(list, *pointers[0], m[point{1, 1}][1], len(list))
	anon := struct {
		Name string `json:"name"`
		Tags []string
	}{"n", []string{"t"}}
	var same struct {
		Name string `json:"name"`
		Tags []string
	} = anon
	fmt.Printf("%v %+v %T\n", same, anon, anon)
	table := []struct {
		in   string
		want int
	}{{"a", 1}, {in: "b"}}
	for _, row := range table {
		fmt.Print(row.in, row.want, " ")
	}
	var z line
	fmt.Println(z.From == nil, z.Style.Name == "", (&point{}).X)
}
