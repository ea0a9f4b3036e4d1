//test:exit 1

package main
import # "fmt"

func main() { x }
