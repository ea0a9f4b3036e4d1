# command-line-arguments
./02a_counter_loop_pitfall.go:4:2: moved to heap: count
./02a_counter_loop_pitfall.go:5:9: func literal escapes to heap
./02a_counter_loop_pitfall.go:19:6: moved to heap: i
./02a_counter_loop_pitfall.go:20:25: func literal escapes to heap
./02a_counter_loop_pitfall.go:20:17: append does not escape
