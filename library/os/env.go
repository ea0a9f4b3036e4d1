package os

import (
	"internal/system"
	"sync"
)

// The environment: "name=value" strings, in the order they were set.
var environment struct {
	sync.Mutex
	loaded  bool
	entries []string
}

// load reads the environment at the first use. The lock is held.
func load() {
	if !environment.loaded {
		environment.entries = system.Environment()
		environment.loaded = true
	}
}

// find returns the index of a variable, or -1.
func find(key string) int {
	for i, entry := range environment.entries {
		if len(entry) > len(key) && entry[len(key)] == '=' && entry[:len(key)] == key {
			return i
		}
	}
	return -1
}

// LookupEnv returns the value of a variable and whether it is set.
func LookupEnv(key string) (string, bool) {
	environment.Lock()
	defer environment.Unlock()
	load()
	i := find(key)
	if key == "" || i < 0 {
		return "", false
	}
	return environment.entries[i][len(key)+1:], true
}

// Getenv returns the value of a variable, empty if it is not set.
func Getenv(key string) string {
	v, _ := LookupEnv(key)
	return v
}

// Setenv sets a variable.
func Setenv(key, value string) error {
	if key == "" || contains(key, '=') || contains(key, 0) || contains(value, 0) {
		return &SyscallError{"setenv", system.Invalid}
	}
	environment.Lock()
	defer environment.Unlock()
	load()
	entry := key + "=" + value
	if i := find(key); i >= 0 {
		environment.entries[i] = entry
	} else {
		environment.entries = append(environment.entries, entry)
	}
	return nil
}

// Unsetenv removes a variable.
func Unsetenv(key string) error {
	environment.Lock()
	defer environment.Unlock()
	load()
	if i := find(key); i >= 0 {
		environment.entries = append(environment.entries[:i:i], environment.entries[i+1:]...)
	}
	return nil
}

// Clearenv removes all variables.
func Clearenv() {
	environment.Lock()
	environment.loaded = true
	environment.entries = nil
	environment.Unlock()
}

// Environ returns a copy of the environment as "name=value" strings.
func Environ() []string {
	environment.Lock()
	defer environment.Unlock()
	load()
	return append([]string(nil), environment.entries...)
}

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
	if s[0] == '{' {
		if len(s) > 2 && isSpecial(s[1]) && s[2] == '}' {
			return s[1:2], 3
		}
		for i := 1; i < len(s); i++ {
			if s[i] == '}' {
				if i == 1 {
					return "", 2
				}
				return s[1:i], i + 1
			}
		}
		return "", 1
	}
	if isSpecial(s[0]) {
		return s[:1], 1
	}
	for size < len(s) && (s[size] == '_' || isAlphanumeric(s[size])) {
		size++
	}
	return s[:size], size
}

func isSpecial(c byte) bool {
	return contains("*#$@!?-", c) || c >= '0' && c <= '9'
}

func isAlphanumeric(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}
