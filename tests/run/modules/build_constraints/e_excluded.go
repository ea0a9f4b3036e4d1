//go:build ignore || (arm64 && linux) || go1.99

package main

func init() { found = append(found, "excluded") }
