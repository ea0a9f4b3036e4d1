package b

import (
	"fmt"

	"example.com/order/deep/a"
)

var Value = a.Next()

func init() { fmt.Println("b init", Value) }
