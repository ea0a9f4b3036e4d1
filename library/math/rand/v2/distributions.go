// This file holds the normal, the exponential and the Zipf distribution.

package rand

import (
	"internal/ziggurat"
	"math"
)

// NormFloat64 returns a number of the standard normal distribution, whose mean
// is 0 and whose standard deviation is 1, by the ziggurat method.
func (r *Rand) NormFloat64() float64 {
	const tail = ziggurat.NormalTail
	for {
		random := r.src.Uint64()
		n := int32(random)
		layer := random >> 32 & 0x7F
		x := float64(n) * float64(ziggurat.NormalWidth[layer])
		size := uint32(n)
		if n < 0 {
			size = -size
		}
		if size < ziggurat.NormalInside[layer] {
			return x
		}
		if layer == 0 {
			return math.Copysign(tail+r.normalTail(tail), float64(n))
		}
		// Near the edge of the layer: accept x by its density.
		above, below := ziggurat.NormalHeight[layer-1], ziggurat.NormalHeight[layer]
		if below+float32(r.Float64())*(above-below) < float32(math.Exp(-0.5*x*x)) {
			return x
		}
	}
}

// normalTail returns how far beyond start a number of the tail is, by G.
// Marsaglia's method.
func (r *Rand) normalTail(start float64) float64 {
	for {
		x := -math.Log(r.Float64()) * (1 / start)
		y := -math.Log(r.Float64())
		if y+y >= x*x {
			return x
		}
	}
}

// ExpFloat64 returns a number of the exponential distribution with rate 1, in
// (0, math.MaxFloat64], by the ziggurat method.
func (r *Rand) ExpFloat64() float64 {
	const tail = ziggurat.ExpTail
	for {
		random := r.src.Uint64()
		n := uint32(random)
		layer := random >> 32 & 0xFF
		x := float64(n) * float64(ziggurat.ExpWidth[layer])
		if n < ziggurat.ExpInside[layer] {
			return x
		}
		if layer == 0 {
			return tail - math.Log(r.Float64())
		}
		above, below := ziggurat.ExpHeight[layer-1], ziggurat.ExpHeight[layer]
		if below+float32(r.Float64())*(above-below) < float32(math.Exp(-x)) {
			return x
		}
	}
}

// A Zipf generates numbers of a Zipf distribution, by W. Hörmann and G.
// Derflinger's rejection-inversion ("Rejection-Inversion to Generate Variates
// from Monotone Discrete Distributions", 1996).
type Zipf struct {
	r        *Rand
	v, q     float64
	p, pInv  float64 // 1-q and its inverse
	from, by float64 // the range of the integral to draw from
	surely   float64 // numbers this close to an integer are accepted at once
}

// NewZipf returns a generator of integers k in [0, imax] with probabilities
// proportional to (v+k)**-s. It returns nil unless s > 1 and v >= 1.
func NewZipf(r *Rand, s float64, v float64, imax uint64) *Zipf {
	if !(s > 1) || v < 1 {
		return nil
	}
	z := &Zipf{r: r, v: v, q: s, p: 1 - s, pInv: 1 / (1 - s)}
	z.from = z.integral(float64(imax) + 0.5)
	z.by = z.integral(0.5) - math.Exp(math.Log(v)*-s) - z.from
	z.surely = 1 - z.inverse(z.integral(1.5)-math.Exp(-s*math.Log(v+1)))
	return z
}

// integral returns the integral of the density up to x.
func (z *Zipf) integral(x float64) float64 {
	return math.Exp(z.p*math.Log(z.v+x)) * z.pInv
}

// inverse is the inverse of integral.
func (z *Zipf) inverse(x float64) float64 {
	return math.Exp(z.pInv*math.Log(z.p*x)) - z.v
}

// Uint64 returns a number of the distribution.
func (z *Zipf) Uint64() uint64 {
	if z == nil {
		panic("rand: nil Zipf")
	}
	for {
		area := z.from + z.r.Float64()*z.by
		x := z.inverse(area)
		k := math.Floor(x + 0.5)
		if k-x <= z.surely || area >= z.integral(k+0.5)-math.Exp(-math.Log(k+z.v)*z.q) {
			return uint64(k)
		}
	}
}
