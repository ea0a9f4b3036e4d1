// math/rand: the numbers of a seed are those of Go, for every method.
package main

import (
	"fmt"
	"math/rand"
)

func main() {
	for _, seed := range []int64{0, 1, -1, 42, 1 << 62, -1 << 63, 1<<31 - 1} {
		r := rand.New(rand.NewSource(seed))
		sum := uint64(0)
		add := func(x uint64) { sum = sum*31 + x }
		for i := range 1000 {
			add(r.Uint64())
			add(uint64(r.Int63()))
			add(uint64(r.Intn(i + 1)))
			add(uint64(r.Int31n(int32(i + 1))))
			add(uint64(r.Int63n(int64(i+1)<<33 + int64(i))))
			add(uint64(r.Perm(4)[0]))
			add(uint64(int64(r.NormFloat64() * 1e6)))
			add(uint64(r.ExpFloat64() * 1e6))
			add(uint64(r.Float32()*1e6) ^ uint64(r.Float64()*1e6))
			numbers := []int{1, 2, 3, 4, 5, 6, 7}
			r.Shuffle(7, func(i, j int) { numbers[i], numbers[j] = numbers[j], numbers[i] })
			add(uint64(numbers[3]))
			var b [5]byte
			r.Read(b[:])
			add(uint64(b[4]))
		}
		zipf := rand.NewZipf(r, 1.1, 3, 1e6)
		for range 1000 {
			add(zipf.Uint64())
		}
		fmt.Println(seed, sum, r.Int(), r.Uint32(), r.Int31())
	}
}
