package unique

import "testing"

// checkMapsFor checks that the table does not hold a value that has no handle.
func checkMapsFor[T comparable](t *testing.T, value T) {
	table := tableOf[T]()
	if table.empty != nil {
		return
	}
	if p := table.find(value); p != nil {
		t.Errorf("value %v is still there without a handle: %p", value, p)
	}
}
