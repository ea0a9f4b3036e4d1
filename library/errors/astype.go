// This file holds AsType, the generic form of As.

package errors

// AsType looks for the first error in err's tree whose type is E (or, for an
// interface type E, implements it) and returns it and true. An error with a
// method As(any) bool may supply the value through a pointer to E instead.
// Without a match the result is the zero value and false.
func AsType[E error](err error) (E, bool) {
	var found E
	var slot *E // the variable given to As methods, made on first use
	ok := walk(err, func(e error) bool {
		if match, is := e.(E); is {
			found = match
			return true
		}
		m, has := e.(interface{ As(any) bool })
		if !has {
			return false
		}
		if slot == nil {
			slot = new(E)
		}
		if !m.As(slot) {
			return false
		}
		found = *slot
		return true
	})
	return found, ok
}
