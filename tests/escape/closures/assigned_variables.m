# command-line-arguments
./assigned_variables.go:6:9: x does not escape
./assigned_variables.go:8:9: x does not escape
./assigned_variables.go:12:12: x does not escape
./assigned_variables.go:16:11: x does not escape
./assigned_variables.go:16:6: func literal does not escape
./assigned_variables.go:21:8: make([]int, n) does not escape
./assigned_variables.go:26:11: x does not escape
./assigned_variables.go:26:6: func literal does not escape
./assigned_variables.go:32:8: make([]int, n) does not escape
./assigned_variables.go:37:11: x does not escape
./assigned_variables.go:37:6: func literal does not escape
./assigned_variables.go:43:8: make([]int, n) does not escape
./assigned_variables.go:49:11: leaking param: x
./assigned_variables.go:49:6: func literal does not escape
./assigned_variables.go:54:8: make([]int, n) escapes to heap
./assigned_variables.go:60:11: x does not escape
./assigned_variables.go:60:6: func literal does not escape
./assigned_variables.go:65:8: make([]int, n) does not escape
./assigned_variables.go:70:11: x does not escape
./assigned_variables.go:75:11: x does not escape
./assigned_variables.go:70:6: func literal does not escape
./assigned_variables.go:75:6: func literal does not escape
./assigned_variables.go:76:8: make([]int, n) does not escape
./assigned_variables.go:82:12: x does not escape
./assigned_variables.go:82:7: func literal does not escape
./assigned_variables.go:88:8: make([]int, n) does not escape
./assigned_variables.go:92:12: x does not escape
./assigned_variables.go:93:11: x does not escape
./assigned_variables.go:92:7: func literal does not escape
./assigned_variables.go:93:6: func literal does not escape
./assigned_variables.go:98:8: make([]int, n) does not escape
./assigned_variables.go:104:12: x does not escape
./assigned_variables.go:102:6: moved to heap: f
./assigned_variables.go:104:7: func literal escapes to heap
./assigned_variables.go:110:8: make([]int, n) does not escape
./assigned_variables.go:116:12: x does not escape
./assigned_variables.go:114:6: moved to heap: f
./assigned_variables.go:115:2: func literal does not escape
./assigned_variables.go:116:7: func literal escapes to heap
./assigned_variables.go:122:8: make([]int, n) does not escape
./assigned_variables.go:130:8: make([]int, n) does not escape
./assigned_variables.go:134:12: x does not escape
./assigned_variables.go:133:9: g does not escape
./assigned_variables.go:134:7: func literal does not escape
./assigned_variables.go:138:8: make([]int, n) escapes to heap
./assigned_variables.go:142:12: x does not escape
./assigned_variables.go:144:12: x does not escape
./assigned_variables.go:142:7: func literal does not escape
./assigned_variables.go:144:7: func literal does not escape
./assigned_variables.go:147:8: make([]int, n) does not escape
./assigned_variables.go:150:21: T{}.m does not escape
./assigned_variables.go:150:31: make([]int, n) escapes to heap
./assigned_variables.go:157:12: x does not escape
./assigned_variables.go:157:7: func literal does not escape
./assigned_variables.go:159:8: make([]int, n) does not escape
./assigned_variables.go:162:28: make([]int, n) does not escape
./assigned_variables.go:167:12: leaking param: x to result ~r0 level=0
./assigned_variables.go:169:12: x does not escape
./assigned_variables.go:167:7: func literal does not escape
./assigned_variables.go:169:7: func literal does not escape
./assigned_variables.go:171:12: make([]int, n) does not escape
./assigned_variables.go:177:12: leaking param: x to result ~r0 level=0
./assigned_variables.go:179:12: x does not escape
./assigned_variables.go:177:7: func literal does not escape
./assigned_variables.go:179:7: func literal does not escape
./assigned_variables.go:181:2: func literal does not escape
./assigned_variables.go:181:21: make([]int, n) does not escape
./assigned_variables.go:187:44: x does not escape
./assigned_variables.go:187:39: func literal escapes to heap
./assigned_variables.go:187:66: make([]int, n) escapes to heap
./assigned_variables.go:187:91: make([]int, n) does not escape
./assigned_variables.go:189:41: x does not escape
./assigned_variables.go:189:36: func literal escapes to heap
./assigned_variables.go:189:60: make([]int, n) escapes to heap
./assigned_variables.go:191:38: x does not escape
./assigned_variables.go:191:10: f does not escape
./assigned_variables.go:191:33: func literal does not escape
./assigned_variables.go:191:57: make([]int, n) escapes to heap
./assigned_variables.go:193:38: make([]int, n) does not escape
./assigned_variables.go:195:46: make([]int, n) does not escape
./assigned_variables.go:198:12: x does not escape
./assigned_variables.go:198:7: func literal does not escape
./assigned_variables.go:199:32: []func([]int){...} does not escape
./assigned_variables.go:201:8: make([]int, n) escapes to heap
./assigned_variables.go:204:24: x does not escape
./assigned_variables.go:204:60: x does not escape
./assigned_variables.go:204:19: func literal does not escape
./assigned_variables.go:204:42: func literal does not escape
./assigned_variables.go:204:55: func literal escapes to heap
./assigned_variables.go:204:86: make([]int, n) does not escape
