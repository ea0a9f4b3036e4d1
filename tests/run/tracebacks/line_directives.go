//test:exit 2
//test:stderr full

// Line directives within functions name files, for runtime.Caller, inlined functions and tracebacks.
package main

import (
	"fmt"
	"path/filepath"
	"runtime"
)

//go:noinline
func where() {
	_, file, line, ok := runtime.Caller(1)
	fmt.Println(filepath.Base(file), line, ok)
}

func inlined(p *int) int {
//line inlined.y:7
	return *p + 1
}

func main() {
	where()
//line :1
	where()
//line first.y:10
	where()
	/*line :20:1*/ where()
	/*line second.y:30:1*/ where() /*line :40*/
	where()
	where()
//line third.y:50
	where()
	fmt.Println(inlined(nil))
}
