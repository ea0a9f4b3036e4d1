//go:build go1.20 && unix && gc

package main

func init() { found = append(found, "version") }
