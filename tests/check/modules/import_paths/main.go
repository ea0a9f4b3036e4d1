//test:exit 1

// Import paths that no package can have, in the order of the paths.
package main

import (
	_ "./relative"
	_ "-x/y"
	_ "/absolute"
	_ "a/../b"
	_ "a//b"
	_ "a./b"
	_ "é"
	_ "fmt/"
	_ "std"
	_ "os/nope"
	_ "example.com/x/vendor/y"
	_ "com1/x"
	_ "example.com/a@v1"
)

func main() {}
