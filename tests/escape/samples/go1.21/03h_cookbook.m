# command-line-arguments
./03h_cookbook.go:11:2: moved to heap: n
./03h_cookbook.go:12:9: func literal escapes to heap
./03h_cookbook.go:15:14: handler does not escape
./03h_cookbook.go:19:7: f does not escape
./03h_cookbook.go:27:7: &file{...} does not escape
./03h_cookbook.go:28:8: func literal does not escape
./03h_cookbook.go:41:8: func literal does not escape
./03h_cookbook.go:52:7: c does not escape
./03h_cookbook.go:57:36: ... argument does not escape
./03h_cookbook.go:57:37: "clicked" escapes to heap
./03h_cookbook.go:57:48: id escapes to heap
./03h_cookbook.go:56:13: ... argument does not escape
./03h_cookbook.go:56:15: a() escapes to heap
./03h_cookbook.go:56:20: a() escapes to heap
./03h_cookbook.go:56:25: b() escapes to heap
./03h_cookbook.go:56:30: a() escapes to heap
./03h_cookbook.go:56:35: b() escapes to heap
./03h_cookbook.go:57:10: func literal does not escape
./03h_cookbook.go:58:13: ... argument does not escape
./03h_cookbook.go:59:13: ... argument does not escape
./03h_cookbook.go:61:7: &controller{} does not escape
./03h_cookbook.go:62:17: c.handleClick does not escape
./03h_cookbook.go:64:13: ... argument does not escape
./03h_cookbook.go:64:15: c.last escapes to heap
