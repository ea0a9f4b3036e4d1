// This file holds Location: which zone is in effect when, and how that is read
// from the system's time zone database.

package time

import (
	"errors"
	"sync"
	"syscall"
)

// A Location is a place with its history of time zones.
type Location struct {
	name    string
	zones   []zone
	changes []change
	rule    *rule // for times after the last change, or nil
	load    *sync.Once
}

// A zone is an offset from UTC, with its abbreviation.
type zone struct {
	name   string
	offset int // seconds east of UTC
	dst    bool
}

// A change says which zone is in effect from a time on (seconds since 1970).
type change struct {
	when int64
	zone int
}

// Bounds of zones that were or will be always in effect.
const (
	always = -1 << 63
	never  = 1<<63 - 1
)

var utcLocation = Location{name: "UTC"}
var localLocation = Location{load: new(sync.Once)}

// UTC is Universal Coordinated Time.
var UTC *Location = &utcLocation

// Local is the system's local time zone, as the environment variable TZ or
// /etc/localtime say.
var Local *Location = &localLocation

func (l *Location) ready() *Location {
	if l == nil {
		return &utcLocation
	}
	if l.load != nil {
		l.load.Do(loadLocal)
	}
	return l
}

// String returns the name that was given to LoadLocation or FixedZone.
func (l *Location) String() string { return l.ready().name }

// FixedZone returns a location that always uses the zone name with an offset in
// seconds east of UTC.
func FixedZone(name string, offset int) *Location {
	return &Location{name: name, zones: []zone{{name: name, offset: offset}}}
}

// lookup returns the zone in effect at a time, and since when and until when it
// is.
func (l *Location) lookup(unix int64) (name string, offset int, start, end int64, dst bool) {
	l = l.ready()
	if len(l.zones) == 0 {
		return "UTC", 0, always, never, false
	}
	if len(l.changes) == 0 || unix < l.changes[0].when {
		z := l.firstZone()
		end = never
		if len(l.changes) > 0 {
			end = l.changes[0].when
		}
		return z.name, z.offset, always, end, z.dst
	}
	low, high := 0, len(l.changes)
	for high-low > 1 {
		if middle := int(uint(low+high) / 2); l.changes[middle].when <= unix {
			low = middle
		} else {
			high = middle
		}
	}
	z := &l.zones[l.changes[low].zone]
	start, end = l.changes[low].when, never
	if high < len(l.changes) {
		end = l.changes[high].when
	} else if l.rule != nil {
		return l.rule.lookup(unix, start)
	}
	return z.name, z.offset, start, end, z.dst
}

// firstZone returns the zone before the first change: the first one without
// daylight saving time.
func (l *Location) firstZone() *zone {
	if len(l.changes) > 0 && l.zones[l.changes[0].zone].dst {
		for i := l.changes[0].zone - 1; i >= 0; i-- {
			if !l.zones[i].dst {
				return &l.zones[i]
			}
		}
	}
	used := false
	for i := range l.changes {
		used = used || l.changes[i].zone == 0
	}
	if !used {
		return &l.zones[0]
	}
	for i := range l.zones {
		if !l.zones[i].dst {
			return &l.zones[i]
		}
	}
	return &l.zones[0]
}

// lookupName returns the offset of the zone called name; if there are several,
// the one that would be in effect at a time shown as unix by it.
func (l *Location) lookupName(name string, unix int64) (offset int, ok bool) {
	l = l.ready()
	for i := range l.zones {
		z := &l.zones[i]
		if z.name == name {
			if effective, offset, _, _, _ := l.lookup(unix - int64(z.offset)); effective == name {
				return offset, true
			}
		}
	}
	for i := range l.zones {
		if l.zones[i].name == name {
			return l.zones[i].offset, true
		}
	}
	return 0, false
}

// databases are the places where systems keep time zones.
var databases = []string{
	"/usr/share/zoneinfo",
	"/usr/share/lib/zoneinfo",
	"/usr/lib/locale/TZ",
	"/etc/zoneinfo",
}

// environment returns the value of a variable.
func environment(name string) (value string, ok bool) { return syscall.Getenv(name) }

