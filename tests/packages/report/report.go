// Package report is tested by its neighbours in all ways a test can go.
package report

func double(n int) int { return 2 * n }

// Square is tested from outside.
func Square(n int) int { return n * n }
