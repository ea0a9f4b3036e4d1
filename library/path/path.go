// Package path takes slash-separated paths apart and puts them together, as
// they occur in URLs. For names of files there is path/filepath.
//
// This file holds everything but Match.
package path

// Clean returns the shortest path that means the same, judging by the text
// alone: without repeated slashes and "." elements, and without ".." elements
// that have something before them to cancel. What is left of nothing is ".".
func Clean(path string) string {
	if isClean(path) {
		return path
	}
	rooted := path != "" && path[0] == '/'
	result := make([]byte, 0, len(path)+1)
	if rooted {
		result = append(result, '/')
	}
	fixed := len(result) // a ".." takes nothing away before this place
	for rest := path; rest != ""; {
		var element string
		element, rest = cutElement(rest)
		switch {
		case element == "" || element == ".":
		case element != "..":
			result = appendElement(result, element)
		case len(result) > fixed:
			result = withoutLast(result, fixed)
		case !rooted:
			result = appendElement(result, element)
			fixed = len(result)
		}
	}
	if len(result) == 0 {
		return "."
	}
	return string(result)
}

// isClean reports whether Clean has nothing to do.
func isClean(path string) bool {
	if path == "" {
		return false
	}
	if path == "/" || path == "." {
		return true
	}
	rest := path
	parentsAllowed := true
	if path[0] == '/' {
		rest = path[1:]
		parentsAllowed = false
	}
	if rest[len(rest)-1] == '/' {
		return false
	}
	for rest != "" {
		var element string
		element, rest = cutElement(rest)
		if element == "" || element == "." {
			return false
		}
		if element != ".." {
			parentsAllowed = false
		} else if !parentsAllowed {
			return false
		}
	}
	return true
}

// cutElement returns what is before the first slash and what is behind it.
func cutElement(path string) (element, rest string) {
	for i := range len(path) {
		if path[i] == '/' {
			return path[:i], path[i+1:]
		}
	}
	return path, ""
}

func appendElement(path []byte, element string) []byte {
	if len(path) > 0 && path[len(path)-1] != '/' {
		path = append(path, '/')
	}
	return append(path, element...)
}

// withoutLast removes the last element, which begins at fixed or behind it.
func withoutLast(path []byte, fixed int) []byte {
	end := len(path)
	for end > fixed && path[end-1] != '/' {
		end--
	}
	if end > fixed {
		end-- // the slash
	}
	return path[:end]
}

// lastSlash returns the place of the last slash of path, or -1.
func lastSlash(path string) int {
	i := len(path) - 1
	for i >= 0 && path[i] != '/' {
		i--
	}
	return i
}

// Split returns path up to and including its last slash, and the rest.
func Split(path string) (dir, file string) {
	start := lastSlash(path) + 1
	return path[:start], path[start:]
}

// Join connects the elements that are not empty with slashes and cleans the
// result. Of nothing it makes "".
func Join(elem ...string) string {
	size := 0
	for _, e := range elem {
		size += len(e) + 1
	}
	joined := make([]byte, 0, size)
	for _, e := range elem {
		if e == "" {
			continue
		}
		if len(joined) > 0 {
			joined = append(joined, '/')
		}
		joined = append(joined, e...)
	}
	if len(joined) == 0 {
		return ""
	}
	return Clean(string(joined))
}

// Ext returns the last element of path from its last dot on, "" if it has none.
func Ext(path string) string {
	name := path[lastSlash(path)+1:]
	for i := len(name) - 1; i >= 0; i-- {
		if name[i] == '.' {
			return name[i:]
		}
	}
	return ""
}

// Base returns the last element of path; slashes at the end do not count. For
// an empty path it is ".", for one of only slashes "/".
func Base(path string) string {
	if path == "" {
		return "."
	}
	end := len(path)
	for end > 0 && path[end-1] == '/' {
		end--
	}
	if end == 0 {
		return "/"
	}
	_, file := Split(path[:end])
	return file
}

// IsAbs reports whether path begins at the root.
func IsAbs(path string) bool { return path != "" && path[0] == '/' }

// Dir returns path without its last element, cleaned.
func Dir(path string) string {
	dir, _ := Split(path)
	return Clean(dir)
}
