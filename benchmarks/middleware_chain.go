// A chain of middleware closures in the style of HTTP handlers, with defer and recover in it.
package main

import (
	"errors"
	"fmt"
)

type request struct {
	path  string
	depth int
	user  int
}

type handler func(*request) (int, error)

type middleware func(handler) handler

var errForbidden = errors.New("forbidden")

func chain(last handler, list ...middleware) handler {
	for i := len(list) - 1; i >= 0; i-- {
		last = list[i](last)
	}
	return last
}

func counting(hits *int) middleware {
	return func(next handler) handler {
		return func(r *request) (int, error) {
			*hits++
			return next(r)
		}
	}
}

func authorized(limit int) middleware {
	return func(next handler) handler {
		return func(r *request) (int, error) {
			if r.user%limit == 0 {
				return 0, errForbidden
			}
			return next(r)
		}
	}
}

func nesting(next handler) handler {
	return func(r *request) (int, error) {
		r.depth++
		defer func() { r.depth-- }()
		return next(r)
	}
}

func recovering(next handler) handler {
	return func(r *request) (status int, err error) {
		defer func() {
			if p := recover(); p != nil {
				status, err = 500, fmt.Errorf("%v", p)
			}
		}()
		return next(r)
	}
}

func rewriting(paths map[string]int) middleware {
	return func(next handler) handler {
		return func(r *request) (int, error) {
			copied := *r
			copied.user += paths[r.path]
			return next(&copied)
		}
	}
}

func main() {
	hits, checksum, refused := 0, 0, 0
	paths := map[string]int{"/": 1, "/about": 2, "/list": 3}
	names := []string{"/", "/about", "/list", "/none"}
	end := func(r *request) (int, error) { return 200 + r.user&7 + r.depth + len(r.path), nil }
	serve := chain(end, recovering, counting(&hits), authorized(10), nesting, rewriting(paths), counting(&hits))
	for i := range 12_000_000 {
		status, err := serve(&request{path: names[i&3], user: i})
		if errors.Is(err, errForbidden) {
			refused++
		}
		checksum += status
	}
	fmt.Println(checksum, hits, refused)
}
