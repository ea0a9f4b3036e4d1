package log

import "fmt"

// itoa is only benchmarked.
func itoa(buffer *[]byte, i, width int) { *buffer = fmt.Appendf(*buffer, "%0*d", width, i) }
