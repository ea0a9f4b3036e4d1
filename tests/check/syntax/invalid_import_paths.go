//test:exit 1

// A path that cannot be read ends the loading.
package main

import (
	"os/nope"
	m "a b"
	"x!"
)

func main() {}
