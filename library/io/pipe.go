// This file holds the synchronous pipe in memory.

package io

// A pipe connects its two halves. A write offers its data; reads take from it
// until nothing is left.
type pipe struct {
	writing  chan struct{} // holds the one token a writer needs
	offer    chan []byte   // from the writer to a reader
	taken    chan int      // from that reader back
	done     chan struct{} // closed when either half is
	state    chan struct{} // holds the one token that guards what follows
	closed   bool
	readErr  error // set by the reader's half, for writers
	writeErr error // set by the writer's half, for readers
}

// close closes the pipe and sets *which to err, unless it is set already.
func (p *pipe) close(which *error, err error) {
	<-p.state
	if *which == nil {
		*which = err
	}
	if !p.closed {
		p.closed = true
		close(p.done)
	}
	p.state <- struct{}{}
}

// errs returns both errors.
func (p *pipe) errs() (readErr, writeErr error) {
	<-p.state
	readErr, writeErr = p.readErr, p.writeErr
	p.state <- struct{}{}
	return readErr, writeErr
}

// isDone reports whether the pipe is closed.
func (p *pipe) isDone() bool {
	select {
	case <-p.done:
		return true
	default:
		return false
	}
}

func (p *pipe) read(b []byte) (n int, err error) {
	if !p.isDone() {
		select {
		case data := <-p.offer:
			n = copy(b, data)
			p.taken <- n
			return n, nil
		case <-p.done:
		}
	}
	if readErr, writeErr := p.errs(); readErr == nil && writeErr != nil {
		return 0, writeErr
	}
	return 0, ErrClosedPipe
}

func (p *pipe) write(b []byte) (n int, err error) {
	if !p.isDone() {
		<-p.writing
		defer func() { p.writing <- struct{}{} }()
	}
	for first := true; first || len(b) > 0; first = false {
		if p.isDone() {
			return n, p.writeFailure()
		}
		select {
		case p.offer <- b:
			k := <-p.taken
			b = b[k:]
			n += k
		case <-p.done:
			return n, p.writeFailure()
		}
	}
	return n, nil
}

// writeFailure returns the error of writing to the closed pipe.
func (p *pipe) writeFailure() error {
	if readErr, writeErr := p.errs(); writeErr == nil && readErr != nil {
		return readErr
	}
	return ErrClosedPipe
}

// A PipeReader is the half of a pipe to read from.
type PipeReader struct {
	pipe
}

// A PipeWriter is the half of a pipe to write to.
type PipeWriter struct {
	r PipeReader
}

// Pipe makes a pipe. A write waits until reads have taken all its data, which
// goes from one to the other without a buffer. All methods may be called in
// parallel.
func Pipe() (*PipeReader, *PipeWriter) {
	w := &PipeWriter{r: PipeReader{pipe{
		writing: make(chan struct{}, 1),
		offer:   make(chan []byte),
		taken:   make(chan int),
		done:    make(chan struct{}),
		state:   make(chan struct{}, 1),
	}}}
	w.r.writing <- struct{}{}
	w.r.state <- struct{}{}
	return &w.r, w
}

// Read takes data of a write, waiting for one. After the writer's half is
// closed it returns that half's error, EOF if there is none.
func (r *PipeReader) Read(data []byte) (n int, err error) { return r.read(data) }

// Close closes the half; writes then return ErrClosedPipe.
func (r *PipeReader) Close() error { return r.CloseWithError(nil) }

// CloseWithError closes the half; writes then return err. An error set before
// stays. It returns nil.
func (r *PipeReader) CloseWithError(err error) error {
	if err == nil {
		err = ErrClosedPipe
	}
	r.close(&r.readErr, err)
	return nil
}

// Write waits until its data is read or the reader's half is closed; then it
// returns that half's error.
func (w *PipeWriter) Write(data []byte) (n int, err error) { return w.r.write(data) }

// Close closes the half; reads then return EOF.
func (w *PipeWriter) Close() error { return w.CloseWithError(nil) }

// CloseWithError closes the half; reads then return err, EOF if it is nil. An
// error set before stays. It returns nil.
func (w *PipeWriter) CloseWithError(err error) error {
	if err == nil {
		err = EOF
	}
	w.r.close(&w.r.writeErr, err)
	return nil
}
