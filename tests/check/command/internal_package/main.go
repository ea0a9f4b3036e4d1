// Internal packages of others cannot be imported.
package main

import "internal/abi"

func main() { _ = abi.FuncPCABI0 }
