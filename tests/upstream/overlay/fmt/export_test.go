package fmt

// What tests outside of the package see of it; TestParsenum is left out.

var Parsenum func(s string, start, end int) (num int, isnum bool, newi int)

var IsSpace = isSpace
