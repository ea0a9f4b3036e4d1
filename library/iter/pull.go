package iter

import "runtime"

// Pull turns an iterator around: next returns its values one by one, and false
// behind the last one. stop ends it; afterwards next returns false. Not both at
// a time, and not by several goroutines at once.
//
//go:noinline
func Pull[V any](seq Seq[V]) (next func() (V, bool), stop func()) {
	var value V
	p := &puller{run: func(p *puller) {
		seq(func(v V) bool {
			value = v
			return p.yield()
		})
	}}
	next = func() (result V, ok bool) {
		if ok = p.resume("iter.Pull: next called again before yield"); ok {
			result = value
		}
		var zero V
		value = zero // nothing keeps it alive
		return result, ok
	}
	p.toSeq = make(chan struct{})
	p.toCaller = make(chan struct{})
	go p.goroutine()
	return next, p.stop
}

// Pull2 is Pull for pairs.
func Pull2[K, V any](seq Seq2[K, V]) (next func() (K, V, bool), stop func()) {
	type pair struct {
		key   K
		value V
	}
	nextPair, stop := Pull(func(yield func(pair) bool) {
		seq(func(k K, v V) bool { return yield(pair{k, v}) })
	})
	next = func() (K, V, bool) {
		p, ok := nextPair()
		return p.key, p.value, ok
	}
	return next, stop
}

// A puller runs an iterator in a goroutine, which works only while the one that
// pulls waits.
type puller struct {
	run      func(p *puller)
	toSeq    chan struct{}
	toCaller chan struct{}
	started  bool
	done     bool
	stopping bool
	running  bool // the iterator, for a caller that waits
	// How the iterator ended: if it neither returned nor panicked, it ended its
	// goroutine.
	returned bool
	panicked bool
	reason   any
}

// discount makes the goroutine, which is about to end, one that
// runtime.NumGoroutine does not count.
func discount()

// resume lets the iterator run up to its next value, and reports whether there
// is one. If the iterator itself calls it, it panics with the text.
func (p *puller) resume(again string) bool {
	if p.done {
		return false
	}
	if p.running {
		panic(again)
	}
	p.started = true
	p.running = true
	p.toSeq <- struct{}{}
	<-p.toCaller
	p.running = false
	switch {
	case !p.done:
		return true
	case p.panicked:
		panic(p.reason)
	case !p.returned:
		runtime.Goexit()
	}
	return false
}

// goroutine runs the iterator.
func (p *puller) goroutine() {
	defer func() {
		p.done = true
		if !p.returned {
			p.reason = recover()
			p.panicked = p.reason != nil
		}
		discount()
		p.toCaller <- struct{}{}
	}()
	<-p.toSeq
	if !p.stopping || p.started {
		p.run(p)
	}
	p.returned = true
}

// yield hands over to the one that pulls, and reports whether the iterator
// shall go on.
func (p *puller) yield() bool {
	if p.done {
		return false
	}
	if !p.running {
		panic("iter.Pull: yield called again before next")
	}
	p.toCaller <- struct{}{}
	<-p.toSeq
	return !p.stopping
}

func (p *puller) stop() {
	if p.done {
		return
	}
	p.stopping = true
	if !p.started {
		// The goroutine ends without having called the iterator.
		p.toSeq <- struct{}{}
		<-p.toCaller
		return
	}
	p.resume("iter.Pull: stop called again before yield")
	p.done = true
}
