# command-line-arguments
./04_cap128.go:9:29: func literal escapes to heap
./04_cap128.go:10:10: moved to heap: x
./04_cap128.go:10:29: func literal escapes to heap
./04_cap128.go:14:9: func literal escapes to heap
./04_cap128.go:17:2: moved to heap: x
./04_cap128.go:18:9: func literal escapes to heap
./04_cap128.go:22:2: moved to heap: x
./04_cap128.go:23:9: func literal escapes to heap
./04_cap128.go:26:2: moved to heap: x
./04_cap128.go:28:9: func literal escapes to heap
