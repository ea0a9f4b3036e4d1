// This file formats integers.

package strconv

import "math/bits"

const digitChars = "0123456789abcdefghijklmnopqrstuvwxyz"

// digitPairs has the decimal numbers from 00 to 99 in a row.
const digitPairs = "0001020304050607080910111213141516171819" +
	"2021222324252627282930313233343536373839" +
	"4041424344454647484950515253545556575859" +
	"6061626364656667686970717273747576777879" +
	"8081828384858687888990919293949596979899"

// FormatUint returns i in the given base, from 2 to 36, with lower-case
// letters for digits above 9.
func FormatUint(i uint64, base int) string {
	if base == 10 && i < 100 {
		return small(int(i))
	}
	var buf [65]byte
	return string(buf[digitsInto(&buf, i, base, false):])
}

// FormatInt returns i in the given base, from 2 to 36, with lower-case letters
// for digits above 9.
func FormatInt(i int64, base int) string {
	return formatInt(i, base)
}

func formatInt(i int64, base int) string {
	if base == 10 && uint64(i) < 100 {
		return small(int(i))
	}
	var buf [65]byte
	return string(buf[digitsInto(&buf, magnitude(i), base, i < 0):])
}

// Itoa returns i in decimal.
func Itoa(i int) string { return FormatInt(int64(i), 10) }

// AppendInt appends to dst what FormatInt returns.
func AppendInt(dst []byte, i int64, base int) []byte {
	if base == 10 && uint64(i) < 100 {
		return append(dst, small(int(i))...)
	}
	var buf [65]byte
	return append(dst, buf[digitsInto(&buf, magnitude(i), base, i < 0):]...)
}

// AppendUint appends to dst what FormatUint returns.
func AppendUint(dst []byte, i uint64, base int) []byte {
	if base == 10 && i < 100 {
		return append(dst, small(int(i))...)
	}
	var buf [65]byte
	return append(dst, buf[digitsInto(&buf, i, base, false):]...)
}

// small returns the decimal form of 0 <= i < 100 without allocating.
func small(i int) string {
	if i < 10 {
		return digitChars[i : i+1]
	}
	return digitPairs[2*i : 2*i+2]
}

// magnitude returns |i|.
func magnitude(i int64) uint64 {
	if i < 0 {
		return -uint64(i)
	}
	return uint64(i)
}

// digitsInto writes u, and a minus sign if asked to, to the end of buf and
// returns where it starts.
func digitsInto(buf *[65]byte, u uint64, base int, minus bool) int {
	if base < 2 || base > len(digitChars) {
		panic("strconv: illegal AppendInt/FormatInt base")
	}
	at := len(buf)
	switch {
	case base == 10:
		at = decimalInto(buf[:], u)
	case base&(base-1) == 0:
		shift, mask := uint(bits.TrailingZeros(uint(base))), uint64(base-1)
		for {
			at--
			buf[at] = digitChars[u&mask]
			if u >>= shift; u == 0 {
				break
			}
		}
	default:
		for {
			at--
			rest := u / uint64(base)
			buf[at] = digitChars[u-rest*uint64(base)]
			if u = rest; u == 0 {
				break
			}
		}
	}
	if minus {
		at--
		buf[at] = '-'
	}
	return at
}

// decimalInto writes u in decimal to the end of buf and returns where it
// starts.
func decimalInto(buf []byte, u uint64) int {
	at := len(buf)
	for u >= 100 {
		rest := u / 100
		pair := 2 * (u - rest*100)
		at -= 2
		buf[at] = digitPairs[pair]
		buf[at+1] = digitPairs[pair+1]
		u = rest
	}
	at--
	buf[at] = digitPairs[2*u+1]
	if u >= 10 {
		at--
		buf[at] = digitPairs[2*u]
	}
	return at
}
