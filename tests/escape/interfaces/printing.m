# command-line-arguments
./printing.go:12:8: moved to heap: v
./printing.go:14:13: ... argument does not escape
./printing.go:14:14: 1 escapes to heap
./printing.go:14:17: "s" escapes to heap
./printing.go:15:12: ... argument does not escape
./printing.go:15:27: v escapes to heap
./printing.go:15:31: p.n escapes to heap
./printing.go:15:35: "constant" escapes to heap
./printing.go:16:20: ... argument does not escape
./printing.go:17:19: ... argument does not escape
./printing.go:18:13: ... argument does not escape
./printing.go:19:15: []any{...} does not escape
./printing.go:19:16: 1 escapes to heap
./printing.go:19:19: "s" escapes to heap
