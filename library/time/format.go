// This file writes times according to layouts.

package time

import "errors"

// String formats t with the layout
//
//	2006-01-02 15:04:05.999999999 -0700 MST
//
// and adds the monotonic reading, if there is one, as m=±seconds. It is for
// debugging.
func (t Time) String() string {
	text := t.AppendFormat(nil, "2006-01-02 15:04:05.999999999 -0700 MST")
	if t.wall&hasMonotonic != 0 {
		n := uint64(t.ext)
		sign := byte('+')
		if t.ext < 0 {
			n, sign = -n, '-'
		}
		text = append(text, " m="...)
		text = append(text, sign)
		text = appendPadded(text, int(n/1e9), 0)
		text = append(text, '.')
		text = appendPadded(text, int(n%1e9), 9)
	}
	return string(text)
}

// GoString formats t as a call of Date.
func (t Time) GoString() string {
	year, month, day := t.Date()
	hour, min, sec := t.Clock()
	text := append([]byte(nil), "time.Date("...)
	text = appendPadded(text, year, 0)
	text = append(text, ", time."...)
	text = append(text, month.String()...)
	for _, n := range []int{day, hour, min, sec, t.Nanosecond()} {
		text = append(text, ", "...)
		text = appendPadded(text, n, 0)
	}
	text = append(text, ", "...)
	switch l := t.Location(); l {
	case UTC:
		text = append(text, "time.UTC"...)
	case Local:
		text = append(text, "time.Local"...)
	default:
		text = append(text, "time.Location("...)
		text = append(text, quote(l.name)...)
		text = append(text, ')')
	}
	return string(append(text, ')'))
}

// Format returns t written as layout shows.
func (t Time) Format(layout string) string {
	return string(t.AppendFormat(make([]byte, 0, len(layout)+10), layout))
}

// AppendFormat appends what Format returns to b.
func (t Time) AppendFormat(b []byte, layout string) []byte {
	name, offset := t.Zone()
	days, clock := divide(t.seconds()+int64(offset), secondsPerDay)
	year, month, day, yearDay := dateOf(days)
	f := fields{
		year: int(year), month: month, day: day, yearDay: yearDay,
		weekday: weekdayOf(days), clock: int(clock), nanosecond: int(t.nanosecond()),
		zone: name, offset: offset,
	}
	for layout != "" {
		prefix, t, rest := nextElement(layout)
		b = append(b, prefix...)
		b = f.append(b, &t)
		layout = rest
	}
	return b
}

// fields is a time taken apart.
type fields struct {
	year       int
	month      Month
	day        int
	yearDay    int
	weekday    Weekday
	clock      int
	nanosecond int
	zone       string
	offset     int
}

func (f *fields) append(b []byte, t *token) []byte {
	hour := f.clock / secondsPerHour
	half := hour % 12
	if half == 0 {
		half = 12
	}
	switch t.kind {
	case longYear:
		return appendPadded(b, f.year, 4)
	case shortYear:
		if f.year < 0 {
			return appendPadded(b, -f.year%100, 2)
		}
		return appendPadded(b, f.year%100, 2)
	case longMonth:
		return append(b, f.month.String()...)
	case shortMonth:
		return append(b, f.month.String()[:3]...)
	case numericMonth:
		return appendPadded(b, int(f.month), 0)
	case paddedMonth:
		return appendPadded(b, int(f.month), 2)
	case longWeekday:
		return append(b, f.weekday.String()...)
	case shortWeekday:
		return append(b, f.weekday.String()[:3]...)
	case dayOfMonth:
		return appendPadded(b, f.day, 0)
	case spacedDay:
		return appendSpaced(b, f.day, 10)
	case paddedDay:
		return appendPadded(b, f.day, 2)
	case spacedYearDay:
		return appendSpaced(b, f.yearDay, 100)
	case paddedYearDay:
		return appendPadded(b, f.yearDay, 3)
	case hour24:
		return appendPadded(b, hour, 2)
	case hour12:
		return appendPadded(b, half, 0)
	case paddedHour12:
		return appendPadded(b, half, 2)
	case minute:
		return appendPadded(b, f.clock%secondsPerHour/60, 0)
	case paddedMinute:
		return appendPadded(b, f.clock%secondsPerHour/60, 2)
	case second:
		return appendPadded(b, f.clock%60, 0)
	case paddedSecond:
		return appendPadded(b, f.clock%60, 2)
	case upperPM:
		if hour >= 12 {
			return append(b, "PM"...)
		}
		return append(b, "AM"...)
	case lowerPM:
		if hour >= 12 {
			return append(b, "pm"...)
		}
		return append(b, "am"...)
	case zoneName:
		if f.zone != "" {
			return append(b, f.zone...)
		}
		// Without a name the offset has to do.
		return appendOffset(b, f.offset, offsetForm{minutes: true})
	case zoneOffset:
		return appendOffset(b, f.offset, t.form)
	case fraction0, fraction9:
		return appendFraction(b, f.nanosecond, t)
	}
	return b
}

