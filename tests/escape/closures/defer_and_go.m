# command-line-arguments
./defer_and_go.go:8:7: f does not escape
./defer_and_go.go:9:20: s does not escape
./defer_and_go.go:12:7: &file{...} does not escape
./defer_and_go.go:15:8: func literal does not escape
./defer_and_go.go:19:21: leaking param content: list
./defer_and_go.go:22:9: func literal escapes to heap
./defer_and_go.go:26:14: leaking param: s
./defer_and_go.go:27:6: moved to heap: wg
./defer_and_go.go:28:2: moved to heap: f
./defer_and_go.go:30:5: func literal escapes to heap
