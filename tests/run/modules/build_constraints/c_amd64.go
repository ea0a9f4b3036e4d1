package main

func init() { found = append(found, "amd64") }
