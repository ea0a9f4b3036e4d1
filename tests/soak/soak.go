// A program that does everything the runtime is for, at full load, for as long as its argument says
// (a duration), and checks what it computes. A second argument is a number to seed it with.
//
// It fails if a result is wrong, if a worker makes no progress for a while (a lost wake-up), or if
// the process's memory grows after the first third of the time.
package main

import (
	"errors"
	"fmt"
	"io"
	"math/rand"
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// A worker repeats a round of work; the number of rounds is its progress.
type worker struct {
	name   string
	round  func(random *rand.Rand)
	rounds atomic.Int64
	seen   int64
	since  time.Time
}

// patience is how long a worker may need for a round.
const patience = 60 * time.Second

func main() {
	if len(os.Args) < 2 {
		fail("usage: soak DURATION [SEED]")
	}
	duration, err := time.ParseDuration(os.Args[1])
	if err != nil {
		fail("%v", err)
	}
	seed := int64(1)
	if len(os.Args) > 2 {
		if seed, err = strconv.ParseInt(os.Args[2], 10, 64); err != nil {
			fail("%v", err)
		}
	}
	workers := []*worker{
		{name: "ring", round: ring},
		{name: "pipeline", round: pipeline},
		{name: "fan-in", round: fanIn},
		{name: "locks", round: locks},
		{name: "conditions", round: conditions},
		{name: "maps", round: maps},
		{name: "panics", round: panics},
		{name: "trees", round: trees},
		{name: "recursion", round: recursion},
		{name: "spawning", round: spawning},
		{name: "timers", round: timers},
		{name: "pipes", round: pipes},
		{name: "threads", round: threads},
		{name: "pools", round: pools},
		{name: "loops", round: loops},
		{name: "settings", round: settings},
	}
	var done atomic.Bool
	var all sync.WaitGroup
	for i, w := range workers {
		w.since = time.Now()
		all.Go(func() {
			random := rand.New(rand.NewSource(seed*1000 + int64(i)))
			for !done.Load() {
				w.round(random)
				w.rounds.Add(1)
			}
		})
	}
	watch(workers, duration)
	done.Store(true)
	finished := make(chan bool)
	go func() {
		all.Wait()
		close(finished)
	}()
	select {
	case <-finished:
	case <-time.After(patience):
		stuck("some worker does not end")
	}
	for _, w := range workers {
		fmt.Printf("%s: %d rounds\n", w.name, w.rounds.Load())
	}
}

func fail(format string, values ...any) {
	fmt.Fprintf(os.Stderr, "soak: "+format+"\n", values...)
	os.Exit(1)
}

func stuck(what string) {
	fmt.Fprintf(os.Stderr, "soak: %s\n", what)
	text := make([]byte, 1<<20)
	os.Stderr.Write(text[:runtime.Stack(text, true)])
	os.Exit(3)
}

// watch returns after the duration. Meanwhile it looks at the workers' progress and the memory.
func watch(workers []*worker, duration time.Duration) {
	start := time.Now()
	interval := min(duration/60, 5*time.Second)
	early, late := int64(0), int64(0)
	for {
		time.Sleep(interval)
		passed := time.Since(start)
		for _, w := range workers {
			if n := w.rounds.Load(); n != w.seen {
				w.seen, w.since = n, time.Now()
			} else if time.Since(w.since) > patience {
				stuck("no progress of " + w.name)
			}
		}
		size := residentBytes()
		// The largest of each part: between collections there is less.
		switch {
		case passed < duration/3:
		case passed < duration*2/3:
			early = max(early, size)
		default:
			late = max(late, size)
		}
		if passed >= duration {
			break
		}
	}
	fmt.Printf("memory: %d MB, then %d MB; %d goroutines\n", early>>20, late>>20, runtime.NumGoroutine())
	if early > 0 && late > early+early/4+16<<20 {
		fail("memory grew from %d to %d MB", early>>20, late>>20)
	}
}

func residentBytes() int64 {
	text, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0
	}
	pages, _ := strconv.ParseInt(strings.Fields(string(text))[1], 10, 64)
	return pages * int64(os.Getpagesize())
}

