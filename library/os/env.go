// This file holds the environment.

package os

import "syscall"

// LookupEnv returns the value of a variable and whether it is set.
func LookupEnv(key string) (string, bool) { return syscall.Getenv(key) }

// Getenv returns the value of a variable, empty if it is not set.
func Getenv(key string) string {
	v, _ := syscall.Getenv(key)
	return v
}

// Setenv sets a variable.
func Setenv(key, value string) error {
	return NewSyscallError("setenv", syscall.Setenv(key, value))
}

// Unsetenv removes a variable.
func Unsetenv(key string) error { return syscall.Unsetenv(key) }

// Clearenv removes all variables.
func Clearenv() { syscall.Clearenv() }

// Environ returns a copy of the environment as "name=value" strings.
func Environ() []string { return syscall.Environ() }

func contains(s string, c byte) bool {
	for i := 0; i < len(s); i++ {
		if s[i] == c {
			return true
		}
	}
	return false
}

// ExpandEnv replaces $name and ${name} by the values of variables.
func ExpandEnv(s string) string { return Expand(s, Getenv) }

// Expand replaces $name and ${name} by what mapping says.
func Expand(s string, mapping func(string) string) string {
	var out []byte
	done := 0
	for i := 0; i+1 < len(s); i++ {
		if s[i] != '$' {
			continue
		}
		out = append(out, s[done:i]...)
		name, size := variableName(s[i+1:])
		switch {
		case name != "":
			out = append(out, mapping(name)...)
		case size == 0:
			out = append(out, '$') // nothing that could be a name follows
		}
		i += size
		done = i + 1
	}
	if done == 0 {
		return s
	}
	return string(append(out, s[done:]...))
}

// variableName reads a name behind $ and returns it with the number of bytes
// it took; bad syntax in braces gives no name.
func variableName(s string) (name string, size int) {
	switch {
	case s[0] == '{':
		end := 1
		// A brace may close at once what it opened, and nothing closes an open one.
		for end < len(s) && s[end] != '}' {
			end++
		}
		if end == len(s) {
			return "", 1
		}
		return s[1:end], end + 1
	case isSpecial(s[0]):
		size = 1
	default:
		for size < len(s) && (isAlphanumeric(s[size]) || s[size] == '_') {
			size++
		}
	}
	return s[:size], size
}

func isSpecial(c byte) bool {
	return contains("*#$@!?-", c) || c >= '0' && c <= '9'
}

func isAlphanumeric(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}
