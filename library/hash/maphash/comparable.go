// This file holds the hashing of comparable values. Each is written to a Hash in
// a form that equal values share.

package maphash

import (
	"internal/typeinfo"
	"unsafe"
)

// A Hasher tells a hash table how to hash values and which are equal. Equal
// values must have equal hashes; neither method may depend on anything but its
// arguments.
type Hasher[T any] interface {
	// Hash adds value to what is hashed.
	Hash(hash *Hash, value T)
	// Equal reports whether the values are the same for the table.
	Equal(x, y T) bool
}

// A ComparableHasher is the Hasher for which values are equal if == says so.
// Values that panic there must not be given to it.
type ComparableHasher[T comparable] struct {
	_ [0]func(T) // not comparable, and not convertible between types
}

// Hash adds v to what is hashed.
func (ComparableHasher[T]) Hash(h *Hash, v T) { WriteComparable(h, v) }

// Equal is x == y.
func (ComparableHasher[T]) Equal(x, y T) bool { return x == y }

// Comparable returns a hash of v. Values for which v == v does not hold have a
// random one.
func Comparable[T comparable](seed Seed, v T) uint64 {
	var h Hash
	h.SetSeed(seed)
	WriteComparable(&h, v)
	return h.Sum64()
}

// WriteComparable adds v to what h hashes.
func WriteComparable[T comparable](h *Hash, x T) {
	p := &x
	writeValue(h, typeinfo.Of(p).Element, unsafe.Pointer(p))
}

// writeValue adds the value of type t at p.
func writeValue(h *Hash, t *typeinfo.Type, p unsafe.Pointer) {
	switch t.Kind {
	case typeinfo.Float32:
		writeFloat(h, float64(*(*float32)(p)))
	case typeinfo.Float64:
		writeFloat(h, *(*float64)(p))
	case typeinfo.Complex64:
		c := *(*complex64)(p)
		writeFloat(h, float64(real(c)))
		writeFloat(h, float64(imag(c)))
	case typeinfo.Complex128:
		c := *(*complex128)(p)
		writeFloat(h, real(c))
		writeFloat(h, imag(c))
	case typeinfo.String:
		s := *(*string)(p)
		writeWord(h, uint64(len(s)))
		h.WriteString(s)
	case typeinfo.Interface:
		writeInterface(h, typeinfo.LoadInterface(t, p))
	case typeinfo.Array:
		for i := range t.Length {
			writeValue(h, t.Element, unsafe.Add(p, uintptr(i)*t.Element.Size))
		}
	case typeinfo.Struct:
		for _, field := range t.Members() {
			if field.Name != "_" {
				writeValue(h, field.Type, unsafe.Add(p, field.Offset))
			}
		}
	default:
		// Numbers, pointers and channels are equal if their bytes are.
		h.Write(unsafe.Slice((*byte)(p), t.Size))
	}
}

func writeWord(h *Hash, x uint64) {
	h.Write((*[8]byte)(unsafe.Pointer(&x))[:])
}

// writeFloat adds a number: both zeros are the same, and nothing equals a NaN.
func writeFloat(h *Hash, x float64) {
	switch {
	case x == 0:
		writeWord(h, 0)
	case x != x:
		writeWord(h, runtimeRand())
	default:
		writeWord(h, *(*uint64)(unsafe.Pointer(&x)))
	}
}

// writeInterface adds the type and the value in an interface.
func writeInterface(h *Hash, v any) {
	t := typeinfo.Of(v)
	writeWord(h, uint64(uintptr(unsafe.Pointer(t))))
	if t == nil {
		return
	}
	if t.Flags&typeinfo.FlagComparable == 0 {
		_ = map[any]bool{nil: true}[v] // panics as it should; only a map with entries hashes
	}
	word := typeinfo.Word(v)
	if t.Direct() {
		writeValue(h, t, unsafe.Pointer(&word))
	} else {
		writeValue(h, t, word)
	}
}
