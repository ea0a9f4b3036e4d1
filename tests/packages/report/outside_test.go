package report_test

import (
	"fmt"
	"testing"

	"example.com/report"
)

func TestOutside(t *testing.T) {
	if testing.Short() {
		t.Skip("short")
	}
	if got := report.Square(3); got != 9 {
		t.Errorf("Square(3) = %d", got)
	}
}

func ExampleSquare() {
	fmt.Println(report.Square(2))
	// Output: 4
}

func ExampleSquare_wrong() {
	fmt.Println(report.Square(2))
	fmt.Println(report.Square(3))
	// Output:
	// 4
	// 8
}

func ExampleSquare_unordered() {
	fmt.Println(1)
	fmt.Println(2)
	// Unordered output:
	// 2
	// 1
}

func ExampleSquare_compiled() {
	fmt.Println("not run")
}
