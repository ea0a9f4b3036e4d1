// Package cpu, completed for a machine nothing is known of: no optional
// instruction is ever reported, so that every package takes its portable path.
package cpu

// CacheLinePadSize is the distance in bytes that keeps two variables from
// sharing a cache line.
const CacheLinePadSize = 64

func doinit() {}
