package p

type a[P *T, Q any] int
type b[P *T|Q] int
type c[P (T)] int
type d[P interface{}] int
type e[] int
type f[P any int
func g[P any](x P] {}
var h G[]
var i = G[int,]{}
