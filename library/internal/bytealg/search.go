// Searching, in Go: substrings by a rolling hash, single bytes from the end.
package bytealg

// MaxBruteForce is the length of text up to which callers may try every
// position instead of preparing a search.
const MaxBruteForce = 64

// MaxLen is the longest pattern that Index and IndexString accept.
var MaxLen = 63

// primeRK is the base of the rolling hash, modulo 2 to the 32nd.
const primeRK = 16777619

// CompareString orders a and b lexicographically: -1, 0 or +1.
func CompareString(a, b string) int {
	switch {
	case a == b:
		return 0
	case a < b:
		return -1
	}
	return 1
}

// MakeNoZero returns n bytes whose contents the caller must set.
func MakeNoZero(n int) []byte {
	return make([]byte, n)
}

// Cutover returns how many false candidates a search by first byte should
// bear, n bytes into the text, before it changes to Index.
func Cutover(n int) int {
	return 4 + n/16
}

// Index returns the position of the first b in a, or -1. The length of b is
// between 2 and MaxLen.
func Index(a, b []byte) int {
	last := len(a) - len(b)
	for start := 0; start <= last; start++ {
		skip := IndexByte(a[start:last+1], b[0])
		if skip < 0 {
			return -1
		}
		start += skip
		if a[start+1] == b[1] && Equal(a[start:start+len(b)], b) {
			return start
		}
		if start > 256 && Cutover(start) < start/4 {
			rest := IndexRabinKarp(a[start+1:], b)
			if rest < 0 {
				return -1
			}
			return start + 1 + rest
		}
	}
	return -1
}

// IndexString returns the position of the first b in a, or -1. The length of
// b is between 2 and MaxLen.
func IndexString(a, b string) int {
	last := len(a) - len(b)
	for start := 0; start <= last; start++ {
		skip := IndexByteString(a[start:last+1], b[0])
		if skip < 0 {
			return -1
		}
		start += skip
		if a[start:start+len(b)] == b {
			return start
		}
		if start > 256 && Cutover(start) < start/4 {
			rest := IndexRabinKarp(a[start+1:], b)
			if rest < 0 {
				return -1
			}
			return start + 1 + rest
		}
	}
	return -1
}

// LastIndexByte returns the position of the last c in s, or -1.
func LastIndexByte(s []byte, c byte) int {
	at := len(s) - 1
	for at >= 0 && s[at] != c {
		at--
	}
	return at
}

// LastIndexByteString returns the position of the last c in s, or -1.
func LastIndexByteString(s string, c byte) int {
	at := len(s) - 1
	for at >= 0 && s[at] != c {
		at--
	}
	return at
}

// power returns primeRK to the n.
func power(n int) uint32 {
	result := uint32(1)
	for ; n > 0; n-- {
		result *= primeRK
	}
	return result
}

// IndexRabinKarp returns the position of the first sep in s, or -1. It takes
// time proportional to the two lengths, unless hashes keep colliding.
func IndexRabinKarp[T string | []byte](s, sep T) int {
	width := len(sep)
	if width > len(s) {
		return -1
	}
	var wanted, have uint32
	for i := 0; i < width; i++ {
		wanted = wanted*primeRK + uint32(sep[i])
		have = have*primeRK + uint32(s[i])
	}
	leaving := power(width)
	for end := width; ; end++ {
		if have == wanted && string(s[end-width:end]) == string(sep) {
			return end - width
		}
		if end == len(s) {
			return -1
		}
		have = have*primeRK + uint32(s[end]) - leaving*uint32(s[end-width])
	}
}

// LastIndexRabinKarp returns the position of the last sep in s, or -1.
func LastIndexRabinKarp[T string | []byte](s, sep T) int {
	width := len(sep)
	if width > len(s) {
		return -1
	}
	var wanted, have uint32
	for i := 1; i <= width; i++ {
		wanted = wanted*primeRK + uint32(sep[width-i])
		have = have*primeRK + uint32(s[len(s)-i])
	}
	leaving := power(width)
	for start := len(s) - width; ; start-- {
		if have == wanted && string(s[start:start+width]) == string(sep) {
			return start
		}
		if start == 0 {
			return -1
		}
		have = have*primeRK + uint32(s[start-1]) - leaving*uint32(s[start-1+width])
	}
}
