# command-line-arguments
./04_ex0_wiki.go:22:11: leaking param: val
./04_ex0_wiki.go:11:6: moved to heap: wg
./04_ex0_wiki.go:10:20: []string{...} does not escape
./04_ex0_wiki.go:14:6: func literal escapes to heap
./04_ex0_wiki.go:16:15: ... argument does not escape
./04_ex0_wiki.go:16:16: "closure" escapes to heap
./04_ex0_wiki.go:16:27: val escapes to heap
./04_ex0_wiki.go:22:6: func literal escapes to heap
./04_ex0_wiki.go:24:15: ... argument does not escape
./04_ex0_wiki.go:24:16: "param" escapes to heap
./04_ex0_wiki.go:24:25: val escapes to heap
