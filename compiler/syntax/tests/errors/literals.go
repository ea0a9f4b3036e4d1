package p

var a = 0x
var b = 0b12
var c = 089
var d = 1_
var e = '''
var f = 'ab'
var g = "\q"
var h = "\ud800"
var i = 1e
var j = "open
var k = '\400'
