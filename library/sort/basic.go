// This file holds sorting of the common types of slices.

package sort

import "slices"

// IntSlice makes a []int a collection in ascending order.
type IntSlice []int

func (x IntSlice) Swap(i, j int)      { x[j], x[i] = x[i], x[j] }
func (x IntSlice) Less(i, j int) bool { return x[j] > x[i] }
func (x IntSlice) Len() int           { return len(x) }

// Sort sorts x.
func (x IntSlice) Sort() { Sort(x) }

// Float64Slice makes a []float64 a collection in ascending order, NaNs first.
type Float64Slice []float64

func (x Float64Slice) Len() int { return len(x) }

// Less reports whether x[i] comes before x[j], with NaNs before all others.
func (x Float64Slice) Less(i, j int) bool {
	a, b := x[i], x[j]
	return a < b || a != a && b == b
}
func (x Float64Slice) Swap(i, j int) { x[i], x[j] = x[j], x[i] }

// Sort sorts x.
func (x Float64Slice) Sort() { Sort(x) }

// StringSlice makes a []string a collection in ascending order.
type StringSlice []string

func (x StringSlice) Swap(i, j int)      { x[j], x[i] = x[i], x[j] }
func (x StringSlice) Less(i, j int) bool { return x[j] > x[i] }
func (x StringSlice) Len() int           { return len(x) }

// Sort sorts x.
func (x StringSlice) Sort() { Sort(x) }

// Ints sorts x in ascending order.
//
//go:noinline
func Ints(x []int) { slices.Sort(x) }

// Float64s sorts x in ascending order, NaNs first.
//
//go:noinline
func Float64s(x []float64) { slices.Sort(x) }

// Strings sorts x in ascending order.
//
//go:noinline
func Strings(x []string) { slices.Sort(x) }

// IntsAreSorted reports whether x is in ascending order.
func IntsAreSorted(x []int) bool { return slices.IsSorted(x) }

// Float64sAreSorted reports whether x is in ascending order, NaNs first.
func Float64sAreSorted(x []float64) bool { return slices.IsSorted(x) }

// StringsAreSorted reports whether x is in ascending order.
func StringsAreSorted(x []string) bool { return slices.IsSorted(x) }
