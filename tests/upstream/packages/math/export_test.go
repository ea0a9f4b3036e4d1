package math

// There is one version of every function.
var (
	ExpGo   = Exp
	Exp2Go  = Exp2
	HypotGo = hypot
	SqrtGo  = Sqrt
)

// TrigReduce is the reduction of large arguments, of any sign.
func TrigReduce(x float64) (j uint64, z float64) {
	if x < 0 {
		j, z = octantFar(-x)
		return -j & 7, -z
	}
	return octantFar(x)
}

// ReduceThreshold is from where on it is used.
const ReduceThreshold = farOctant
