//test:exit 1

package main
import "fmt", "os"

func main() { x }
