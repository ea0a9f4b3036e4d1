// Signals go to channels, or have their default effect again.
//
//test:exit 143
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	send := func(s syscall.Signal) { syscall.Kill(os.Getpid(), s) }
	c := make(chan os.Signal, 3)
	signal.Notify(c, syscall.SIGTERM, syscall.SIGUSR1, os.Interrupt)
	send(syscall.SIGUSR1)
	fmt.Println(<-c)
	send(syscall.SIGTERM)
	fmt.Println(<-c)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	fmt.Println(ctx)
	send(syscall.SIGINT)
	<-ctx.Done()
	fmt.Println(ctx.Err(), context.Cause(ctx), <-c)
	stop()
	signal.Ignore(syscall.SIGHUP)
	send(syscall.SIGHUP)
	fmt.Println(signal.Ignored(syscall.SIGHUP), signal.Ignored(syscall.SIGUSR2))
	signal.Notify(c, syscall.SIGHUP)
	fmt.Println(signal.Ignored(syscall.SIGHUP))
	signal.Stop(c)
	go func() {
		time.Sleep(5 * time.Millisecond)
		send(syscall.SIGTERM)
	}()
	select {} // the goroutine that waits for signals keeps this from being a deadlock
}
