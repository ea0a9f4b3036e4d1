package main

func init() { found = append(found, "windows") }
