// Package io holds the interfaces of byte streams and what can be said about
// them in general.
//
// This file holds the errors all of them share.
package io

import "errors"

// EOF is what Read returns when there is no more input. It says that the input
// ended where it may end; functions return it itself, not an error wrapping it.
var EOF = errors.New("EOF")

// ErrUnexpectedEOF says that the input ended in the middle of something.
var ErrUnexpectedEOF = errors.New("unexpected EOF")

// ErrShortWrite says that a write took fewer bytes than it was given, but
// returned no error.
var ErrShortWrite = errors.New("short write")

// ErrShortBuffer says that a read needed a longer buffer than it got.
var ErrShortBuffer = errors.New("short buffer")

// ErrNoProgress says that many calls of Read returned neither data nor an
// error.
var ErrNoProgress = errors.New("multiple Read calls return no data or error")

// ErrClosedPipe is the error of operations on a closed pipe.
var ErrClosedPipe = errors.New("io: read/write on closed pipe")

var (
	errInvalidWrite = errors.New("invalid write result")
	errWhence       = errors.New("Seek: invalid whence")
	errOffset       = errors.New("Seek: invalid offset")
)
