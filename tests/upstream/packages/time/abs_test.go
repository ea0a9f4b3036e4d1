package time

// InternalTests are tests of how gc's library computes dates.
var InternalTests []struct {
	Name string
	Test func(interface {
		Error(args ...any)
		Errorf(format string, args ...any)
		Fatal(args ...any)
		Fatalf(format string, args ...any)
		Helper()
		Log(args ...any)
		Logf(format string, args ...any)
	})
}
