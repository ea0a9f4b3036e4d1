// A deferred call comes from the function that deferred it, at its end.
package main

import (
	"log"
	"os"
	"runtime"
)

func deferring(early bool) {
	defer log.Print("deferred")
	defer func() {
		_, file, line, ok := runtime.Caller(1)
		log.Print(file[len(file)-len("deferred.go"):], line, ok)
	}()
	if early {
		return
	}
	log.Print("called")
}

func main() {
	log.SetOutput(os.Stdout)
	log.SetFlags(log.Lshortfile)
	deferring(true)
	deferring(false)
}
