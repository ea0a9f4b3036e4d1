package p

import fmt
import 12
import "ok" "twice"
const x := 1
var y := 2
var a b c
type
type T
type A[P] = int,
func
func ()
func (a, b T) m() {}
func () n() {}
x := 3
import "late"
