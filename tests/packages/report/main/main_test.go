package main

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

var set bool

func TestMain(m *testing.M) {
	set = true
	here, _ := os.Getwd()
	fmt.Println("in", filepath.Base(here))
	fmt.Println("status", m.Run())
}

func TestGreeting(t *testing.T) {
	if !set || greeting != "hello" || !testing.Testing() {
		t.Fatal("not as it should be")
	}
}
