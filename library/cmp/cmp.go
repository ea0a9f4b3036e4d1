// Package cmp compares ordered values.
package cmp

// Ordered permits the types that have the operators < <= >= >. Comparisons
// with a floating-point NaN are always false; Compare and Less order NaNs.
type Ordered interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 |
		~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr |
		~float32 | ~float64 |
		~string
}

// Less reports whether x is less than y, with NaN less than all other numbers.
func Less[T Ordered](x, y T) bool {
	return x < y || x != x && y == y
}

// Compare returns -1, 0 or +1 as x is less than, equal to or greater than y,
// with NaN equal to NaN and less than all other numbers.
func Compare[T Ordered](x, y T) int {
	switch {
	case x == y:
		return 0
	case Less(x, y):
		return -1
	case Less(y, x):
		return +1
	}
	return 0 // two NaNs
}

// Or returns the first of vals that is not the zero value, else the zero value.
func Or[T comparable](vals ...T) T {
	var zero T
	for _, v := range vals {
		if v != zero {
			return v
		}
	}
	return zero
}
