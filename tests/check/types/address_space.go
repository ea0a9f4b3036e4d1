package main

// Arrays larger than the address space.

type defined [1 << 50]byte

var variable [1 << 47]int64

func main() {}
