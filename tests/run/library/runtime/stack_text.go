// The text of debug.Stack begins with that function; GODEBUG can be set by the program; an iterator's yield
// function returns bool, and no other type.
package main

import (
	"fmt"
	"net/url"
	"os"
	"reflect"
	"runtime/debug"
	"strings"
)

type myBool bool

func main() {
	for i, line := range strings.Split(string(debug.Stack()), "\n")[:4] {
		if i%2 == 1 {
			fmt.Println(strings.TrimSuffix(strings.SplitN(line, "(", 2)[0], "."))
		}
	}
	os.Setenv("GODEBUG", "urlmaxqueryparams=2")
	_, err := url.ParseQuery("a=1&b=2&c=3")
	fmt.Println(err)
	os.Unsetenv("GODEBUG")
	_, err = url.ParseQuery("a=1&b=2&c=3")
	fmt.Println(err)
	fmt.Println(reflect.TypeFor[func(func(int) myBool)]().CanSeq(), reflect.TypeFor[func(func(int) bool)]().CanSeq())
}
