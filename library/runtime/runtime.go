// Package runtime is the part of the runtime system that is written in Go:
// panics, the start of the program, and what programs ask the runtime for. The
// rest is the Rust crate grus-runtime; functions without a body are there.
//
// This file holds what programs may control and ask about the scheduler and
// the platform.
package runtime

import "unsafe"

// GOOS and GOARCH name the operating system and the architecture the program
// was compiled for; Compiler names the implementation whose behaviour it has.
const (
	GOOS     string = "linux"
	GOARCH   string = "amd64"
	Compiler        = "gc"
)

// Version returns the release of Go whose language and library the program
// follows.
func Version() string { return "go1.27.3" }

// GOROOT returns the value of the environment variable GOROOT, since programs
// have no distribution of their own.
//
// Deprecated: as in Go, a program cannot know where its toolchain was.
func GOROOT() string { return environmentVariable("GOROOT") }

// environmentVariable looks into the environment as it was at the start.
func environmentVariable(name string) string

// Gosched lets other goroutines run; the caller continues some time later.
func Gosched()

// NumGoroutine returns how many goroutines exist.
func NumGoroutine() int

// NumCPU returns how many processors the operating system gave the process at
// its start.
func NumCPU() int

// GOMAXPROCS sets how many threads run Go code at the same time, if n is
// positive, and returns the previous number.
func GOMAXPROCS(n int) int

// SetDefaultGOMAXPROCS sets GOMAXPROCS to what it is by default: the number of
// processors, unless the environment variable GOMAXPROCS says otherwise.
func SetDefaultGOMAXPROCS() {
	text := environmentVariable("GOMAXPROCS")
	n := 0
	for i := 0; i < len(text); i++ {
		if text[i] < '0' || text[i] > '9' || n > 1<<20 {
			n = 0
			break
		}
		n = n*10 + int(text[i]-'0')
	}
	if n == 0 {
		n = NumCPU()
	}
	GOMAXPROCS(n)
}

// NumCgoCall returns 0: programs have no C code.
func NumCgoCall() int64 { return 0 }

// LockOSThread ties the calling goroutine to its thread: it runs on no other,
// and nothing else runs there, until UnlockOSThread was called as often. If the
// goroutine ends before that, the thread ends too. A call in an init function
// ties main to the process's first thread.
func LockOSThread()

// UnlockOSThread undoes one call of LockOSThread.
func UnlockOSThread()

// KeepAlive marks the place up to which x is considered reachable.
//
//go:noinline
func KeepAlive(x any) {
}

// Breakpoint does nothing without a debugger.
func Breakpoint() {}

// main is what the first goroutine runs.
func main() {
	lockInitialisation(true)
	inittasks()
	lockInitialisation(false)
	mainFunction()
	waitForPanics()
	exit(0)
}

// lockInitialisation ties the first goroutine to its thread for as long as packages
// are initialised.
func lockInitialisation(on bool)

// mainFunction is called through a variable so that main.main has a frame of
// its own in tracebacks.
var mainFunction = main_main

// inittasks initialises all packages in dependency order.
func inittasks()

// main_main is main.main.
func main_main()

// exit ends the process.
func exit(status int)

// throw ends the process with "fatal error: " and text.
func throw(text string)

// goroutine is the beginning of the runtime's goroutine object.
type goroutine struct {
	// cryptography is free for the use of Go code.
	cryptography uintptr
	_            [3]uintptr
	defers       *deferRecord
	_            [10]uintptr
	panics       *panicRecord
	_            uintptr
	id           uint64
	parent       uint64
	created      uintptr
}

// getg returns the current goroutine.
func getg() *goroutine

// typeDescriptor is the beginning of what the compiler records of a type.
type typeDescriptor struct {
	size         uintptr
	pointerBytes uintptr
	hash         uint32
	kind         uint8
	align        uint8
	flags        uint8
	direction    uint8
	pointerMask  unsafe.Pointer
	text         string
	name         string
	packagePath  string
}

// emptyInterface is the layout of an interface value without methods.
type emptyInterface struct {
	descriptor *typeDescriptor
	data       unsafe.Pointer
}

// descriptorOf returns the dynamic type of v.
func descriptorOf(v any) *typeDescriptor {
	return (*emptyInterface)(unsafe.Pointer(&v)).descriptor
}
