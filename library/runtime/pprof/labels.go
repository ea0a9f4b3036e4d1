// Labels that a program attaches to contexts.
package pprof

import (
	"context"
	"slices"
)

// A LabelSet is a set of labels: keys with values.
type LabelSet struct {
	pairs []labelPair
}

// labelPair is one label; sets are sorted by key.
type labelPair struct {
	key, value string
}

type labelsKey struct{}

// Labels makes a set of keys and values in turn. Of equal keys the last one
// counts.
func Labels(args ...string) LabelSet {
	if len(args)%2 != 0 {
		panic("uneven number of arguments to pprof.Labels")
	}
	var set LabelSet
	for i := 0; i < len(args); i += 2 {
		set.put(args[i], args[i+1])
	}
	return set
}

func (s *LabelSet) put(key, value string) {
	at, found := slices.BinarySearchFunc(s.pairs, key, func(pair labelPair, key string) int {
		switch {
		case pair.key < key:
			return -1
		case pair.key > key:
			return 1
		}
		return 0
	})
	if found {
		s.pairs[at].value = value
		return
	}
	s.pairs = slices.Insert(s.pairs, at, labelPair{key, value})
}

func labelsOf(ctx context.Context) []labelPair {
	set, _ := ctx.Value(labelsKey{}).(LabelSet)
	return set.pairs
}

// WithLabels returns a context with the labels of ctx and those of labels,
// which win.
func WithLabels(ctx context.Context, labels LabelSet) context.Context {
	merged := LabelSet{slices.Clone(labelsOf(ctx))}
	for _, pair := range labels.pairs {
		merged.put(pair.key, pair.value)
	}
	return context.WithValue(ctx, labelsKey{}, merged)
}

// Label returns the value of a label of ctx, and whether it has it.
func Label(ctx context.Context, key string) (string, bool) {
	for _, pair := range labelsOf(ctx) {
		if pair.key == key {
			return pair.value, true
		}
	}
	return "", false
}

// ForLabels calls f with every label of ctx until it returns false.
func ForLabels(ctx context.Context, f func(key, value string) bool) {
	for _, pair := range labelsOf(ctx) {
		if !f(pair.key, pair.value) {
			return
		}
	}
}

// SetGoroutineLabels would label the samples of the calling goroutine; there
// are no samples.
func SetGoroutineLabels(ctx context.Context) {}

// Do calls f with a context that has more labels.
func Do(ctx context.Context, labels LabelSet, f func(context.Context)) {
	f(WithLabels(ctx, labels))
}
