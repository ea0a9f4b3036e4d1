// This file holds Map.

package sync

// A Map is a map that goroutines may use at the same time. The zero Map is
// empty.
//
// It is an ordinary map with a lock that admits any number of readers.
type Map struct {
	_       noCopy
	m       RWMutex
	entries map[any]any
}

// Load returns the value of key, and whether there is one.
func (m *Map) Load(key any) (value any, ok bool) {
	m.m.RLock()
	defer m.m.RUnlock()
	value, ok = m.entries[key]
	return value, ok
}

// set stores a value; the lock is held.
func (m *Map) set(key, value any) {
	if m.entries == nil {
		m.entries = make(map[any]any)
	}
	m.entries[key] = value
}

// Store sets the value of key.
func (m *Map) Store(key, value any) {
	m.m.Lock()
	defer m.m.Unlock()
	m.set(key, value)
}

// Swap sets the value of key and returns the previous one, and whether there
// was one.
func (m *Map) Swap(key, value any) (previous any, loaded bool) {
	m.m.Lock()
	defer m.m.Unlock()
	previous, loaded = m.entries[key]
	m.set(key, value)
	return previous, loaded
}

// LoadOrStore returns the value of key if there is one, and stores value else.
// loaded tells which.
func (m *Map) LoadOrStore(key, value any) (actual any, loaded bool) {
	if actual, loaded = m.Load(key); loaded {
		return actual, true
	}
	m.m.Lock()
	defer m.m.Unlock()
	if actual, loaded = m.entries[key]; loaded {
		return actual, true
	}
	m.set(key, value)
	return value, false
}

// LoadAndDelete deletes key and returns the value it had, and whether it had
// one.
func (m *Map) LoadAndDelete(key any) (value any, loaded bool) {
	m.m.Lock()
	defer m.m.Unlock()
	value, loaded = m.entries[key]
	delete(m.entries, key)
	return value, loaded
}

// Delete deletes key.
func (m *Map) Delete(key any) {
	m.LoadAndDelete(key)
}

// CompareAndSwap sets the value of key to new if it is old, and reports
// whether it was. It panics if old cannot be compared.
func (m *Map) CompareAndSwap(key, old, new any) (swapped bool) {
	m.m.Lock()
	defer m.m.Unlock()
	value, ok := m.entries[key]
	if !ok || value != old {
		return false
	}
	m.entries[key] = new
	return true
}

// CompareAndDelete deletes key if its value is old, and reports whether it was.
// It panics if old cannot be compared.
func (m *Map) CompareAndDelete(key, old any) (deleted bool) {
	m.m.Lock()
	defer m.m.Unlock()
	value, ok := m.entries[key]
	if !ok || value != old {
		return false
	}
	delete(m.entries, key)
	return true
}

// Range calls f for the keys of m and their values until f returns false. It
// visits no key twice; changes during Range, by f or others, may be seen or
// not.
func (m *Map) Range(f func(key, value any) bool) {
	for _, key := range m.keys() {
		if value, ok := m.Load(key); ok && !f(key, value) {
			return
		}
	}
}

func (m *Map) keys() []any {
	m.m.RLock()
	defer m.m.RUnlock()
	keys := make([]any, 0, len(m.entries))
	for key := range m.entries {
		keys = append(keys, key)
	}
	return keys
}

// Clear deletes all keys.
func (m *Map) Clear() {
	m.m.Lock()
	defer m.m.Unlock()
	clear(m.entries)
}
