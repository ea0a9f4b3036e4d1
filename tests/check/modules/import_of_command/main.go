//test:exit 1

// A package has one error of its own, which comes last.
package main

import (
	"cmd/go"
	"example.com/app/tool"
	"internal/abi"
	"os/nope"
)

func main() { _, _, _ = tool.X, abi.X, nope.X }
