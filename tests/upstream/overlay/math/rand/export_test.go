package rand

import "internal/ziggurat"

// Int31nForTest is what the package uses for short ranges.
func Int31nForTest(r *Rand, n int32) int32 { return int32(r.quick31n(uint32(n))) }

// GetNormalDistributionParameters returns the tables of NormFloat64.
func GetNormalDistributionParameters() (float64, [128]uint32, [128]float32, [128]float32) {
	return ziggurat.NormalTail, ziggurat.NormalInside, ziggurat.NormalWidth, ziggurat.NormalHeight
}

// GetExponentialDistributionParameters returns the tables of ExpFloat64.
func GetExponentialDistributionParameters() (float64, [256]uint32, [256]float32, [256]float32) {
	return ziggurat.ExpTail, ziggurat.ExpInside, ziggurat.ExpWidth, ziggurat.ExpHeight
}
