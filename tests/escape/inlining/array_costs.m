# command-line-arguments
./array_costs.go:15:6: can inline (*object).atStart with cost 4 as: method(*object) func() int { return len(o.first[:]) }
./array_costs.go:17:6: can inline (*object).behind with cost 7 as: method(*object) func() int { return len(o.second[:3]) }
./array_costs.go:19:6: can inline ofGlobal with cost 5 as: func() int { return len(global[:]) }
./array_costs.go:21:6: can inline (*object).fill with cost 11 as: method(*object) func() { for loop }
./array_costs.go:27:6: can inline (*object).counted with cost 6 as: method(*object) func() { for loop }
./array_costs.go:33:6: can inline sum with cost 24 as: func() int { for loop; for loop; return n }
./array_costs.go:43:6: can inline throughPointer with cost 6 as: func(*[4]object) int { return array[1].count }
./array_costs.go:45:6: can inline (*object).set with cost 12 as: method(*object) func(*[4]int) { for loop }
./array_costs.go:51:6: can inline main with cost 0 as: func() {  }
./array_costs.go:15:7: o does not escape
./array_costs.go:17:7: o does not escape
./array_costs.go:21:7: o does not escape
./array_costs.go:27:7: o does not escape
./array_costs.go:43:21: array does not escape
./array_costs.go:45:7: o does not escape
./array_costs.go:45:22: array does not escape
