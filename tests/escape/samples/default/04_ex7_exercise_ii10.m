# command-line-arguments
./04_ex7_exercise_ii10.go:10:13: ... argument does not escape
./04_ex7_exercise_ii10.go:10:14: n escapes to heap
./04_ex7_exercise_ii10.go:15:3: moved to heap: ii
./04_ex7_exercise_ii10.go:16:6: func literal escapes to heap
