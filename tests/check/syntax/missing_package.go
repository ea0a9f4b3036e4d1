// A file must begin with its package clause.

import "fmt"

func main() { fmt.Println() }