// appendPadded appends n with at least width digits.
func appendPadded(b []byte, n, width int) []byte {
	u := uint(n)
	if n < 0 {
		b = append(b, '-')
		u = -u
	}
	var digits [20]byte
	i := putInteger(digits[:], uint64(u))
	for ; width > len(digits)-i; width-- {
		b = append(b, '0')
	}
	return append(b, digits[i:]...)
}

// appendSpaced appends n, in front of it a space for every digit it lacks to
// have as many as least.
func appendSpaced(b []byte, n, least int) []byte {
	for ; n < least && least > 1; least /= 10 {
		b = append(b, ' ')
	}
	return appendPadded(b, n, 0)
}

func appendOffset(b []byte, offset int, form offsetForm) []byte {
	if form.utcIsZ && offset == 0 {
		return append(b, 'Z')
	}
	sign := byte('+')
	if offset < 0 {
		sign, offset = '-', -offset
	}
	// Seconds that are not written do not make a difference to the sign.
	if offset < 60 && !form.seconds {
		sign = '+'
	}
	b = append(b, sign)
	b = appendPadded(b, offset/secondsPerHour, 2)
	if form.minutes {
		if form.colons {
			b = append(b, ':')
		}
		b = appendPadded(b, offset%secondsPerHour/60, 2)
	}
	if form.seconds {
		if form.colons {
			b = append(b, ':')
		}
		b = appendPadded(b, offset%60, 2)
	}
	return b
}

// appendFraction appends the separator and digits of a second's fraction.
func appendFraction(b []byte, nanosecond int, t *token) []byte {
	var digits [9]byte
	for i := len(digits) - 1; i >= 0; i-- {
		digits[i] = byte('0' + nanosecond%10)
		nanosecond /= 10
	}
	shown := digits[:]
	if t.digits < len(shown) {
		shown = shown[:t.digits]
	}
	if t.kind == fraction9 {
		for len(shown) > 0 && shown[len(shown)-1] == '0' {
			shown = shown[:len(shown)-1]
		}
		if len(shown) == 0 {
			return b
		}
	}
	b = append(b, t.text[0])
	return append(b, shown...)
}

// appendRFC3339 appends t in RFC 3339's format, which has no years beyond 9999
// and no offsets of a day or more.
func (t Time) appendRFC3339(b []byte) ([]byte, error) {
	if year := t.Year(); year < 0 || year > 9999 {
		return b, errors.New("year outside of range [0,9999]")
	}
	if _, offset := t.Zone(); offset <= -secondsPerDay || offset >= secondsPerDay {
		return b, errors.New("timezone hour outside of range [0,23]")
	}
	return t.AppendFormat(b, RFC3339Nano), nil
}

// MarshalText returns t in RFC 3339's format.
func (t Time) MarshalText() ([]byte, error) {
	text, err := t.appendRFC3339(nil)
	if err != nil {
		return nil, errors.New("Time.MarshalText: " + err.Error())
	}
	return text, nil
}

// AppendText appends what MarshalText returns to b.
func (t Time) AppendText(b []byte) ([]byte, error) {
	text, err := t.appendRFC3339(b)
	if err != nil {
		return nil, errors.New("Time.AppendText: " + err.Error())
	}
	return text, nil
}

// MarshalJSON returns t in RFC 3339's format, in quotes.
func (t Time) MarshalJSON() ([]byte, error) {
	text, err := t.appendRFC3339([]byte{'"'})
	if err != nil {
		return nil, errors.New("Time.MarshalJSON: " + err.Error())
	}
	return append(text, '"'), nil
}
