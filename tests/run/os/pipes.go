// A read of an empty pipe parks its goroutine alone; deadlines and Close end it.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"sync"
	"time"
)

func main() {
	runtime.GOMAXPROCS(2)
	r, w, err := os.Pipe()
	go func() {
		time.Sleep(5 * time.Millisecond)
		fmt.Fprintln(w, "through the pipe")
		w.Close()
	}()
	text, readErr := io.ReadAll(r)
	fmt.Printf("%v %q %v\n", err, text, readErr)

	r, w, _ = os.Pipe()
	r.SetReadDeadline(time.Now().Add(5 * time.Millisecond))
	_, err = r.Read(make([]byte, 1))
	fmt.Println(err, errors.Is(err, os.ErrDeadlineExceeded), os.IsTimeout(err))
	r.SetReadDeadline(time.Time{})
	go func() {
		time.Sleep(5 * time.Millisecond)
		r.Close()
	}()
	_, err = r.Read(make([]byte, 1))
	fmt.Println(err, errors.Is(err, os.ErrClosed), r.Close())
	// The finalizer of w would have ended the reading with io.EOF.
	runtime.KeepAlive(w)

	// Many blocked reads at once, and what they are ready for.
	const count = 200
	var wait sync.WaitGroup
	var writers []*os.File
	for i := range count {
		r, w, err := os.Pipe()
		if err != nil {
			panic(err)
		}
		writers = append(writers, w)
		wait.Go(func() {
			b := make([]byte, 8)
			n, err := r.Read(b)
			if err != nil || string(b[:n]) != fmt.Sprint(i) {
				fmt.Println(i, string(b[:n]), err)
			}
			r.Close()
		})
	}
	for i, w := range writers {
		fmt.Fprint(w, i)
		w.Close()
	}
	wait.Wait()

	f, _ := os.Open("/dev/null")
	_, err = f.ReadAt(nil, -1)
	fmt.Println(err, (*os.File)(nil).Close())
	f, _ = os.CreateTemp("", "pipes")
	defer os.Remove(f.Name())
	fmt.Println(f.SetDeadline(time.Now()), f.Close(), errors.Is(f.Close(), os.ErrClosed))
}
