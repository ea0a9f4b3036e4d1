// Middleware shows handlers wrapped in handlers: each layer is a closure over
// the next one, as web frameworks do it, here without a network.
package main

import (
	"errors"
	"fmt"
	"strings"
)

type request struct {
	path string
	user string
}

type response struct {
	status int
	body   string
}

type handler func(request) (response, error)
type middleware func(handler) handler

var errForbidden = errors.New("forbidden")

// chain wraps h so that the first middleware is the outermost.
func chain(h handler, layers ...middleware) handler {
	for i := len(layers) - 1; i >= 0; i-- {
		h = layers[i](h)
	}
	return h
}

func logging(log *[]string) middleware {
	return func(next handler) handler {
		return func(r request) (response, error) {
			*log = append(*log, "-> "+r.path)
			resp, err := next(r)
			*log = append(*log, fmt.Sprintf("<- %s %d", r.path, resp.status))
			return resp, err
		}
	}
}

func requireUser(next handler) handler {
	return func(r request) (response, error) {
		if r.user == "" && strings.HasPrefix(r.path, "/private") {
			return response{status: 403}, fmt.Errorf("%s: %w", r.path, errForbidden)
		}
		return next(r)
	}
}

func recovering(next handler) handler {
	return func(r request) (resp response, err error) {
		defer func() {
			if p := recover(); p != nil {
				resp = response{status: 500}
				err = fmt.Errorf("recovered: %v", p)
			}
		}()
		return next(r)
	}
}

func counting(hits map[string]int) middleware {
	return func(next handler) handler {
		return func(r request) (response, error) {
			hits[r.path]++
			return next(r)
		}
	}
}

func serve(r request) (response, error) {
	if r.path == "/crash" {
		var table []string
		_ = table[len(r.path)]
	}
	name := r.user
	if name == "" {
		name = "stranger"
	}
	return response{200, "hello " + name + " at " + r.path}, nil
}

func main() {
	var log []string
	hits := make(map[string]int)
	h := chain(serve, logging(&log), counting(hits), recovering, requireUser)

	for _, r := range []request{
		{path: "/"},
		{path: "/private/keys"},
		{path: "/private/keys", user: "ann"},
		{path: "/crash", user: "bob"},
	} {
		resp, err := h(r)
		fmt.Printf("%d %q err=%v forbidden=%t\n", resp.status, resp.body, err, errors.Is(err, errForbidden))
	}
	fmt.Println(strings.Join(log, "\n"))
	fmt.Println(hits)
}
