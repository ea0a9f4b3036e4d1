// Build information as text and back; pinned pointers.
package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

func main() {
	text := "path\texample.com/m\nmod\texample.com/m\t(devel)\t\ndep\ta.org/x\tv0.3.0\n=>\t../x\tv0\th1:x=\ndep\tb.org/y\tv1.0.0\th1:y=\nbuild\t-tags=a\nbuild\t\"q k\"=\"a b\"\n"
	info, err := debug.ParseBuildInfo(text)
	fmt.Printf("%v\n%q %v %q\n", info, info.Settings, info.Deps[0].Replace.Path, info.String())
	for _, bad := range []string{"mod\ta\n", "=>\tx\tv\ts\n", "dep\ta\tb\n=>\tc\n", "build\tx\n", "build\t=y\n", "build\tx=\"a\n", "build\tx y=a\n"} {
		_, err = debug.ParseBuildInfo(bad)
		fmt.Println(err)
	}
	defer func() { fmt.Println(recover()) }()
	var pinner runtime.Pinner
	pinner.Pin(info)
	pinner.Unpin()
	pinner.Pin([]int{1})
}