// ring passes tokens around a ring of goroutines.
func ring(random *rand.Rand) {
	const length, laps = 50, 40
	tokens := 1 + random.Intn(5)
	first := make(chan int, tokens)
	in := first
	for range length {
		out := make(chan int)
		go func(in <-chan int) {
			for token := range in {
				out <- token + 1
			}
			close(out)
		}(in)
		in = out
	}
	for range tokens {
		first <- 0
	}
	for finished := 0; finished < tokens; {
		token := <-in
		if token%length != 0 {
			fail("ring: token %d", token)
		}
		if token >= length*laps {
			finished++
			continue
		}
		first <- token
	}
	close(first)
	for range in {
		fail("ring: a token too many")
	}
}

// pipeline sends numbers through stages with buffers of several sizes.
func pipeline(random *rand.Rand) {
	n := 1000 + random.Intn(3000)
	source := make(chan [3]int, random.Intn(20))
	go func() {
		defer close(source)
		for i := range n {
			source <- [3]int{i, i * i, -i}
		}
	}()
	squares := make(chan *big, random.Intn(3))
	var stage sync.WaitGroup
	for range 3 {
		stage.Go(func() {
			for v := range source {
				squares <- &big{number: v[0], square: v[1], text: strconv.Itoa(v[2])}
			}
		})
	}
	go func() {
		stage.Wait()
		close(squares)
	}()
	count := 0
	for b := range squares {
		if b.square != b.number*b.number || b.number != 0 && b.text != "-"+strconv.Itoa(b.number) {
			fail("pipeline: %+v", b)
		}
		count++
	}
	if count != n {
		fail("pipeline: %d of %d", count, n)
	}
}

type big struct {
	number, square int
	text           string
	rest           [100]byte
}

// fanIn selects among senders, receivers, a timer and a channel that ends it.
func fanIn(random *rand.Rand) {
	quit, results := make(chan bool), make(chan int, 4)
	feeds := make([]chan int, 4)
	for i := range feeds {
		feeds[i] = make(chan int, random.Intn(3))
		go func() {
			sent := 0
			for {
				select {
				case feeds[i] <- 1:
					sent++
				case <-quit:
					results <- sent
					return
				}
			}
		}()
	}
	received := 0
	deadline := time.After(time.Duration(random.Intn(5)+1) * time.Millisecond)
	for running := true; running; {
		var never chan int
		select {
		case <-feeds[0]:
		case <-feeds[1]:
		case <-feeds[2]:
		case <-feeds[3]:
		case <-never:
			fail("fan-in: a value from nowhere")
		case <-deadline:
			close(quit)
			running = false
			continue
		}
		received++
	}
	sent := 0
	for range feeds {
		sent += <-results
	}
	left := 0
	for _, feed := range feeds {
		left += len(feed)
	}
	if sent != received+left {
		fail("fan-in: sent %d, received %d, left %d", sent, received, left)
	}
}

// locks has goroutines contend for locks of several kinds.
func locks(random *rand.Rand) {
	const goroutines, each = 8, 500
	var m sync.Mutex
	var rw sync.RWMutex
	var once sync.Once
	var group sync.WaitGroup
	count, shared, first := 0, [4]int{}, 0
	for i := range goroutines {
		group.Go(func() {
			once.Do(func() { first++ })
			for j := range each {
				m.Lock()
				count++
				if j%100 == 0 {
					runtime.Gosched()
				}
				m.Unlock()
				if (i+j)%16 == 0 {
					rw.Lock()
					for k := range shared {
						shared[k]++
					}
					rw.Unlock()
					continue
				}
				rw.RLock()
				if shared[0] != shared[3] {
					fail("locks: a reader saw a writer's work")
				}
				rw.RUnlock()
			}
		})
	}
	group.Wait()
	if count != goroutines*each || first != 1 || shared[0] != shared[3] {
		fail("locks: %d, %d, %v", count, first, shared)
	}
}

// conditions is a bounded queue made of a mutex and two conditions.
func conditions(random *rand.Rand) {
	var m sync.Mutex
	notEmpty, notFull := sync.NewCond(&m), sync.NewCond(&m)
	var queue []int
	const n, limit = 2000, 8
	var group sync.WaitGroup
	for range 3 {
		group.Go(func() {
			for i := range n {
				m.Lock()
				for len(queue) == limit {
					notFull.Wait()
				}
				queue = append(queue, i)
				notEmpty.Signal()
				m.Unlock()
			}
		})
	}
	sum := 0
	for range 3 * n {
		m.Lock()
		for len(queue) == 0 {
			notEmpty.Wait()
		}
		sum += queue[0]
		queue = queue[1:]
		notFull.Broadcast()
		m.Unlock()
	}
	group.Wait()
	if sum != 3*n*(n-1)/2 {
		fail("conditions: %d", sum)
	}
}

