# command-line-arguments
./00a_goroutine_modifies_captured.go:10:6: moved to heap: wg
./00a_goroutine_modifies_captured.go:11:2: moved to heap: salutation
./00a_goroutine_modifies_captured.go:13:5: func literal escapes to heap
./00a_goroutine_modifies_captured.go:18:13: ... argument does not escape
./00a_goroutine_modifies_captured.go:18:14: salutation escapes to heap
