# command-line-arguments
./go_defer_arguments.go:4:8: p does not escape
./go_defer_arguments.go:6:8: p does not escape
./go_defer_arguments.go:6:16: q does not escape
./go_defer_arguments.go:9:9: ... argument does not escape
./go_defer_arguments.go:9:13: new(int) does not escape
./go_defer_arguments.go:10:16: []*int{...} does not escape
./go_defer_arguments.go:10:20: new(int) does not escape
./go_defer_arguments.go:11:10: new(int) does not escape
./go_defer_arguments.go:11:23: []*int{...} does not escape
./go_defer_arguments.go:11:27: new(int) does not escape
./go_defer_arguments.go:11:37: new(int) does not escape
./go_defer_arguments.go:13:13: p does not escape
./go_defer_arguments.go:15:14: new(int) does not escape
./go_defer_arguments.go:13:8: func literal does not escape
