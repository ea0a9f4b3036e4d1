# command-line-arguments
./02c_readfile_defer.go:10:15: leaking param: name
./02c_readfile_defer.go:16:11: make([]byte, 4) escapes to heap
./02c_readfile_defer.go:20:12: ... argument does not escape
./02c_readfile_defer.go:20:21: b escapes to heap
./02c_readfile_defer.go:25:13: ... argument does not escape
./02c_readfile_defer.go:26:13: ... argument does not escape
