// Programs that are started, waited for, signalled, and that cannot be started.
package main

import (
	"fmt"
	"io"
	"os"
	"syscall"
)

func shell(script string, files ...*os.File) *os.Process {
	p, err := os.StartProcess("/bin/sh", []string{"sh", "-c", script}, &os.ProcAttr{Files: files, Env: []string{"A=b"}})
	if err != nil {
		panic(err)
	}
	return p
}

func main() {
	p := shell("exit 3")
	state, err := p.Wait()
	fmt.Println(state, err, state.Success(), state.ExitCode(), state.Exited())
	fmt.Println(p.Signal(os.Kill), p.Kill() == os.ErrProcessDone)

	r, w, _ := os.Pipe()
	in, out, _ := os.Pipe()
	p = shell("read x; echo $A $x; kill -TERM $$", in, w)
	w.Close()
	fmt.Fprintln(out, "line")
	text, _ := io.ReadAll(r)
	state, _ = p.Wait()
	fmt.Printf("%q %v %v\n", text, state, state.Sys().(syscall.WaitStatus).Signal())

	p = shell("sleep 100")
	fmt.Println(p.Signal(syscall.SIGKILL))
	state, _ = p.Wait()
	fmt.Println(state, state.ExitCode())

	_, err = os.StartProcess("/no/such/program", nil, &os.ProcAttr{})
	fmt.Println(err, os.IsNotExist(err))
	_, err = os.StartProcess("/bin/sh", nil, &os.ProcAttr{Dir: "/no/such/folder"})
	fmt.Println(err)
	_, err = os.StartProcess("/etc/passwd", []string{"x"}, &os.ProcAttr{})
	fmt.Println(err)
	p, _ = os.FindProcess(os.Getpid())
	fmt.Println(p.Signal(syscall.Signal(0)), p.Release(), p.Signal(os.Kill))
	var none syscall.WaitStatus
	_, err = syscall.Wait4(-1, &none, 0, nil)
	fmt.Println(err)
}
