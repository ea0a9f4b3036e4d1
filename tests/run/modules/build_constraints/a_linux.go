package main

func init() { found = append(found, "linux") }
