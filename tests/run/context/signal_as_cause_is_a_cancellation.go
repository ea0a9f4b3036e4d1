// The cause of the end of a context of signal.NotifyContext names the signal and is a cancellation.
package main

import (
	"context"
	"errors"
	"fmt"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	syscall.Kill(syscall.Getpid(), syscall.SIGTERM)
	<-ctx.Done()
	cause := context.Cause(ctx)
	fmt.Println(ctx.Err(), cause, errors.Is(cause, context.Canceled), cause == context.Canceled)
}
