// The modules of a workspace see each other without requirements.
//
//test:build-env GOWORK=
package main

import (
	"example.com/dep"
	"example.com/dep/sub"
)

func main() {
	println(dep.Name(), sub.Name(), dep.Loop())
}
