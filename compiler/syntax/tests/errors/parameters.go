package p

func a(x int, string) {}
func b(x, y) {}
func c(x, y int, z) {}
func d(x ...int, y int) {}
func e() (x ...int) {}
func f(x ...) {}
func g(a.b c) {}
func h[P any, Q](p P) {}
func i[](x int) {}
func j[P any]() func[Q any]() {}
type k[P] struct{}
type l[P *int,] struct{}
type m[*P] int
