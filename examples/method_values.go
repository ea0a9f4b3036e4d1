// Method_values shows methods as values: bound to a receiver, as expressions
// with the receiver as first parameter, through interfaces and in tables.
package main

import (
	"fmt"
	"sort"
	"strings"
)

type account struct {
	owner   string
	balance int
}

func (a *account) deposit(n int)        { a.balance += n }
func (a *account) withdraw(n int)       { a.balance -= n }
func (a account) describe() string      { return fmt.Sprintf("%s has %d", a.owner, a.balance) }
func (a account) richer(b account) bool { return a.balance > b.balance }

type describer interface{ describe() string }

type celsius float64

func (c celsius) fahrenheit() float64 { return float64(c)*9/5 + 32 }

func apply(amounts []int, f func(int)) {
	for _, n := range amounts {
		f(n)
	}
}

type button struct {
	label   string
	onClick func(string)
}

type history struct{ events []string }

func (h *history) record(event string) { h.events = append(h.events, event) }

func main() {
	a := &account{owner: "Ann"}
	apply([]int{10, 20, 30}, a.deposit) // a method value keeps its receiver
	apply([]int{5}, a.withdraw)
	fmt.Println(a.describe())

	describe := a.describe // a value receiver is copied now
	a.deposit(1000)
	fmt.Println(describe(), "|", a.describe())

	withdraw := (*account).withdraw // a method expression takes the receiver
	withdraw(a, 55)
	richer := account.richer
	b := account{"Bob", 70}
	fmt.Println(a.balance, richer(*a, b), richer(b, *a))

	var d describer = b
	fromInterface := d.describe
	viaExpression := describer.describe
	fmt.Println(fromInterface(), "|", viaExpression(a))

	operations := map[string]func(*account, int){
		"deposit": (*account).deposit, "withdraw": (*account).withdraw,
	}
	names := make([]string, 0, len(operations))
	for name := range operations {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		operations[name](&b, 7)
		fmt.Println(name, b.balance)
	}

	var h history
	buttons := []button{{"save", h.record}, {"load", h.record}}
	for _, b := range buttons {
		b.onClick(b.label)
	}
	fmt.Println(h.events)

	fmt.Println(celsius(100).fahrenheit(), celsius.fahrenheit(-40))
	var builder strings.Builder
	apply([]int{1, 2, 3}, func(n int) { fmt.Fprintf(&builder, "<%d>", n) })
	write := builder.WriteString
	write("end")
	fmt.Println(builder.String())
}
