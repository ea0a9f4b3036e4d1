// Lru_cache shows pointers and maps together: a cache that drops the least
// recently used entry, kept as a map into a doubly linked list.
package main

import (
	"fmt"
	"strings"
)

type entry struct {
	key        string
	value      int
	prev, next *entry
}

// cache is a ring through the sentinel: root.next is the most recent entry,
// root.prev the least recent.
type cache struct {
	limit   int
	entries map[string]*entry
	root    entry
	evicted []string
}

func newCache(limit int) *cache {
	c := &cache{limit: limit, entries: make(map[string]*entry, limit)}
	c.root.prev, c.root.next = &c.root, &c.root
	return c
}

func (c *cache) unlink(e *entry) {
	e.prev.next, e.next.prev = e.next, e.prev
}

func (c *cache) pushFront(e *entry) {
	e.prev, e.next = &c.root, c.root.next
	e.prev.next, e.next.prev = e, e
}

func (c *cache) get(key string) (int, bool) {
	e, ok := c.entries[key]
	if !ok {
		return 0, false
	}
	c.unlink(e)
	c.pushFront(e)
	return e.value, true
}

func (c *cache) put(key string, value int) {
	if e, ok := c.entries[key]; ok {
		e.value = value
		c.unlink(e)
		c.pushFront(e)
		return
	}
	if len(c.entries) == c.limit {
		oldest := c.root.prev
		c.unlink(oldest)
		delete(c.entries, oldest.key)
		c.evicted = append(c.evicted, oldest.key)
	}
	e := &entry{key: key, value: value}
	c.entries[key] = e
	c.pushFront(e)
}

// String lists the entries, most recent first.
func (c *cache) String() string {
	var b strings.Builder
	b.WriteByte('[')
	for e := c.root.next; e != &c.root; e = e.next {
		if b.Len() > 1 {
			b.WriteByte(' ')
		}
		fmt.Fprintf(&b, "%s=%d", e.key, e.value)
	}
	b.WriteByte(']')
	return b.String()
}

func main() {
	c := newCache(3)
	for i, key := range []string{"one", "two", "three"} {
		c.put(key, i+1)
	}
	fmt.Println(c)
	v, ok := c.get("one")
	fmt.Println(v, ok, c)
	c.put("four", 4)
	fmt.Println(c, "evicted", c.evicted)
	_, ok = c.get("two")
	fmt.Println("two present:", ok)
	c.put("three", 33)
	c.put("five", 5)
	fmt.Println(c, "evicted", c.evicted, len(c.entries))
}
