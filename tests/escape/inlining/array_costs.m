# command-line-arguments
./array_costs.go:15:6: can inline (*object).atStart with cost 3 as: method(*object) func() []byte { return o.first[:] }
./array_costs.go:17:6: can inline (*object).behind with cost 6 as: method(*object) func() []byte { return o.second[:3] }
./array_costs.go:19:6: can inline ofGlobal with cost 4 as: func() []byte { return global[:] }
./array_costs.go:21:6: can inline (*object).fill with cost 11 as: method(*object) func() { for loop }
./array_costs.go:27:6: can inline (*object).counted with cost 6 as: method(*object) func() { for loop }
./array_costs.go:33:6: can inline sum with cost 24 as: func() int { for loop; for loop; return n }
./array_costs.go:43:6: can inline throughPointer with cost 6 as: func(*[4]object) int { return array[1].count }
./array_costs.go:45:6: can inline (*object).set with cost 12 as: method(*object) func(*[4]int) { for loop }
./array_costs.go:51:6: can inline main with cost 0 as: func() {  }
./array_costs.go:15:7: parameter o leaks to ~r0 for (*object).atStart with derefs=0:
./array_costs.go:15:7:   flow: ~r0 ← o:
./array_costs.go:15:7:     from o.first (dot of pointer) at ./array_costs.go:15:45
./array_costs.go:15:7:     from o.first (address-of) at ./array_costs.go:15:51
./array_costs.go:15:7:     from o.first[:] (slice) at ./array_costs.go:15:51
./array_costs.go:15:7:     from return o.first[:] (return) at ./array_costs.go:15:37
./array_costs.go:15:7: leaking param: o to result ~r0 level=0
./array_costs.go:17:7: parameter o leaks to ~r0 for (*object).behind with derefs=0:
./array_costs.go:17:7:   flow: ~r0 ← o:
./array_costs.go:17:7:     from o.second (dot of pointer) at ./array_costs.go:17:44
./array_costs.go:17:7:     from o.second (address-of) at ./array_costs.go:17:51
./array_costs.go:17:7:     from o.second[:3] (slice) at ./array_costs.go:17:51
./array_costs.go:17:7:     from return o.second[:3] (return) at ./array_costs.go:17:36
./array_costs.go:17:7: leaking param: o to result ~r0 level=0
./array_costs.go:21:7: o does not escape
./array_costs.go:27:7: o does not escape
./array_costs.go:43:21: array does not escape
./array_costs.go:45:7: o does not escape
./array_costs.go:45:22: array does not escape
