# command-line-arguments
./03g_method_value.go:8:7: c does not escape
./03g_method_value.go:32:28: ... argument does not escape
./03g_method_value.go:15:7: &counter{} does not escape
./03g_method_value.go:16:8: c.inc does not escape
./03g_method_value.go:20:13: ... argument does not escape
./03g_method_value.go:20:15: c.n escapes to heap
./03g_method_value.go:23:13: ... argument does not escape
./03g_method_value.go:23:15: c.n escapes to heap
./03g_method_value.go:26:8: v.get does not escape
./03g_method_value.go:28:13: ... argument does not escape
./03g_method_value.go:28:15: h() escapes to heap
./03g_method_value.go:28:24: vcounter.get(v) escapes to heap
./03g_method_value.go:31:9: np.inc does not escape
./03g_method_value.go:32:8: func literal does not escape
