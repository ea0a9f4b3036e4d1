//test:exit 1
// Of the versions that requirements ask for, the greatest is used; capitals in paths are escaped in
// the module cache.
//
//test:build-env GOMODCACHE=$FOLDER/cache
//test:build-env GOPROXY=off
package main

import (
	left "example.com/Left"
	"example.com/right"
)

func main() {
	println(left.Name(), right.Name())
}
