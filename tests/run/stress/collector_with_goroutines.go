//test:timeout 60
//test:env GOGC=20

// Goroutines allocate, share and drop structures while collections run.
package main

import (
	"fmt"
	"runtime"
)

type message struct {
	from    int
	payload []string
	reply   func(int) int
}

func main() {
	const workers, rounds = 16, 3000
	ch := make(chan *message, 8)
	done := make(chan int)
	for w := 0; w < workers; w++ {
		go func() {
			for i := 0; i < rounds; i++ {
				text := fmt.Sprint("w", w, "-", i)
				ch <- &message{w, []string{text, text[1:]}, func(n int) int { return n + w*i }}
			}
			done <- w
		}()
	}
	go func() {
		for i := 0; i < workers; i++ {
			<-done
		}
		close(ch)
	}()
	sum, length := 0, 0
	kept := map[int]*message{}
	for m := range ch {
		sum += m.reply(1)
		kept[len(m.payload[0])*100+m.from] = m
		if length++; length%5000 == 0 {
			runtime.GC()
		}
	}
	total := 0
	for _, m := range kept {
		if m.payload[0][1:] == m.payload[1] {
			total++
		}
	}
	fmt.Println(sum, length, total == len(kept))
}
