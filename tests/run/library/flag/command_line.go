// The flags of the command, with a mistake.
//
//test:args -n 3 -name=x -verbose rest -other
//test:exit 2
package main

import (
	"flag"
	"fmt"
	"os"
)

func main() {
	n := flag.Int("n", 1, "a number")
	var name string
	flag.StringVar(&name, "name", "", "a name")
	verbose := flag.Bool("verbose", false, "say more")
	flag.Parse()
	fmt.Println(*n, name, *verbose, flag.Args(), flag.NArg(), flag.NFlag(), flag.Arg(1))
	flag.VisitAll(func(f *flag.Flag) { fmt.Println(f.Name, f.Value, f.DefValue, f.Value.(flag.Getter).Get()) })
	flag.CommandLine.SetOutput(os.Stdout)
	flag.Usage = func() {
		fmt.Println("usage:")
		flag.PrintDefaults()
	}
	os.Args = append([]string{"command"}, flag.Args()[1:]...)
	flag.Parse()
}
