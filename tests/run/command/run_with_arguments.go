//test:mode run
//test:args first -x=1 "third
//test:stdin typed\n

// run passes arguments and standard input on to the program.
package main

import (
	"bufio"
	"fmt"
	"os"
)

func main() {
	line, err := bufio.NewReader(os.Stdin).ReadString('\n')
	fmt.Printf("%d %q %q %v\n", len(os.Args), os.Args[1:], line, err)
}
