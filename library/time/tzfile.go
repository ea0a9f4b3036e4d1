// This file reads compiled time zones: the format of RFC 9636, and the rules in
// its footer.

package time

import "errors"

var errBadData = errors.New("malformed time zone information")

// input is what is left to read of a file; once something is missing, it stays
// in error.
type input struct {
	data []byte
	bad  bool
}

func (in *input) take(n int) []byte {
	if n < 0 || n > len(in.data) {
		in.bad = true
		in.data = nil
		return nil
	}
	taken := in.data[:n]
	in.data = in.data[n:]
	return taken
}

// number reads a big-endian number with sign.
func (in *input) number(size int) int64 {
	var n uint64
	bytes := in.take(size)
	for _, c := range bytes {
		n = n<<8 | uint64(c)
	}
	shift := uint(64 - 8*size)
	return int64(n<<shift) >> shift
}

// counts is the header of one part of a file.
type counts struct {
	version                                       byte
	utc, standard, leap, changes, zones, nameSize int
}

func (in *input) header() (c counts) {
	if string(in.take(4)) != "TZif" {
		in.bad = true
		return c
	}
	if version := in.take(16); version != nil {
		c.version = version[0]
	}
	c.utc = int(in.number(4))
	c.standard = int(in.number(4))
	c.leap = int(in.number(4))
	c.changes = int(in.number(4))
	c.zones = int(in.number(4))
	c.nameSize = int(in.number(4))
	return c
}

// LoadLocationFromTZData returns a location with the given name, whose zones
// come from data in the format of the IANA database's files.
func LoadLocationFromTZData(name string, data []byte) (*Location, error) {
	in := &input{data: data}
	c := in.header()
	size := 4
	if c.version >= '2' {
		// The first part has times of 32 bits, the second one says the same with 64.
		in.take(c.changes*5 + c.zones*6 + c.nameSize + c.leap*8 + c.standard + c.utc)
		c = in.header()
		size = 8
	}
	if in.bad || c.zones <= 0 {
		return nil, errBadData
	}
	times := &input{data: in.take(c.changes * size)}
	indices := in.take(c.changes)
	zones := &input{data: in.take(c.zones * 6)}
	names := in.take(c.nameSize)
	in.take(c.leap*(size+4) + c.standard + c.utc)
	if in.bad {
		return nil, errBadData
	}
	l := &Location{name: name}
	for i := 0; i < c.zones; i++ {
		z := zone{offset: int(zones.number(4)), dst: zones.number(1) != 0}
		at := int(zones.number(1)) & 0xff
		if at >= len(names) {
			return nil, errBadData
		}
		end := at
		for end < len(names) && names[end] != 0 {
			end++
		}
		z.name = string(names[at:end])
		l.zones = append(l.zones, z)
	}
	for i := 0; i < c.changes; i++ {
		if int(indices[i]) >= len(l.zones) {
			return nil, errBadData
		}
		l.changes = append(l.changes, change{times.number(size), int(indices[i])})
	}
	if len(l.changes) == 0 {
		l.changes = append(l.changes, change{always, 0})
	}
	if n := len(in.data); n > 2 && in.data[0] == '\n' && in.data[n-1] == '\n' {
		l.rule = parseRule(string(in.data[1 : n-1]))
	}
	return l, nil
}

// A rule gives the zone of any time, as the POSIX variable TZ does: a standard
// zone, and perhaps another one for a part of every year.
type rule struct {
	standard zone
	daylight zone
	changes  bool // there is daylight saving time
	start    day
	end      day
}

// A day is a yearly date and the seconds from its midnight on a local clock.
type day struct {
	form  byte // 'J': day 1 to 365 without 29 February; '0': day 0 to 365; 'M'
	month int
	week  int // 5: the last one
	day   int // of the year, or of the week for 'M'
	clock int
}

// parseRule returns nil if the text is not a rule.
func parseRule(s string) *rule {
	r := &rule{}
	var ok bool
	if r.standard.name, s, ok = ruleName(s); !ok {
		return nil
	}
	if r.standard.offset, s, ok = ruleTime(s); !ok {
		return nil
	}
	r.standard.offset = -r.standard.offset // POSIX counts west of UTC
	if s == "" {
		return r
	}
	if r.daylight.name, s, ok = ruleName(s); !ok {
		return nil
	}
	r.daylight.dst = true
	r.daylight.offset = r.standard.offset + secondsPerHour
	if s != "" && s[0] != ',' {
		if r.daylight.offset, s, ok = ruleTime(s); !ok {
			return nil
		}
		r.daylight.offset = -r.daylight.offset
	}
	if s == "" {
		s = ",M3.2.0,M11.1.0" // what the United States do
	}
	if r.start, s, ok = ruleDay(s); !ok {
		return nil
	}
	if r.end, s, ok = ruleDay(s); !ok || s != "" {
		return nil
	}
	r.changes = true
	return r
}

