// math/rand/v2: the sources bit by bit, their binary forms, all distributions.
package main

import (
	"fmt"
	"math/rand/v2"
)

func main() {
	pcg := rand.NewPCG(1, 2)
	fmt.Println(pcg.Uint64(), pcg.Uint64())
	form, _ := pcg.MarshalBinary()
	var copied rand.PCG
	fmt.Printf("%x %v %v\n", form, copied.UnmarshalBinary(form[1:]), copied.UnmarshalBinary(form))
	fmt.Println(copied.Uint64() == pcg.Uint64())

	chacha := rand.NewChaCha8([32]byte([]byte("a seed of thirty-two bytes: 1234")))
	sum := uint64(0)
	for range 1000 {
		sum = sum*31 + chacha.Uint64()
	}
	buffer := make([]byte, 13)
	chacha.Read(buffer)
	form, _ = chacha.AppendBinary(nil)
	fmt.Printf("%d %x %q\n", sum, buffer, form)
	var other rand.ChaCha8
	fmt.Println(other.UnmarshalBinary(nil), other.UnmarshalBinary(form), other.Uint64() == chacha.Uint64())

	for _, r := range []*rand.Rand{rand.New(rand.NewPCG(3, 4)), rand.New(chacha)} {
		for range 20 {
			fmt.Println(r.Int(), r.IntN(10), r.IntN(1<<40+3), r.Int32(), r.Int32N(7), r.Int32N(64), r.Int64(), r.Int64N(1e18+1), r.Uint(), r.UintN(77))
			fmt.Println(r.Uint32(), r.Uint32N(1e9+7), r.Uint64(), r.Uint64N(1<<63+1), r.Float64(), r.Float32(), r.NormFloat64(), r.ExpFloat64(), r.Perm(5), r.N(uint8(200)))
		}
		zipf := rand.NewZipf(r, 1.5, 2, 1000)
		fmt.Println(zipf.Uint64(), zipf.Uint64(), rand.NewZipf(r, 1, 1, 1) == nil)
		for range 100000 {
			sum = sum*31 + uint64(int64(r.NormFloat64()*1e15))
			sum = sum*31 + uint64(int64(r.ExpFloat64()*1e15))
		}
		fmt.Println(sum)
	}
	for _, f := range []func(){func() { rand.IntN(0) }, func() { rand.N(0) }, func() { rand.Uint64N(0) }, func() { rand.Shuffle(-1, nil) }} {
		func() {
			defer func() { fmt.Println(recover()) }()
			f()
		}()
	}
}
