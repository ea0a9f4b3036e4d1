package p

var a = <-chan int(nil)
var b = <-<-chan int(nil)
var c = <-chan<- int(nil)
var d <-chan<- int
