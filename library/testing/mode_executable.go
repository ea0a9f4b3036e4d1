//go:build grus_test

package testing

// inTest tells test executables, which grus test compiles with this tag, from
// others.
const inTest = true
