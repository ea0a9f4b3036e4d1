// Package outcome carries the result of the tests to the generated main function
// when TestMain returns without ending the program.
package outcome

// ExitCode is the result of the last call of (*testing.M).Run.
var ExitCode int
