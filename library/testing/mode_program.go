//go:build !grus_test

package testing

// inTest tells test executables from others; see mode_executable.go.
const inTest = false
