// Package maps holds functions for maps of any type. Keys that do not equal
// themselves, such as NaN, get no special treatment.
//
// This file holds those that take and return maps.
package maps

// Equal reports whether two maps have the same keys and equal values.
func Equal[M1, M2 ~map[K]V, K, V comparable](m1 M1, m2 M2) bool {
	return EqualFunc(m1, m2, func(a, b V) bool { return a == b })
}

// Clone returns a copy of m; its values are those of m. The clone of nil is
// nil.
func Clone[M ~map[K]V, K comparable, V any](m M) M {
	var clone M
	if m != nil {
		clone = make(M, len(m))
		Copy(clone, m)
	}
	return clone
}

// Copy puts all entries of src into dst.
func Copy[M1 ~map[K]V, M2 ~map[K]V, K comparable, V any](dst M1, src M2) {
	for key, value := range src {
		dst[key] = value
	}
}

// DeleteFunc deletes the entries for which del returns true.
func DeleteFunc[M ~map[K]V, K comparable, V any](m M, del func(K, V) bool) {
	for key, value := range m {
		if del(key, value) {
			delete(m, key)
		}
	}
}

// EqualFunc is Equal with eq comparing the values.
func EqualFunc[M1 ~map[K]V1, M2 ~map[K]V2, K comparable, V1, V2 any](m1 M1, m2 M2, eq func(V1, V2) bool) bool {
	same := len(m1) == len(m2)
	if same {
		for key, a := range m1 {
			if b, found := m2[key]; !found || !eq(a, b) {
				return false
			}
		}
	}
	return same
}