// maps fills and empties maps, its own and one that is shared.
func maps(random *rand.Rand) {
	own := map[string]*big{}
	var shared sync.Map
	var group sync.WaitGroup
	n := 500 + random.Intn(1000)
	for i := range 4 {
		group.Go(func() {
			for j := range n {
				key := i*n + j
				shared.Store(key, strconv.Itoa(key))
				if v, ok := shared.Load(key); !ok || v.(string) != strconv.Itoa(key) {
					fail("maps: %v instead of %d", v, key)
				}
				if j%3 == 0 {
					shared.Delete(key)
				}
			}
		})
	}
	for i := range n {
		own["key "+strconv.Itoa(i)] = &big{number: i}
	}
	for key, value := range own {
		if key != "key "+strconv.Itoa(value.number) {
			fail("maps: %s has %d", key, value.number)
		}
		if value.number%2 == 0 {
			delete(own, key)
		}
	}
	if len(own) != n/2 {
		fail("maps: %d left of %d", len(own), n)
	}
	group.Wait()
	left := 0
	shared.Range(func(key, value any) bool { left++; return true })
	if expected := 4 * (n - (n+2)/3); left != expected {
		fail("maps: %d instead of %d", left, expected)
	}
}

var errSoak = errors.New("soak")

// panics recovers, panics again, ends goroutines, and faults.
func panics(random *rand.Rand) {
	for i := range 50 {
		if err := guarded(i % 5); err == nil {
			fail("panics: none in case %d", i%5)
		}
	}
	done := make(chan int)
	for i := range 10 {
		go func() {
			defer func() { done <- i }()
			defer func() { recover() }()
			if i%2 == 0 {
				runtime.Goexit()
			}
			panic(i)
		}()
	}
	sum := 0
	for range 10 {
		sum += <-done
	}
	if sum != 45 {
		fail("panics: %d", sum)
	}
}

func guarded(which int) (err error) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case error:
			err = r
		case string:
			err = errors.New(r)
		}
	}()
	var none *big
	list := []int{1, 2, 3}
	switch which {
	case 0:
		panic(errSoak)
	case 1:
		return errors.New(none.text)
	case 2:
		return errors.New(strconv.Itoa(list[len(list)+which]))
	case 3:
		defer func() { panic(fmt.Sprint("again: ", recover())) }()
		deep(200, func() { panic("at the bottom") })
	default:
		var nothing map[string]int
		nothing["x"] = 1
	}
	return nil
}

func deep(n int, f func()) int {
	if n == 0 {
		f()
		return 0
	}
	var room [16]int
	room[n%16] = n
	return deep(n-1, f) + room[(n+1)%16] + 1
}

type tree struct {
	left, right *tree
	value       int
}

func grow(depth int) *tree {
	if depth == 0 {
		return &tree{value: 1}
	}
	t := &tree{left: grow(depth - 1), right: grow(depth - 1)}
	t.value = t.left.value + t.right.value
	return t
}

func (t *tree) count() int {
	if t.left == nil {
		return t.value
	}
	return t.left.count() + t.right.count()
}

var kept [8]*tree

// trees allocates, and replaces what lives long.
func trees(random *rand.Rand) {
	depth := 6 + random.Intn(7)
	t := grow(depth)
	if n := t.count(); n != 1<<depth || t.value != n {
		fail("trees: %d leaves, value %d, depth %d", n, t.value, depth)
	}
	at := random.Intn(len(kept))
	if old := kept[at]; old != nil && old.count() != old.value {
		fail("trees: an old tree has changed")
	}
	kept[at] = t
	text := ""
	for i := range 50 {
		text += strconv.Itoa(i)
	}
	if len(text) != 90 {
		fail("trees: %q", text)
	}
}

// recursion uses deep stacks in several goroutines at once.
func recursion(random *rand.Rand) {
	var group sync.WaitGroup
	for i := range 6 {
		depth := 100 << (i % 4) * 3
		group.Go(func() {
			collected := false
			n := deep(depth, func() {
				if i == 0 {
					runtime.GC()
				}
				runtime.Gosched()
				collected = true
			})
			if n < depth || !collected {
				fail("recursion: %d of %d", n, depth)
			}
		})
	}
	group.Wait()
}

