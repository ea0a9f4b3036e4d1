package maphash

import "math/rand/v2"

// randUint64 is what gc's package has for seeds.
func randUint64() uint64 { return rand.Uint64() }
