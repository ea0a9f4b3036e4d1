package p

var a = x[]
var b = x[1:2:]
var c = x[1::3]
var d = x[::]
var e = x[1 2]
var f = x.1
var g = x.
var h = x.(