// spawning starts many short goroutines.
func spawning(random *rand.Rand) {
	n := 1000 + random.Intn(9000)
	var group sync.WaitGroup
	var sum atomic.Int64
	start := make(chan bool)
	for i := range n {
		group.Add(1)
		go func() {
			defer group.Done()
			if i%2 == 0 {
				<-start
			}
			sum.Add(int64(i))
		}()
	}
	close(start)
	group.Wait()
	if sum.Load() != int64(n)*int64(n-1)/2 {
		fail("spawning: %d for %d", sum.Load(), n)
	}
}

// timers lets timers of all kinds expire, stops and resets some.
func timers(random *rand.Rand) {
	var fired atomic.Int32
	var group sync.WaitGroup
	for i := range 20 {
		group.Add(1)
		time.AfterFunc(time.Duration(random.Intn(5000))*time.Microsecond, func() {
			fired.Add(1)
			group.Done()
		})
		never := time.AfterFunc(time.Hour, func() { fail("timers: an hour passed") })
		if i%2 == 0 {
			never.Reset(2 * time.Hour)
		}
		if !never.Stop() {
			fail("timers: cannot stop")
		}
	}
	ticker := time.NewTicker(500 * time.Microsecond)
	for range 3 {
		<-ticker.C
	}
	ticker.Stop()
	wanted := time.Duration(random.Intn(3000)) * time.Microsecond
	start := time.Now()
	time.Sleep(wanted)
	if slept := time.Since(start); slept < wanted {
		fail("timers: slept %v instead of %v", slept, wanted)
	}
	group.Wait()
	if fired.Load() != 20 {
		fail("timers: %d expired", fired.Load())
	}
}

// pipes reads and writes descriptors that block, with deadlines.
func pipes(random *rand.Rand) {
	r, w, err := os.Pipe()
	if err != nil {
		fail("pipes: %v", err)
	}
	defer r.Close()
	size := 1000 + random.Intn(200_000)
	go func() {
		defer w.Close()
		data := make([]byte, size)
		for i := range data {
			data[i] = byte(i)
		}
		if n, err := w.Write(data); n != size {
			fail("pipes: wrote %d of %d: %v", n, size, err)
		}
	}()
	data, err := io.ReadAll(r)
	if err != nil || len(data) != size || data[size-1] != byte(size-1) {
		fail("pipes: read %d of %d: %v", len(data), size, err)
	}
	quiet, other, err := os.Pipe()
	if err != nil {
		fail("pipes: %v", err)
	}
	defer quiet.Close()
	defer other.Close()
	quiet.SetReadDeadline(time.Now().Add(time.Millisecond))
	if _, err := quiet.Read(data); !errors.Is(err, os.ErrDeadlineExceeded) {
		fail("pipes: %v instead of a deadline", err)
	}
}

// threads ties goroutines to threads.
func threads(random *rand.Rand) {
	ping, pong := make(chan int), make(chan int)
	go func() {
		runtime.LockOSThread()
		for v := range ping {
			pong <- v + 1
		}
		if random.Intn(2) == 0 {
			runtime.UnlockOSThread()
		}
		close(pong)
	}()
	for i := range 20 {
		ping <- i
		if v := <-pong; v != i+1 {
			fail("threads: %d instead of %d", v, i+1)
		}
	}
	close(ping)
	<-pong
	time.Sleep(time.Millisecond)
}

var pool = sync.Pool{New: func() any { return new(big) }}

// pools shares objects that must come back as they were put.
func pools(random *rand.Rand) {
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for i := range 1000 {
				b := pool.Get().(*big)
				if b.number != 0 {
					fail("pools: an object in use")
				}
				b.number = i + 1
				b.number = 0
				pool.Put(b)
			}
		})
	}
	group.Wait()
}

// loops has goroutines that call nothing and must be made to let others run.
func loops(random *rand.Rand) {
	var stop atomic.Bool
	var group sync.WaitGroup
	for range 2 {
		group.Go(func() {
			for n := 0; !stop.Load(); n++ {
			}
		})
	}
	time.Sleep(2 * time.Millisecond)
	stop.Store(true)
	group.Wait()
}

// settings collects and changes the number of processors.
func settings(random *rand.Rand) {
	switch random.Intn(4) {
	case 0:
		runtime.GOMAXPROCS(1 + random.Intn(2))
	case 1:
		runtime.GC()
	default:
		runtime.Gosched()
	}
	time.Sleep(5 * time.Millisecond)
	runtime.GOMAXPROCS(2)
}
