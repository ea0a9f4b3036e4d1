// This file holds the command line and the environment.

package syscall

import (
	"sync"
	"unsafe"
)

func argumentVector() unsafe.Pointer

// arguments is what os.Args holds at first.
//
//go:linkname arguments os.arguments
func arguments() []string {
	list, _ := stringsAt(argumentVector())
	return list
}

// The environment: "name=value" strings, in the order they were set.
var environment struct {
	sync.RWMutex
	loaded  sync.Once
	entries []string
	places  map[string]int
}

// load reads the environment at the first use. Of several entries of one name
// the first counts.
func load() {
	environment.loaded.Do(func() {
		_, after := stringsAt(argumentVector())
		list, _ := stringsAt(after)
		environment.places = make(map[string]int, len(list))
		for _, entry := range list {
			// A name may begin with an equals sign.
			for i := 1; i < len(entry); i++ {
				if entry[i] != '=' {
					continue
				}
				if _, known := environment.places[entry[:i]]; !known {
					environment.places[entry[:i]] = len(environment.entries)
					environment.entries = append(environment.entries, entry)
				}
				break
			}
		}
	})
}

// Getenv returns the value of a variable and whether it is set.
func Getenv(key string) (value string, found bool) {
	load()
	if key == "" {
		return "", false
	}
	environment.RLock()
	defer environment.RUnlock()
	place, found := environment.places[key]
	if !found {
		return "", false
	}
	return environment.entries[place][len(key)+1:], true
}

// settingsChanged tells package internal/godebug of a new value of GODEBUG.
//
//go:linkname settingsChanged runtime.environmentChanged
func settingsChanged(key, value string)

// Setenv sets a variable.
func Setenv(key, value string) error {
	load()
	if key == "" || contains(key, '=') || contains(key, 0) || contains(value, 0) {
		return errInvalid
	}
	defer settingsChanged(key, value)
	environment.Lock()
	defer environment.Unlock()
	entry := key + "=" + value
	if place, found := environment.places[key]; found {
		environment.entries[place] = entry
	} else {
		environment.places[key] = len(environment.entries)
		environment.entries = append(environment.entries, entry)
	}
	return nil
}

// Unsetenv removes a variable.
func Unsetenv(key string) error {
	load()
	defer settingsChanged(key, "")
	environment.Lock()
	defer environment.Unlock()
	if place, found := environment.places[key]; found {
		environment.entries[place] = ""
		delete(environment.places, key)
	}
	return nil
}

// Clearenv removes all variables.
func Clearenv() {
	load()
	defer settingsChanged("GODEBUG", "")
	environment.Lock()
	defer environment.Unlock()
	environment.entries = nil
	clear(environment.places)
}

// Environ returns the environment as "name=value" strings.
func Environ() []string {
	load()
	environment.RLock()
	defer environment.RUnlock()
	list := make([]string, 0, len(environment.entries))
	for _, entry := range environment.entries {
		if entry != "" {
			list = append(list, entry)
		}
	}
	return list
}
