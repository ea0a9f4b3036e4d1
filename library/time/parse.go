// This file reads times according to layouts.

package time

import "errors"

// A ParseError says why a text is not a time.
type ParseError struct {
	Layout     string
	Value      string
	LayoutElem string
	ValueElem  string
	Message    string
}

// Error describes the problem.
func (e *ParseError) Error() string {
	if e.Message != "" {
		return "parsing time " + quote(e.Value) + e.Message
	}
	return "parsing time " + quote(e.Value) + " as " + quote(e.Layout) +
		": cannot parse " + quote(e.ValueElem) + " as " + quote(e.LayoutElem)
}

// Parse reads a time that is written as layout shows. Parts that the layout
// lacks are zero, or one. Without zone the time is in UTC; with an offset, in
// the local time zone if that has it then, else in a made-up location. An
// abbreviation that the local time zone does not know counts as offset 0.
// A fraction behind the seconds is accepted even if the layout has none.
func Parse(layout, value string) (Time, error) {
	return parse(layout, value, UTC, Local)
}

// ParseInLocation is Parse, but times without zone are in loc, and offsets and
// abbreviations are looked for in loc instead of the local time zone.
func ParseInLocation(layout, value string, loc *Location) (Time, error) {
	return parse(layout, value, loc, loc)
}

var (
	errMalformed = errors.New("malformed")
	errRange     = errors.New("out of range")
)

// parser collects what was read.
type parser struct {
	value      string // what is left
	outOfRange string // which part is

	year, yearDay        int
	month, day           int
	hour, minute, second int
	nanosecond           int
	pm, am               bool
	zone                 *Location
	offset               int
	hasOffset            bool
	zoneName             string
}

func parse(layout, value string, byDefault, local *Location) (Time, error) {
	original := layout
	p := parser{value: value, month: -1, day: -1, yearDay: -1}
	for {
		prefix, t, rest := nextElement(layout)
		var ok bool
		if p.value, ok = skipLiteral(p.value, prefix); !ok {
			return Time{}, &ParseError{original, value, prefix, p.value, ""}
		}
		if t.kind == noElement {
			if p.value != "" {
				return Time{}, &ParseError{original, value, "", p.value, ": extra text: " + quote(p.value)}
			}
			break
		}
		layout = rest
		before := p.value
		err := p.read(&t, layout)
		if err == errRange {
			return Time{}, &ParseError{original, value, t.text, p.value, ": " + p.outOfRange + " out of range"}
		}
		if err != nil {
			return Time{}, &ParseError{original, value, t.text, before, ""}
		}
	}
	if message := p.complete(); message != "" {
		return Time{}, &ParseError{original, value, "", p.value, message}
	}
	return p.time(byDefault, local), nil
}

// skipLiteral removes a text between elements. A space in it stands for any
// number of spaces.
func skipLiteral(value, literal string) (rest string, ok bool) {
	for literal != "" {
		if literal[0] == ' ' {
			if value != "" && value[0] != ' ' {
				return value, false
			}
			literal = trimSpaces(literal)
			value = trimSpaces(value)
			continue
		}
		if value == "" || value[0] != literal[0] {
			return value, false
		}
		literal = literal[1:]
		value = value[1:]
	}
	return value, true
}

func trimSpaces(s string) string {
	for s != "" && s[0] == ' ' {
		s = s[1:]
	}
	return s
}

// digits reads exactly n digits.
func (p *parser) digits(n int) (int, error) {
	number := 0
	for i := 0; i < n; i++ {
		if !isDigit(p.value, i) {
			return 0, errMalformed
		}
		number = number*10 + int(p.value[i]-'0')
	}
	p.value = p.value[n:]
	return number, nil
}

// signedDigits is digits, the first of which may be a sign.
func (p *parser) signedDigits(n int) (int, error) {
	if p.value == "" || p.value[0] != '-' && p.value[0] != '+' {
		return p.digits(n)
	}
	negative := p.value[0] == '-'
	p.value = p.value[1:]
	number, err := p.digits(n - 1)
	if negative {
		number = -number
	}
	return number, err
}

// oneOrTwo reads two digits, or one unless that is not allowed.
func (p *parser) oneOrTwo(two bool) (int, error) {
	if !two && isDigit(p.value, 0) && !isDigit(p.value, 1) {
		return p.digits(1)
	}
	return p.digits(2)
}

// limited is oneOrTwo for a part with a range.
func (p *parser) limited(two bool, low, high int, name string) (int, error) {
	n, err := p.oneOrTwo(two)
	if err == nil && (n < low || n > high) {
		p.outOfRange = name
		return n, errRange
	}
	return n, err
}

// name reads one of several names, in upper or lower case, and returns its
// index. Only the first n bytes of the names count, if n is not 0.
func (p *parser) name(names []string, n int) (int, error) {
	for i, name := range names {
		if n > 0 {
			name = name[:n]
		}
		if len(p.value) >= len(name) && equalFold(p.value[:len(name)], name) {
			p.value = p.value[len(name):]
			return i, nil
		}
	}
	return 0, errMalformed
}

