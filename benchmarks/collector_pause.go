// The longest stop for the collector, and the longest delay of a goroutine that ticks every
// millisecond, while garbage is made beside a live heap of 512 megabytes; both in microseconds.
package main

import (
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"time"
)

// node is 64 bytes with two pointers.
type node struct {
	left, right *node
	payload     [6]int
}

func build(depth int) *node {
	if depth == 0 {
		return &node{}
	}
	n := &node{left: build(depth - 1), right: build(depth - 1)}
	n.payload[0] = depth
	return n
}

func sum(n *node) int {
	if n == nil {
		return 0
	}
	return n.payload[0] + sum(n.left) + sum(n.right)
}

const (
	subtrees = 520
	depth    = 13 // 2^14 - 1 nodes of 64 bytes each: a subtree is almost one mebibyte
	tick     = time.Millisecond
)

// late ticks until told to stop and answers with the longest delay behind its schedule.
func late(stop chan bool, answer chan time.Duration) {
	var worst time.Duration
	for {
		select {
		case <-stop:
			answer <- worst
			return
		default:
		}
		before := time.Now()
		time.Sleep(tick)
		worst = max(worst, time.Since(before)-tick)
	}
}

func main() {
	live := make([]*node, subtrees)
	for i := range live {
		live[i] = build(depth)
	}
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if before.HeapAlloc < 512<<20 {
		fmt.Println("the live heap is too small:", before.HeapAlloc)
	}
	stop, answer := make(chan bool), make(chan time.Duration)
	go late(stop, answer)
	// Churn: garbage of several sizes, and a subtree in sixteen replaced.
	checksum := 0
	for round := range 4 * subtrees {
		garbage := build(depth - 1)
		buffer := make([]byte, 1+round%70_000)
		checksum += garbage.payload[0] + len(buffer)
		if round%16 == 0 {
			live[round*31%subtrees] = build(depth)
		}
	}
	stop <- true
	delay := <-answer
	runtime.ReadMemStats(&after)
	var collections debug.GCStats
	debug.ReadGCStats(&collections)
	var longest time.Duration
	recent := collections.Pause[:min(len(collections.Pause), int(after.NumGC-before.NumGC))]
	for _, pause := range recent {
		longest = max(longest, pause)
	}
	for _, n := range live {
		checksum += sum(n)
	}
	fmt.Println(checksum, len(recent) > 0)
	fmt.Fprintln(os.Stderr, "metric: pause", longest.Microseconds())
	fmt.Fprintln(os.Stderr, "metric: delay", delay.Microseconds())
}
