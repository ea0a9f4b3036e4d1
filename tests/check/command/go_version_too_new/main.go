// A module may ask for a release that is newer than this one.
package main

func main() {}
