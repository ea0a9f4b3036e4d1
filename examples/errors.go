// Errors shows errors as values: sentinels, wrapping with %w, errors.Is,
// errors.As, an error type with fields, joined errors and a typed nil.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
)

var errNotFound = errors.New("not found")

type validationError struct {
	field string
	value any
}

func (e *validationError) Error() string {
	return fmt.Sprintf("invalid %s: %v", e.field, e.value)
}

// Is makes errors.Is match any validation error of the same field.
func (e *validationError) Is(target error) bool {
	t, ok := target.(*validationError)
	return ok && t.field == e.field
}

var store = map[string]string{"port": "8080", "depth": "deep", "rate": "-3"}

func lookup(key string) (string, error) {
	if v, ok := store[key]; ok {
		return v, nil
	}
	return "", fmt.Errorf("lookup %q: %w", key, errNotFound)
}

func setting(key string) (int, error) {
	text, err := lookup(key)
	if err != nil {
		return 0, fmt.Errorf("setting: %w", err)
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0, fmt.Errorf("setting %s: %w", key, err)
	}
	if n < 0 {
		return 0, &validationError{key, n}
	}
	return n, nil
}

func mayFail(fail bool) error {
	var e *validationError
	if fail {
		e = &validationError{"flag", true}
	}
	return e // a nil *validationError is not a nil error
}

func main() {
	for _, key := range []string{"port", "host", "depth", "rate"} {
		n, err := setting(key)
		var numError *strconv.NumError
		var invalid *validationError
		switch {
		case err == nil:
			fmt.Println(key, "=", n)
		case errors.Is(err, errNotFound):
			fmt.Println("missing:", err)
		case errors.As(err, &numError):
			fmt.Println("not a number:", numError.Num, numError.Err, errors.Is(err, strconv.ErrSyntax))
		case errors.As(err, &invalid):
			fmt.Println("invalid field", invalid.field, "--", err)
		}
	}

	wrapped := fmt.Errorf("outer: %w", fmt.Errorf("inner: %w", io.ErrUnexpectedEOF))
	for err := error(wrapped); err != nil; err = errors.Unwrap(err) {
		fmt.Printf("%T %v\n", err, err)
	}

	joined := errors.Join(errNotFound, nil, &validationError{"rate", 7})
	fmt.Println(joined)
	fmt.Println(errors.Is(joined, errNotFound), errors.Is(joined, &validationError{field: "rate"}), errors.Is(joined, io.EOF))

	fmt.Println(mayFail(false) == nil, mayFail(true) == nil)

	_, err := os.Open("no/such/file")
	fmt.Println(err, errors.Is(err, os.ErrNotExist))
	var pathError *os.PathError
	if errors.As(err, &pathError) {
		fmt.Println(pathError.Op, pathError.Path)
	}
}