// equalFold compares ASCII texts without regard to case.
func equalFold(a, b string) bool {
	for i := 0; i < len(a); i++ {
		c, d := a[i]|0x20, b[i]|0x20
		if c != d || c < 'a' || c > 'z' {
			return false
		}
	}
	return true
}

// read reads one element. The rest of the layout tells whether a fraction
// follows the seconds.
func (p *parser) read(t *token, rest string) (err error) {
	switch t.kind {
	case shortYear:
		if p.year, err = p.signedDigits(2); err == nil {
			p.year += 1900
			if p.year < 1969 {
				p.year += 100
			}
		}
	case longYear:
		p.year, err = p.digits(4)
	case shortMonth:
		p.month, err = p.name(monthNames[:], 3)
		p.month++
	case longMonth:
		p.month, err = p.name(monthNames[:], 0)
		p.month++
	case numericMonth, paddedMonth:
		p.month, err = p.limited(t.kind == paddedMonth, 1, 12, "month")
	case shortWeekday:
		_, err = p.name(dayNames[:], 3)
	case longWeekday:
		_, err = p.name(dayNames[:], 0)
	case dayOfMonth, spacedDay, paddedDay:
		if t.kind == spacedDay && p.value != "" && p.value[0] == ' ' {
			p.value = p.value[1:]
		}
		p.day, err = p.oneOrTwo(t.kind == paddedDay)
	case spacedYearDay:
		n := 0
		for n < 2 && n < len(p.value) && p.value[n] == ' ' {
			n++
		}
		p.value = p.value[n:]
		n = 0
		for n < 3 && isDigit(p.value, n) {
			n++
		}
		if n == 0 {
			return errMalformed
		}
		p.yearDay, err = p.digits(n)
	case paddedYearDay:
		p.yearDay, err = p.digits(3)
	case hour24:
		p.hour, err = p.limited(false, 0, 23, "hour")
	case hour12, paddedHour12:
		p.hour, err = p.limited(t.kind == paddedHour12, 0, 12, "hour")
	case minute, paddedMinute:
		p.minute, err = p.limited(t.kind == paddedMinute, 0, 59, "minute")
	case second, paddedSecond:
		if p.second, err = p.limited(t.kind == paddedSecond, 0, 59, "second"); err == nil {
			if _, next, _ := nextElement(rest); next.kind != fraction0 && next.kind != fraction9 {
				p.fraction()
			}
		}
	case upperPM, lowerPM:
		err = p.half(t.kind == upperPM)
	case zoneOffset:
		err = p.readOffset(t.form)
	case zoneName:
		err = p.readZoneName()
	case fraction0:
		before := len(p.value)
		if before <= t.digits || p.value[0] != t.text[0] && !isSeparator(p.value[0]) {
			return errMalformed
		}
		p.value = p.value[1:]
		counting := min(t.digits, 9)
		if p.nanosecond, err = p.signedDigits(counting); err != nil {
			return err
		}
		p.value = p.value[t.digits-counting:]
		if p.nanosecond < 0 {
			p.outOfRange = "fractional second"
			return errRange
		}
		for range 9 - counting {
			p.nanosecond *= 10
		}
	case fraction9:
		p.fraction()
	}
	return err
}

func isSeparator(c byte) bool { return c == '.' || c == ',' }

// fraction reads a fraction of a second if there is one, and reports whether.
func (p *parser) fraction() bool {
	if p.value == "" || !isSeparator(p.value[0]) || !isDigit(p.value, 1) {
		return false
	}
	n, scale := 0, 1000_000_000
	i := 1
	for ; isDigit(p.value, i); i++ {
		if scale > 1 {
			scale /= 10
			n += int(p.value[i]-'0') * scale
		}
	}
	p.nanosecond = n
	p.value = p.value[i:]
	return true
}

// half reads AM or PM.
func (p *parser) half(upper bool) error {
	if len(p.value) < 2 {
		return errMalformed
	}
	switch text := p.value[:2]; {
	case upper && text == "PM" || !upper && text == "pm":
		p.pm = true
	case upper && text == "AM" || !upper && text == "am":
		p.am = true
	default:
		return errMalformed
	}
	p.value = p.value[2:]
	return nil
}

// readOffset reads an offset from UTC.
func (p *parser) readOffset(form offsetForm) error {
	if form.utcIsZ && p.value != "" && p.value[0] == 'Z' {
		p.value = p.value[1:]
		p.zone = UTC
		return nil
	}
	if p.value == "" {
		return errMalformed
	}
	sign := p.value[0]
	p.value = p.value[1:]
	parts := []struct {
		present bool
		unit    int
		most    int // some people do write a full day, hour or minute
		name    string
	}{
		{true, secondsPerHour, 24, "time zone offset hour"},
		{form.minutes, secondsPerMinute, 60, "time zone offset minute"},
		{form.seconds, 1, 60, "time zone offset second"},
	}
	offset := 0
	outOfRange := ""
	for i, part := range parts {
		if !part.present {
			break
		}
		if i > 0 && form.colons {
			if p.value == "" || p.value[0] != ':' {
				return errMalformed
			}
			p.value = p.value[1:]
		}
		n, err := p.digits(2)
		if err != nil {
			return err
		}
		if n > part.most {
			outOfRange = part.name
		}
		offset += n * part.unit
	}
	if outOfRange != "" {
		p.outOfRange = outOfRange
		return errRange
	}
	switch sign {
	case '+':
	case '-':
		offset = -offset
	default:
		return errMalformed
	}
	p.offset, p.hasOffset = offset, true
	return nil
}

