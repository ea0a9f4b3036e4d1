# command-line-arguments
./03f_snapshot_idioms.go:9:11: func literal does not escape
./03f_snapshot_idioms.go:10:2: func literal does not escape
./03f_snapshot_idioms.go:12:9: func literal does not escape
./03f_snapshot_idioms.go:14:9: func literal does not escape
./03f_snapshot_idioms.go:14:37: func literal escapes to heap
./03f_snapshot_idioms.go:18:13: ... argument does not escape
./03f_snapshot_idioms.go:18:14: <-ch escapes to heap
./03f_snapshot_idioms.go:18:20: <-ch escapes to heap
./03f_snapshot_idioms.go:18:26: <-ch escapes to heap
