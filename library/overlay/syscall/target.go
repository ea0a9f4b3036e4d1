// Package syscall is taken from the Go distribution with its declarations for
// this machine; the functions it has in assembly are the runtime's.
//
//grus:architecture
package syscall
