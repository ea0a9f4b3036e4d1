package p

import "embed"

//go:noinline
func f() { //go:noinline
	//go:nosplit
	x := 1
	//go:embed a
	return
}

//go:linkname
//go:linkname a b c d
//go:embed
//go:embed "a
//go:cgo_ldflag "-lm"
//go:systemstack
//go:uintptrkeepalive
func g() {}

//go:noinline
