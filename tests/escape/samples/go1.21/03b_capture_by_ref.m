# command-line-arguments
./03b_capture_by_ref.go:8:9: func literal does not escape
./03b_capture_by_ref.go:12:13: ... argument does not escape
./03b_capture_by_ref.go:12:14: x escapes to heap
