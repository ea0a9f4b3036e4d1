// Package context carries deadlines, cancellation and values of a request along
// with the calls that work for it.
//
// This file holds the interface and the contexts that are never cancelled.
package context

import (
	"errors"
	"internal/typeinfo"
	"time"
)

// A Context belongs to a piece of work. Its methods may be called by several
// goroutines at once.
type Context interface {
	// Deadline returns when the work will be cancelled, if that is known.
	Deadline() (deadline time.Time, ok bool)

	// Done returns a channel that is closed when the work is cancelled, always
	// the same. It is nil if that never happens.
	Done() <-chan struct{}

	// Err returns nil until Done is closed, then always DeadlineExceeded if the
	// deadline was the reason and Canceled if not.
	Err() error

	// Value returns what belongs to key, nil if there is nothing. Keys are
	// compared with ==; packages use keys of types of their own.
	Value(key any) any
}

// Canceled is what Err returns for contexts that were cancelled, but not
// because of their deadline.
var Canceled = errors.New("context canceled")

// DeadlineExceeded is what Err returns when the deadline has passed.
var DeadlineExceeded error = deadlineExceededError{}

type deadlineExceededError struct{}

func (deadlineExceededError) Error() string   { return "context deadline exceeded" }
func (deadlineExceededError) Timeout() bool   { return true }
func (deadlineExceededError) Temporary() bool { return true }

// emptyCtx is what all contexts of this file have in common.
type emptyCtx struct{}

func (emptyCtx) Deadline() (deadline time.Time, ok bool) { return }
func (emptyCtx) Done() <-chan struct{}                   { return nil }
func (emptyCtx) Err() error                              { return nil }
func (emptyCtx) Value(key any) any                       { return nil }

type backgroundCtx struct{ emptyCtx }

func (backgroundCtx) String() string { return "context.Background" }

type todoCtx struct{ emptyCtx }

func (todoCtx) String() string { return "context.TODO" }

// Background returns the context of the whole program: never cancelled, without
// deadline and values. All others come from it.
func Background() Context { return backgroundCtx{} }

// TODO is Background for places where it is not clear yet which context to use.
func TODO() Context { return todoCtx{} }

// WithValue returns a context that is parent but for the value of key, which is
// val. The key must be comparable and should be of a type that no other package
// uses.
func WithValue(parent Context, key, val any) Context {
	mustHaveParent(parent)
	if key == nil {
		panic("nil key")
	}
	if typeinfo.Of(key).Flags&typeinfo.FlagComparable == 0 {
		panic("key is not comparable")
	}
	return &valueCtx{parent, key, val}
}

func mustHaveParent(parent Context) {
	if parent == nil {
		panic("cannot create context from nil parent")
	}
}

// valueCtx is its parent with one more value.
type valueCtx struct {
	Context
	key, value any
}

func (c *valueCtx) Value(key any) any {
	if c.key == key {
		return c.value
	}
	return lookUp(c.Context, key)
}

func (c *valueCtx) String() string {
	return describe(c.Context) + ".WithValue(" + describeValue(c.key) + ", " + describeValue(c.value) + ")"
}

// lookUp is c.Value(key), without recursion as long as c is of this package.
func lookUp(c Context, key any) any {
	for {
		switch own := c.(type) {
		case *valueCtx:
			if own.key == key {
				return own.value
			}
			c = own.Context
		case *cancelCtx:
			if key == &cancelKey {
				return own
			}
			c = own.Context
		case *timerCtx:
			if key == &cancelKey {
				return &own.cancelCtx
			}
			c = own.Context
		case withoutCancelCtx:
			if key == &cancelKey {
				return nil
			}
			c = own.parent
		case backgroundCtx, todoCtx:
			return nil
		default:
			return c.Value(key)
		}
	}
}

// describe returns the text for a context.
func describe(c Context) string {
	if s, ok := c.(interface{ String() string }); ok {
		return s.String()
	}
	return typeinfo.Of(c).String
}

// describeValue returns the text for a key or a value: of most only the type.
func describeValue(v any) string {
	switch v := v.(type) {
	case interface{ String() string }:
		return v.String()
	case string:
		return v
	case nil:
		return "<nil>"
	}
	return typeinfo.Of(v).String
}

// WithoutCancel returns a context with the values of parent, but one that is
// never cancelled and has no deadline.
func WithoutCancel(parent Context) Context {
	mustHaveParent(parent)
	return withoutCancelCtx{parent: parent}
}

// withoutCancelCtx has its parent's values only.
type withoutCancelCtx struct {
	emptyCtx
	parent Context
}

func (c withoutCancelCtx) Value(key any) any { return lookUp(c, key) }
func (c withoutCancelCtx) String() string    { return describe(c.parent) + ".WithoutCancel" }
