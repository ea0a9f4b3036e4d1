package report

import (
	"fmt"
	"os"
	"runtime"
	"testing"
)

func TestInside(t *testing.T) {
	if got := double(4); got != 8 {
		t.Errorf("double(4) = %d", got)
	}
}

func TestSkip(t *testing.T) { t.Skip("for a reason") }

func report(t *testing.T, text string) {
	t.Helper()
	t.Error(text)
}

func TestFail(t *testing.T) {
	report(t, "from a helper")
	t.Run("sub", func(t *testing.T) {
		t.Helper()
		report(t, "first\nsecond")
		t.Errorf("ends a line\n")
		t.Run("inner", func(t *testing.T) { t.Fatal("over") })
	})
	t.Run("fine", func(t *testing.T) { t.Log("not shown") })
}

func TestOutput(t *testing.T) {
	fmt.Fprint(t.Output(), "whole\npart")
	t.Log("logged\ntwice")
	fmt.Fprint(t.Output(), "end")
}

func TestNames(t *testing.T) {
	for _, name := range []string{"a b\x00é/x#y", "", "", "x", "x", "x#01", "x"} {
		t.Run(name, func(t *testing.T) { fmt.Println(t.Name()) })
	}
}

func TestParallel(t *testing.T) {
	order := make(chan string, 4)
	t.Cleanup(func() { fmt.Println(len(order), "were there") })
	t.Run("group", func(t *testing.T) {
		for _, name := range []string{"one", "two"} {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				order <- name
			})
		}
		order <- "group"
	})
	fmt.Println("first", <-order)
}

func TestCleanup(t *testing.T) {
	ctx := t.Context()
	t.Cleanup(func() { fmt.Println("last", ctx.Err()) })
	t.Cleanup(func() { t.Log("in a clean-up") })
	dir := t.TempDir()
	t.Cleanup(func() { _, err := os.Stat(dir); fmt.Println("still there", err == nil) })
	t.Setenv("REPORT", "set")
	t.Chdir(dir)
	t.Attr("key", "some value")
}

func TestPanics(t *testing.T) {
	t.Run("parallel", func(t *testing.T) {
		defer func() { fmt.Println(recover()) }()
		t.Setenv("REPORT", "set")
		t.Parallel()
	})
	var over *testing.T
	t.Run("over", func(t *testing.T) { over = t })
	defer func() { fmt.Println(recover()) }()
	over.Fail()
}

func TestParentEnded(t *testing.T) {
	t.Run("sub", func(*testing.T) { t.FailNow() })
	fmt.Println("not reached")
}

func TestExit(t *testing.T) {
	if os.Getenv("EXIT") != "" {
		runtime.Goexit()
	}
}

func BenchmarkN(b *testing.B) {
	b.Log("N is", b.N)
	for range b.N {
		double(2)
	}
	b.ReportMetric(3.5, "things/op")
}

func BenchmarkLonger(b *testing.B) {
	b.Run("loop", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			double(2)
		}
	})
	b.Run("a/rather/long/name", func(b *testing.B) {
		b.RunParallel(func(pb *testing.PB) {
			for pb.Next() {
				double(2)
			}
		})
	})
	b.Run("skipped", func(b *testing.B) { b.Skip("not now") })
	b.Run("failed", func(b *testing.B) { b.Fatal("never") })
}

func FuzzDouble(f *testing.F) {
	f.Add(1, "a")
	f.Add(2, "b")
	f.Fuzz(func(t *testing.T, n int, s string) {
		if n == 2 || s == "stored" {
			t.Error(n, s)
		}
	})
}
