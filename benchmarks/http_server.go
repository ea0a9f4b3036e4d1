// A server and its clients in one program: 100 connections, kept alive, with
// JSON in and out; it ends in good order on SIGTERM.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"runtime"
	"sync"
	"syscall"
	"time"
)

type request struct {
	Name    string
	Numbers []int
}

type answer struct {
	Greeting string
	Sum      int
}

func handle(w http.ResponseWriter, r *http.Request) {
	var q request
	if err := json.NewDecoder(r.Body).Decode(&q); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	a := answer{Greeting: "hello " + q.Name}
	for _, n := range q.Numbers {
		a.Sum += n
	}
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(a)
}

func main() {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /greet", handle)
	server := &http.Server{Handler: mux}
	served := make(chan error)
	go func() { served <- server.Serve(listener) }()

	const connections, requests = 100, 10000
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: connections}}
	url := "http://" + listener.Addr().String() + "/greet"
	ask := func(n int) {
		var wait sync.WaitGroup
		for c := range connections {
			wait.Go(func() {
				for i := range n / connections {
					q, _ := json.Marshal(request{fmt.Sprint("client ", c), []int{i, c, 1}})
					resp, err := client.Post(url, "application/json", bytes.NewReader(q))
					if err != nil {
						panic(err)
					}
					var a answer
					err = json.NewDecoder(resp.Body).Decode(&a)
					io.Copy(io.Discard, resp.Body)
					resp.Body.Close()
					if err != nil || a.Sum != i+c+1 || a.Greeting != fmt.Sprint("hello client ", c) {
						panic(fmt.Sprint(a, err))
					}
				}
			})
		}
		wait.Wait()
	}
	ask(requests / 10) // warm-up
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	start := time.Now()
	ask(requests)
	elapsed := time.Since(start)
	runtime.GC()
	runtime.ReadMemStats(&after)

	stopped := make(chan os.Signal, 1)
	signal.Notify(stopped, syscall.SIGTERM)
	syscall.Kill(os.Getpid(), syscall.SIGTERM)
	<-stopped
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	fmt.Println("shutdown:", server.Shutdown(ctx), <-served)
	grown := int64(after.HeapAlloc) - int64(before.HeapAlloc)
	fmt.Println("memory flat:", grown < 8<<20)
	fmt.Fprintf(os.Stderr, "%.0f requests/s, heap %d KB, grown %d KB\n", requests/elapsed.Seconds(), after.HeapAlloc>>10, grown>>10)
	fmt.Fprintf(os.Stderr, "metric: microseconds-a-request %.2f\n", elapsed.Seconds()*1e6/requests)
}
