// This file holds Is and As, which need to know about types at run time.
//
// internal/typeinfo tells whether values of a dynamic type may be compared
// (Comparable), whether a target of As is sound (TargetKind), and stores an
// error in a target if it is assignable (AssignTarget).

package errors

import "internal/typeinfo"

// Is reports whether err or an error it wraps matches target: is equal to it
// or has a method Is(error) bool that returns true for it. The target must be
// comparable to be found by equality.
func Is(err, target error) bool {
	if err == nil || target == nil {
		return err == target
	}
	byValue := typeinfo.Comparable(target)
	return walk(err, func(e error) bool {
		if byValue && e == target {
			return true
		}
		m, ok := e.(interface{ Is(error) bool })
		return ok && m.Is(target)
	})
}

// As looks for the first error in err's tree that can be stored in the
// variable target points to, stores it and returns true. An error with a method
// As(any) bool may also store itself. As panics if target is not a non-nil
// pointer to an interface type or to a type that implements error.
func As(err error, target any) bool {
	if err == nil {
		return false
	}
	if target == nil {
		panic("errors: target cannot be nil")
	}
	switch typeinfo.TargetKind(target) {
	case typeinfo.TargetNoPointer:
		panic("errors: target must be a non-nil pointer")
	case typeinfo.TargetWrongType:
		panic("errors: *target must be interface or implement error")
	}
	return walk(err, func(e error) bool {
		if typeinfo.AssignTarget(e, target) {
			return true
		}
		m, ok := e.(interface{ As(any) bool })
		return ok && m.As(target)
	})
}
