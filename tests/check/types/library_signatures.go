//test:exit 1

// Messages show how functions of the library are declared, names included.
package main

import (
	"fmt"
	"sync/atomic"
	"time"
)

func main() {
	var e error = fmt.Errorf
	var i int = atomic.CompareAndSwapInt64
	var s string = time.Time.AddDate
	_, _, _ = e, i, s
}
