package os

// SplitPath is only there in gc's library; its test is left out.
var SplitPath func(path string) (directory, name string)