// ruleName reads an abbreviation: three or more letters, or anything in angle
// brackets.
func ruleName(s string) (name, rest string, ok bool) {
	if s != "" && s[0] == '<' {
		for i := 1; i < len(s); i++ {
			if s[i] == '>' {
				return s[1:i], s[i+1:], true
			}
		}
		return "", "", false
	}
	i := 0
	for i < len(s) && s[i] != '+' && s[i] != '-' && s[i] != ',' && !isDigit(s, i) {
		i++
	}
	return s[:i], s[i:], i >= 3
}

// ruleNumber reads a number from low to high.
func ruleNumber(s string, low, high int) (n int, rest string, ok bool) {
	i := 0
	for isDigit(s, i) && n <= high {
		n = n*10 + int(s[i]-'0')
		i++
	}
	return n, s[i:], i > 0 && low <= n && n <= high
}

// ruleTime reads [+-]hh[:mm[:ss]] as seconds.
func ruleTime(s string) (seconds int, rest string, ok bool) {
	negative := false
	if s != "" && (s[0] == '+' || s[0] == '-') {
		negative = s[0] == '-'
		s = s[1:]
	}
	n, s, ok := ruleNumber(s, 0, 24*7)
	seconds = n * secondsPerHour
	for unit := secondsPerMinute; ok && unit > 0 && s != "" && s[0] == ':'; unit /= 60 {
		n, s, ok = ruleNumber(s[1:], 0, 59)
		seconds += n * unit
	}
	if negative {
		seconds = -seconds
	}
	return seconds, s, ok
}

// ruleDay reads ",date[/time]".
func ruleDay(s string) (d day, rest string, ok bool) {
	if len(s) < 2 || s[0] != ',' {
		return d, "", false
	}
	s = s[1:]
	d.form = '0'
	if s[0] == 'J' || s[0] == 'M' {
		d.form = s[0]
		s = s[1:]
	}
	switch d.form {
	case 'J':
		d.day, s, ok = ruleNumber(s, 1, 365)
	case '0':
		d.day, s, ok = ruleNumber(s, 0, 365)
	case 'M':
		if d.month, s, ok = ruleNumber(s, 1, 12); !ok || s == "" || s[0] != '.' {
			return d, "", false
		}
		if d.week, s, ok = ruleNumber(s[1:], 1, 5); !ok || s == "" || s[0] != '.' {
			return d, "", false
		}
		d.day, s, ok = ruleNumber(s[1:], 0, 6)
	}
	d.clock = 2 * secondsPerHour
	if ok && s != "" && s[0] == '/' {
		d.clock, s, ok = ruleTime(s[1:])
	}
	return d, s, ok
}

// in returns when the day's change happens in a year, in seconds since 1970 on
// a clock that is offset seconds ahead of UTC.
func (d *day) in(year int64, offset int) int64 {
	var days int64
	switch d.form {
	case 'J':
		days = daysTo(year, January, 1) + int64(d.day) - 1
		if isLeap(year) && d.day >= 60 {
			days++
		}
	case '0':
		days = daysTo(year, January, 1) + int64(d.day)
	default:
		first := daysTo(year, Month(d.month), 1)
		ahead := (d.day - int(weekdayOf(first)) + 7) % 7
		n := ahead + (d.week-1)*7
		for n >= daysIn(Month(d.month), year) {
			n -= 7
		}
		days = first + int64(n)
	}
	return (days-daysTo1970)*secondsPerDay + int64(d.clock) - int64(offset)
}

// lookup is Location.lookup for times after lastChange.
func (r *rule) lookup(unix, lastChange int64) (name string, offset int, start, end int64, dst bool) {
	if !r.changes {
		return r.standard.name, r.standard.offset, lastChange, never, false
	}
	days, _ := divide(unix, secondsPerDay)
	year, _, _, _ := dateOf(days + daysTo1970)
	// The changes around the time: those of the years before, of and after it.
	start, end = always, never
	z := &r.standard
	for y := year - 1; y <= year+1; y++ {
		on := r.start.in(y, r.standard.offset)
		off := r.end.in(y, r.daylight.offset)
		if on <= unix && on > start {
			start, z = on, &r.daylight
		}
		if off <= unix && off > start {
			start, z = off, &r.standard
		}
		if on > unix && on < end {
			end = on
		}
		if off > unix && off < end {
			end = off
		}
	}
	// The year bounds what is said about a zone, as in Go.
	start = max(start, (daysTo(year, January, 1)-daysTo1970)*secondsPerDay)
	end = min(end, (daysTo(year+1, January, 1)-daysTo1970)*secondsPerDay)
	return z.name, z.offset, start, end, z.dst
}
