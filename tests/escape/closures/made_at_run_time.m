# command-line-arguments
./made_at_run_time.go:10:9: heap closure, captured vars = [n]
./made_at_run_time.go:25:10: stack closure, captured vars = [f text]
./made_at_run_time.go:28:8: stack closure, captured vars = [text get]
./made_at_run_time.go:30:9: heap closure, captured vars = [i]
./made_at_run_time.go:34:21: heap closure, captured vars = [i text]
./made_at_run_time.go:36:7: closure converted to global
./made_at_run_time.go:37:7: stack closure, captured vars = [text all]
./made_at_run_time.go:39:8: stack closure, captured vars = [all text]
