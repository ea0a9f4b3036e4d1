# command-line-arguments
./strings.go:7:12: a does not escape
./strings.go:7:15: b does not escape
./strings.go:8:9: a + b does not escape
./strings.go:9:14: ([]byte)(a) does not escape
./strings.go:9:14: zero-copy string->[]byte conversion
./strings.go:10:14: string(t) does not escape
./strings.go:11:14: ([]rune)(b) does not escape
./strings.go:15:15: a does not escape
./strings.go:15:25: b does not escape
./strings.go:16:11: a + "x" escapes to heap
./strings.go:17:16: string(b) escapes to heap
./strings.go:18:17: ([]byte)(a) escapes to heap
./strings.go:19:16: string(r) escapes to heap
./strings.go:22:14: m does not escape
./strings.go:22:32: b does not escape
./strings.go:23:12: string(b) does not escape
./strings.go:24:19: string(b) does not escape
./strings.go:27:25: ([]byte)(string(b)) does not escape
./strings.go:27:25: zero-copy string->[]byte conversion
./strings.go:27:26: string(b) does not escape
./strings.go:33:15: s does not escape
./strings.go:34:14: ([]byte)(s) does not escape
./strings.go:34:14: zero-copy string->[]byte conversion
