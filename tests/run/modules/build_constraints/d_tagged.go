//go:build special && !other

package main

func init() { found = append(found, "special") }
