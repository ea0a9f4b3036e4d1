// What the runtime does for the cryptographic packages of the Go distribution:
// two flags of each goroutine, a clock, and the end of the program.
package runtime

import _ "unsafe" // for go:linkname

const (
	serviceIndicatorMask = 0xff
	enforcementBypassed  = 0x100
)

//go:linkname serviceIndicator crypto/internal/fips140.getIndicator
func serviceIndicator() uint8 { return uint8(getg().cryptography) }

//go:linkname setServiceIndicator crypto/internal/fips140.setIndicator
func setServiceIndicator(value uint8) {
	g := getg()
	g.cryptography = g.cryptography&^serviceIndicatorMask | uintptr(value)
}

//go:linkname setBypass crypto/fips140.setBypass
func setBypass() { getg().cryptography |= enforcementBypassed }

//go:linkname unsetBypass crypto/fips140.unsetBypass
func unsetBypass() { getg().cryptography &^= enforcementBypassed }

//go:linkname isBypassed crypto/fips140.isBypassed
func isBypassed() bool { return getg().cryptography&enforcementBypassed != 0 }

//go:linkname moduleFatal crypto/internal/fips140.fatal
func moduleFatal(text string) { throw(text) }

//go:linkname systemRandomFatal crypto/internal/sysrand.fatal
func systemRandomFatal(text string) { throw(text) }

//go:linkname randomFatal crypto/rand.fatal
func randomFatal(text string) { throw(text) }

// Timing of instructions cannot be made independent of data on this machine.
//
//go:linkname enableIndependentTiming crypto/subtle.setDITEnabled
func enableIndependentTiming() bool { return false }

//go:linkname disableIndependentTiming crypto/subtle.setDITDisabled
func disableIndependentTiming() {}

//go:linkname moduleClock crypto/internal/fips140deps/time.monoTime
func moduleClock() int64 { return nanotime() }

// nanotime reads the monotonic clock.
//
//go:linkname nanotime time.nanotime
func nanotime() int64

// These three mark, in gc's executables, which cryptography they contain.
//
//go:linkname boringCryptography crypto/internal/boring/sig.BoringCrypto
func boringCryptography() {}

//go:linkname enforcedCryptography crypto/internal/boring/sig.FIPSOnly
func enforcedCryptography() {}

//go:linkname standardCryptography crypto/internal/boring/sig.StandardCrypto
func standardCryptography() {}

// vgetrandom would be the kernel's random generator without a system call; it
// is not used.
func vgetrandom(p []byte, flags uint32) (n int, supported bool) { return -1, false }

// getAuxv would return the auxiliary vector, which x/sys/cpu consults on other
// machines.
func getAuxv() []uintptr { return nil }
