package rand

import "internal/ziggurat"

// Int31nForTest is what Shuffle draws with.
func Int31nForTest(r *Rand, n int32) int32 { return int32(r.quick31n(uint32(n))) }

func GetNormalDistributionParameters() (float64, [128]uint32, [128]float32, [128]float32) {
	return ziggurat.NormalTail, ziggurat.NormalInside, ziggurat.NormalWidth, ziggurat.NormalHeight
}

func GetExponentialDistributionParameters() (float64, [256]uint32, [256]float32, [256]float32) {
	return ziggurat.ExpTail, ziggurat.ExpInside, ziggurat.ExpWidth, ziggurat.ExpHeight
}
