package main

func init() { found = append(found, "test") }