// loadLocal fills in the local location.
func loadLocal() {
	name, ok := environment("TZ")
	if !ok {
		if data, err := readFile("/etc/localtime"); err == nil {
			if l, err := LoadLocationFromTZData("Local", data); err == nil {
				localLocation.set(l, "Local")
				return
			}
		}
		localLocation.name = "UTC"
		return
	}
	if name != "" && name[0] == ':' {
		name = name[1:]
	}
	if name != "" && name[0] == '/' {
		if data, err := readFile(name); err == nil {
			if l, err := LoadLocationFromTZData(name, data); err == nil {
				if name == "/etc/localtime" {
					name = "Local"
				}
				localLocation.set(l, name)
				return
			}
		}
	} else if name != "" && name != "UTC" {
		if l, err := loadFrom(name, databases); err == nil {
			localLocation.set(l, name)
			return
		}
	}
	localLocation.name = "UTC"
}

func (l *Location) set(from *Location, name string) {
	l.name = name
	l.zones, l.changes, l.rule = from.zones, from.changes, from.rule
}

var errBadName = errors.New("time: invalid location name")

// LoadLocation returns the location with a name of the IANA database, such as
// "Europe/Berlin". "" and "UTC" are UTC, "Local" is the local time zone. The
// database is looked for where the environment variable ZONEINFO says, a folder
// or an uncompressed zip file, in the places usual on Unix systems, in the Go
// distribution that GOROOT names, and in the package time/tzdata.
func LoadLocation(name string) (*Location, error) {
	switch name {
	case "", "UTC":
		return UTC, nil
	case "Local":
		return Local, nil
	}
	if name[0] == '/' || name[0] == '\\' || hasDotDot(name) {
		return nil, errBadName
	}
	if place, ok := environment("ZONEINFO"); ok && place != "" {
		if data, err := zoneData(name, place); err == nil {
			if l, err := LoadLocationFromTZData(name, data); err == nil {
				return l, nil
			}
		}
	}
	return loadFrom(name, databases)
}

func hasDotDot(s string) bool {
	for i := 1; i < len(s); i++ {
		if s[i-1] == '.' && s[i] == '.' {
			return true
		}
	}
	return false
}

func loadFrom(name string, places []string) (*Location, error) {
	var firstError error
	try := func(data []byte) *Location {
		l, err := LoadLocationFromTZData(name, data)
		if err != nil && firstError == nil {
			firstError = err
		}
		return l
	}
	if root, ok := environment("GOROOT"); ok && root != "" {
		places = append(places[:len(places):len(places)], root+"/lib/time/zoneinfo.zip")
	}
	for _, place := range places {
		data, err := zoneData(name, place)
		if err != nil {
			if firstError == nil && err != syscall.ENOENT {
				firstError = err
			}
			continue
		}
		if l := try(data); l != nil {
			return l, nil
		}
	}
	if embeddedZone != nil {
		if data, err := embeddedZone(name); err == nil {
			if l := try([]byte(data)); l != nil {
				return l, nil
			}
		}
	}
	if firstError != nil {
		return nil, firstError
	}
	return nil, errors.New("unknown time zone " + name)
}

// zoneData returns the file of a zone in a database: a folder or a zip file.
func zoneData(name, place string) ([]byte, error) {
	if n := len(place); n <= 4 || place[n-4:] != ".zip" {
		return readFile(place + "/" + name)
	}
	archive, err := readFile(place)
	if err != nil {
		return nil, err
	}
	data, ok := zipBytes(archive).find(name)
	if !ok {
		return nil, syscall.ENOENT
	}
	return data, nil
}

// embeddedZone returns the file of a zone from the package time/tzdata, if the
// program has it.
var embeddedZone func(name string) (string, error)

// registerLoadFromEmbeddedTZData is how time/tzdata makes itself known.
func registerLoadFromEmbeddedTZData(load func(name string) (string, error)) { embeddedZone = load }

// readFile returns the contents of a file of reasonable size.
func readFile(name string) ([]byte, error) {
	if name == "" {
		return nil, errBadName
	}
	fd, err := syscall.Open(name, syscall.O_RDONLY|syscall.O_CLOEXEC, 0)
	if err != nil {
		return nil, err
	}
	defer syscall.Close(fd)
	var data []byte
	buffer := make([]byte, 4096)
	for len(data) < 10<<20 {
		n, err := syscall.Read(fd, buffer)
		if err == syscall.EINTR {
			continue
		}
		if err != nil {
			return nil, err
		}
		if n == 0 {
			return data, nil
		}
		data = append(data, buffer[:n]...)
	}
	return nil, errors.New("time: file " + name + " is too large")
}