// readZoneName reads an abbreviation.
func (p *parser) readZoneName() error {
	if hasPrefix(p.value, "UTC") {
		p.zone = UTC
		p.value = p.value[3:]
		return nil
	}
	n := abbreviation(p.value)
	if n == 0 {
		return errMalformed
	}
	p.zoneName = p.value[:n]
	p.value = p.value[n:]
	return nil
}

// abbreviation returns the length of the time zone abbreviation that s begins
// with, 0 if it does not look like one: three to five capital letters, of which
// four or five must end in T; some exceptions; or GMT or nothing with a signed
// number of hours.
func abbreviation(s string) int {
	if len(s) < 3 {
		return 0
	}
	if hasPrefix(s, "ChST") || hasPrefix(s, "MeST") {
		return 4
	}
	if hasPrefix(s, "GMT") {
		return 3 + signedHours(s[3:])
	}
	if s[0] == '+' || s[0] == '-' {
		return signedHours(s)
	}
	n := 0
	for n < 6 && n < len(s) && 'A' <= s[n] && s[n] <= 'Z' {
		n++
	}
	switch {
	case n == 3:
		return 3
	case n == 4 && (s[3] == 'T' || s[:4] == "WITA"):
		return 4
	case n == 5 && s[4] == 'T':
		return 5
	}
	return 0
}

// signedHours returns the length of a sign with hours below 24.
func signedHours(s string) int {
	if s == "" || s[0] != '+' && s[0] != '-' {
		return 0
	}
	hours, rest, ok := leadingInteger(s[1:])
	if !ok || len(rest) == len(s)-1 || hours > 23 {
		return 0
	}
	return len(s) - len(rest)
}

// complete fills in what was not given and checks the date; it returns an
// error's message or nothing.
func (p *parser) complete() string {
	if p.pm && p.hour < 12 {
		p.hour += 12
	} else if p.am && p.hour == 12 {
		p.hour = 0
	}
	year := int64(p.year)
	if p.yearDay >= 0 {
		last := 365
		if isLeap(year) {
			last = 366
		}
		if p.yearDay < 1 || p.yearDay > last {
			return ": day-of-year out of range"
		}
		_, month, day, _ := dateOf(daysTo(year, January, int64(p.yearDay)))
		if p.month >= 0 && p.month != int(month) {
			return ": day-of-year does not match month"
		}
		if p.day >= 0 && p.day != day {
			return ": day-of-year does not match day"
		}
		p.month, p.day = int(month), day
	}
	if p.month < 0 {
		p.month = 1
	}
	if p.day < 0 {
		p.day = 1
	}
	if p.day < 1 || p.day > daysIn(Month(p.month), year) {
		return ": day out of range"
	}
	return ""
}

// time returns the instant, in its location.
func (p *parser) time(byDefault, local *Location) Time {
	in := func(loc *Location) Time {
		return Date(p.year, Month(p.month), p.day, p.hour, p.minute, p.second, p.nanosecond, loc)
	}
	if p.zone != nil {
		return in(p.zone)
	}
	if p.hasOffset {
		t := in(UTC)
		t.addSeconds(-int64(p.offset))
		name, offset, _, _, _ := local.lookup(t.Unix())
		if offset == p.offset && (p.zoneName == "" || name == p.zoneName) {
			t.setLocation(local)
		} else {
			t.setLocation(FixedZone(p.zoneName, p.offset))
		}
		return t
	}
	if p.zoneName != "" {
		t := in(UTC)
		offset, ok := local.lookupName(p.zoneName, t.Unix())
		if ok {
			t.addSeconds(-int64(offset))
			t.setLocation(local)
			return t
		}
		if hasPrefix(p.zoneName, "GMT") && len(p.zoneName) > 4 {
			hours, _, _ := leadingInteger(p.zoneName[4:])
			offset = int(hours) * secondsPerHour
			if p.zoneName[3] == '-' {
				offset = -offset
			}
		}
		t.setLocation(FixedZone(p.zoneName, offset))
		return t
	}
	return in(byDefault)
}

// UnmarshalJSON reads a time in RFC 3339's format, in quotes. It leaves t alone
// for null.
func (t *Time) UnmarshalJSON(data []byte) error {
	n := len(data)
	switch {
	case string(data) == "null":
		return nil
	case n >= 2 && data[0] == '"' && data[n-1] == '"':
		return t.UnmarshalText(data[1 : n-1])
	}
	return errors.New("Time.UnmarshalJSON: input is not a JSON string")
}

// UnmarshalText reads a time in RFC 3339's format.
func (t *Time) UnmarshalText(data []byte) error {
	var err error
	*t, err = Parse(RFC3339, string(data))
	return err
}
