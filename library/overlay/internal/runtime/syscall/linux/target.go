// Package linux is taken from the Go distribution with its declarations for
// this machine; the system call itself is the runtime's.
//
//grus:architecture
package linux
