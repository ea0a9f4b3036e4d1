package effect

import "fmt"

func init() { fmt.Println("imported for its effect") }
