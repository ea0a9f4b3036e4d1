// Patterns of //go:embed that name nothing that can be embedded.
package main

import "embed"

//go:embed missing.txt main.go absent/*
var a embed.FS

//go:embed ../up
var b embed.FS

//go:embed empty
var c embed.FS

//go:embed other/x.txt
var d embed.FS

func main() { _, _, _, _ = a, b, c, d }
