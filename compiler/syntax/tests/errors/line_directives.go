package p

//line other.y:10
func f() { a b }
/*line :20:5*/ func g() { a b }
//line bad:x
//line bad:0
//line bad:1:0
