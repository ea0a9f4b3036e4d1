// Package iter defines the types of iterators.
package iter

// Seq is an iterator over values: it calls yield for each of them, until yield
// returns false or there are no more.
type Seq[V any] func(yield func(V) bool)

// Seq2 is an iterator over pairs of values, such as keys and values: it calls
// yield for each of them, until yield returns false or there are no more.
type Seq2[K, V any] func(yield func(K, V) bool)
