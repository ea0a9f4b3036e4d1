//test:files no_such_file.go

// The file named on the command line does not exist.
package main

func main() {}
