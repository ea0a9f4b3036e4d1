package p

var a = 1 @ 2
var b = é☃
var c = ٣
var d = #
var e = 1 $ 2
