// Signals that programs do not ask for and that are none of those that end them
// are caught without effect.
package main

import (
	"fmt"
	"syscall"
)

func main() {
	for _, signal := range []syscall.Signal{syscall.SIGUSR1, syscall.SIGUSR2, syscall.SIGALRM, syscall.SIGIO, syscall.SIGPWR, syscall.SIGXCPU, syscall.SIGVTALRM, syscall.SIGWINCH, syscall.SIGCHLD, 40} {
		fmt.Println(signal, syscall.Kill(syscall.Getpid(), signal))
	}
}
