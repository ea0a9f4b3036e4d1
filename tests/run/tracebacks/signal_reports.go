// A signal that nobody handles ends the process with a report that shows everything: where the
// running goroutine is, though it calls nothing, the others, and the registers.
package main

import (
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"
	"syscall"
	"time"
)

func spin(n int) int {
	for n != 0 {
		n += 2
	}
	return n
}

func child() {
	go func() { time.Sleep(time.Hour) }()
	time.Sleep(time.Millisecond)
	fmt.Println("ready")
	spin(1)
}

func main() {
	if len(os.Args) > 1 {
		child()
	}
	wanted := regexp.MustCompile(`^SIG.*|PC=0x[0-9a-f]+ m=|sigcode=.*|goroutine 1 gp=0x[0-9a-f]+ m=|main\.(spin|child|main\.func1|main)\(|time\.Sleep|(?m:^(rax|rip|rflags|gs) )`)
	address := regexp.MustCompile(`0x[0-9a-f]+`)
	for _, signal := range []syscall.Signal{syscall.SIGQUIT, syscall.SIGSEGV, syscall.SIGABRT} {
		var text string
		var state *os.ProcessState
		// The kernel may give the signal to another thread, which cannot tell where the goroutine is.
		for attempt := 0; attempt < 10 && !strings.Contains(text, "main.spin("); attempt++ {
			text, state = report(signal)
		}
		found := wanted.FindAllString(text, -1)
		fmt.Println(state, address.ReplaceAllString(strings.Join(found, ", "), "#"))
	}
}

func report(signal syscall.Signal) (string, *os.ProcessState) {
	output, outputEnd, _ := os.Pipe()
	report, reportEnd, _ := os.Pipe()
	process, err := os.StartProcess("/proc/self/exe", []string{"program", "child"}, &os.ProcAttr{
		Env:   append(os.Environ(), "GOTRACEBACK=none", "GOMAXPROCS=1"),
		Files: []*os.File{os.Stdin, outputEnd, reportEnd},
	})
	if err != nil {
		panic(err)
	}
	outputEnd.Close()
	reportEnd.Close()
	output.Read(make([]byte, 10))
	time.Sleep(20 * time.Millisecond)
	process.Signal(signal)
	text, _ := io.ReadAll(report)
	state, _ := process.Wait()
	return string(text), state
}
