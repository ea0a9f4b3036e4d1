// This file holds Time: instants, their arithmetic and comparison.

package time

import "errors"

// A Time is an instant with nanosecond precision, shown in some location. The
// zero Time is 1 January of year 1, 00:00:00 UTC.
//
// A Time that Now returned also has a reading of the monotonic clock, which
// Sub and comparisons prefer, since it does not jump. Compare instants with
// Equal; == also compares locations and readings.
type Time struct {
	// Without a monotonic reading, wall is the nanosecond within the second and
	// ext the seconds since year 1. With one, the highest bit of wall is set, 33
	// bits hold the seconds since 1885 and 30 bits the nanosecond, and ext is the
	// reading. The runtime's timers make Times in this form.
	wall uint64
	ext  int64

	// location is nil for UTC, so that the zero Time is in it.
	location *Location
}

const (
	hasMonotonic    = 1 << 63
	nanosecondBits  = 30
	nanosecondMask  = 1<<nanosecondBits - 1
	wallSecondsMask = 1<<33 - 1

	secondsTo1885 = daysTo1885 * secondsPerDay
	secondsTo1970 = daysTo1970 * secondsPerDay
)

// clocks stores seconds and nanoseconds since 1970, and monotonic nanoseconds.
//
//go:noescape
func clocks(to *[3]int64)

// nanotime returns the monotonic clock.
func nanotime() int64

// Now returns the current time in the local time zone.
func Now() Time {
	var now [3]int64
	clocks(&now)
	seconds := now[0] + secondsTo1970 - secondsTo1885
	if uint64(seconds) > wallSecondsMask {
		return Time{uint64(now[1]), now[0] + secondsTo1970, Local}
	}
	return Time{hasMonotonic | uint64(seconds)<<nanosecondBits | uint64(now[1]), now[2], Local}
}

// makeTime returns a Time without monotonic reading; seconds count from year 1.
func makeTime(seconds int64, nanosecond int64, location *Location) Time {
	t := Time{uint64(nanosecond), seconds, nil}
	t.setLocation(location)
	return t
}

// setLocation sets the location and drops the reading of the monotonic clock.
func (t *Time) setLocation(location *Location) {
	t.stripMonotonic()
	if location == UTC {
		location = nil
	}
	t.location = location
}

// seconds returns the seconds since year 1.
func (t *Time) seconds() int64 {
	if t.wall&hasMonotonic != 0 {
		return secondsTo1885 + int64(t.wall>>nanosecondBits&wallSecondsMask)
	}
	return t.ext
}

func (t *Time) nanosecond() int64 { return int64(t.wall & nanosecondMask) }

// stripMonotonic removes the monotonic reading.
func (t *Time) stripMonotonic() {
	if t.wall&hasMonotonic != 0 {
		t.ext = t.seconds()
		t.wall &= nanosecondMask
	}
}

// addSeconds moves t without changing its form.
func (t *Time) addSeconds(d int64) {
	if t.wall&hasMonotonic != 0 {
		seconds := int64(t.wall >> nanosecondBits & wallSecondsMask)
		if moved := seconds + d; 0 <= moved && moved <= wallSecondsMask {
			t.wall = t.wall&nanosecondMask | uint64(moved)<<nanosecondBits | hasMonotonic
			return
		}
		t.stripMonotonic()
	}
	sum := t.ext + d
	switch {
	case (sum > t.ext) == (d > 0):
		t.ext = sum
	case d > 0:
		t.ext = 1<<63 - 1
	default:
		t.ext = -(1<<63 - 1)
	}
}

// Date returns the instant with this date and clock in a location. Values out
// of range carry over: 32 October is 1 November. Where clocks were changed, a
// time that occurs twice, or not at all, is taken in one of the two zones.
func Date(year int, month Month, day, hour, min, sec, nsec int, loc *Location) Time {
	if loc == nil {
		panic("time: missing Location in call to Date")
	}
	years, m := divide(int64(month)-1, 12)
	seconds, nanosecond := divide(int64(nsec), 1e9)
	days := daysTo(int64(year)+years, Month(m)+1, int64(day))
	seconds += days*secondsPerDay + int64(hour)*secondsPerHour + int64(min)*secondsPerMinute + int64(sec)
	// The zone depends on the instant, which depends on the zone: guess it from
	// the instant that is right in UTC, and correct the guess if it crosses a
	// change.
	unix := seconds - secondsTo1970
	_, offset, start, end, _ := loc.lookup(unix)
	if offset != 0 {
		guess := unix - int64(offset)
		if guess < start || guess >= end {
			_, offset, _, _, _ = loc.lookup(guess)
		}
		unix -= int64(offset)
	}
	return makeTime(unix+secondsTo1970, nanosecond, loc)
}

// Unix returns the local time sec seconds and nsec nanoseconds after 1 January
// 1970 UTC.
func Unix(sec int64, nsec int64) Time {
	carry, nanosecond := divide(nsec, 1e9)
	return makeTime(sec+carry+secondsTo1970, nanosecond, Local)
}

// UnixMilli returns the local time msec milliseconds after 1 January 1970 UTC.
func UnixMilli(msec int64) Time {
	return Unix(msec/1e3, msec%1e3*1e6)
}

// UnixMicro returns the local time usec microseconds after 1 January 1970 UTC.
func UnixMicro(usec int64) Time {
	return Unix(usec/1e6, usec%1e6*1e3)
}

// Unix returns the seconds since 1 January 1970 UTC.
func (t Time) Unix() int64 { return t.seconds() - secondsTo1970 }

// UnixMilli returns the milliseconds since 1 January 1970 UTC.
func (t Time) UnixMilli() int64 { return t.Unix()*1e3 + t.nanosecond()/1e6 }

// UnixMicro returns the microseconds since 1 January 1970 UTC.
func (t Time) UnixMicro() int64 { return t.Unix()*1e6 + t.nanosecond()/1e3 }

// UnixNano returns the nanoseconds since 1 January 1970 UTC, which are right for
// the years 1678 to 2262.
func (t Time) UnixNano() int64 { return t.Unix()*1e9 + t.nanosecond() }

// Compare returns -1 if t is before u, +1 if it is after, 0 if they are the same
// instant.
func (t Time) Compare(u Time) int {
	a, b := t.seconds(), u.seconds()
	if t.wall&u.wall&hasMonotonic != 0 {
		a, b = t.ext, u.ext
	} else if a == b {
		a, b = t.nanosecond(), u.nanosecond()
	}
	switch {
	case a < b:
		return -1
	case a > b:
		return +1
	}
	return 0
}

// After reports whether t is after u.
func (t Time) After(u Time) bool { return t.Compare(u) > 0 }

// Before reports whether t is before u.
func (t Time) Before(u Time) bool { return t.Compare(u) < 0 }

// Equal reports whether t and u are the same instant, in whatever locations.
func (t Time) Equal(u Time) bool { return t.Compare(u) == 0 }

// IsZero reports whether t is the zero instant.
func (t Time) IsZero() bool { return t.seconds() == 0 && t.nanosecond() == 0 }

// Add returns t+d.
func (t Time) Add(d Duration) Time {
	seconds, nanosecond := divide(t.nanosecond()+int64(d%1e9), 1e9)
	seconds += int64(d / 1e9)
	t.wall = t.wall&^nanosecondMask | uint64(nanosecond)
	monotonic := t.wall&hasMonotonic != 0
	reading := t.ext + int64(d)
	if monotonic && (d < 0) != (reading < t.ext) && d != 0 {
		t.stripMonotonic() // the reading would overflow
	} else if monotonic {
		t.ext = reading
	}
	t.addSeconds(seconds)
	return t
}

// Sub returns t-u, or the nearest duration if that is too long for one.
func (t Time) Sub(u Time) Duration {
	if t.wall&u.wall&hasMonotonic != 0 {
		d := t.ext - u.ext
		if (d < 0) != (t.ext < u.ext) {
			return farthest(t.ext < u.ext)
		}
		return Duration(d)
	}
	d := Duration(t.seconds()-u.seconds())*Second + Duration(t.nanosecond()-u.nanosecond())
	// Overflow shows when going back.
	if u.Add(d).Equal(t) {
		return d
	}
	return farthest(t.Before(u))
}

func farthest(negative bool) Duration {
	if negative {
		return minDuration
	}
	return maxDuration
}

// Until returns the time to t.
func Until(t Time) Duration {
	if t.wall&hasMonotonic == 0 {
		return t.Sub(Now())
	}
	return Duration(t.ext - nanotime())
}

// Since returns the time that has passed since t.
func Since(t Time) Duration {
	if t.wall&hasMonotonic == 0 {
		return Now().Sub(t)
	}
	return Duration(nanotime() - t.ext)
}

// AddDate adds years, months and days to t's date, carrying over as Date does.
func (t Time) AddDate(years int, months int, days int) Time {
	y, m, d := t.Date()
	hour, minute, second := t.Clock()
	m += Month(months)
	return Date(y+years, m, d+days, hour, minute, second, t.Nanosecond(), t.Location())
}

// local returns the seconds since year 1 on the clocks of t's location.
func (t *Time) local() int64 {
	seconds := t.seconds()
	if t.location != nil {
		_, offset, _, _, _ := t.location.lookup(seconds - secondsTo1970)
		seconds += int64(offset)
	}
	return seconds
}

// day and clock return the days since year 1 and the seconds within the day.
func (t *Time) dayAndClock() (days int64, clock int) {
	days, rest := divide(t.local(), secondsPerDay)
	return days, int(rest)
}

// Date returns the year, month and day of t.
func (t Time) Date() (year int, month Month, day int) {
	days, _ := t.dayAndClock()
	y, month, day, _ := dateOf(days)
	return int(y), month, day
}

// Year returns the year of t.
func (t Time) Year() int {
	year, _, _ := t.Date()
	return year
}

// Month returns the month of t.
func (t Time) Month() Month {
	_, month, _ := t.Date()
	return month
}

// Day returns the day of the month of t.
func (t Time) Day() int {
	_, _, day := t.Date()
	return day
}

// YearDay returns the day of the year of t, 1 January being 1.
func (t Time) YearDay() int {
	days, _ := t.dayAndClock()
	_, _, _, yearDay := dateOf(days)
	return yearDay
}

// Weekday returns the day of the week of t.
func (t Time) Weekday() Weekday {
	days, _ := t.dayAndClock()
	return weekdayOf(days)
}

// weekdayOf returns the day of the week; 1 January 1 is a Monday.
func weekdayOf(days int64) Weekday {
	_, d := divide(days+1, 7)
	return Weekday(d)
}

// ISOWeek returns the year and number of the ISO 8601 week of t: weeks begin on
// Mondays and belong to the year of their Thursday.
func (t Time) ISOWeek() (year, week int) {
	days, _ := t.dayAndClock()
	weekday := int64(weekdayOf(days)+6) % 7 // Monday 0
	y, _, _, yearDay := dateOf(days - weekday + 3)
	return int(y), (yearDay-1)/7 + 1
}

// Clock returns the hour, minute and second of t.
func (t Time) Clock() (hour, min, sec int) {
	_, clock := t.dayAndClock()
	return clock / secondsPerHour, clock % secondsPerHour / 60, clock % 60
}

// Hour returns the hour of t, 0 to 23.
func (t Time) Hour() int {
	hour, _, _ := t.Clock()
	return hour
}

// Minute returns the minute of t.
func (t Time) Minute() int {
	_, min, _ := t.Clock()
	return min
}

// Second returns the second of t.
func (t Time) Second() int {
	_, _, sec := t.Clock()
	return sec
}

// Nanosecond returns the nanosecond within the second.
func (t Time) Nanosecond() int { return int(t.nanosecond()) }

// UTC returns t in UTC.
func (t Time) UTC() Time {
	t.setLocation(UTC)
	return t
}

// Local returns t in the local time zone.
func (t Time) Local() Time {
	t.setLocation(Local)
	return t
}

// In returns t in another location. Like UTC and Local it drops the reading of
// the monotonic clock, as it is about the time on the wall.
func (t Time) In(loc *Location) Time {
	if loc == nil {
		panic("time: missing Location in call to Time.In")
	}
	t.setLocation(loc)
	return t
}

// Location returns the location t is shown in.
func (t Time) Location() *Location {
	if t.location == nil {
		return UTC
	}
	return t.location
}

// Zone returns the abbreviation of the zone in effect at t, and its seconds
// east of UTC.
func (t Time) Zone() (name string, offset int) {
	name, offset, _, _, _ = t.Location().lookup(t.Unix())
	return name, offset
}

// ZoneBounds returns when the zone in effect at t began and when it ends; the
// zero Time stands for never.
func (t Time) ZoneBounds() (start, end Time) {
	_, _, from, to, _ := t.Location().lookup(t.Unix())
	if from != always {
		start = makeTime(from+secondsTo1970, 0, t.Location())
	}
	if to != never {
		end = makeTime(to+secondsTo1970, 0, t.Location())
	}
	return start, end
}

// IsDST reports whether t is in daylight saving time.
func (t Time) IsDST() bool {
	_, _, _, _, dst := t.Location().lookup(t.Unix())
	return dst
}

// Truncate rounds t down to a multiple of d since the zero Time, and removes the
// monotonic reading. For d <= 0 it only does the latter.
func (t Time) Truncate(d Duration) Time {
	t.stripMonotonic()
	if d <= 0 {
		return t
	}
	return t.Add(-t.rest(d))
}

// Round rounds t to the nearest multiple of d since the zero Time, halves up, as
// Truncate.
func (t Time) Round(d Duration) Time {
	t.stripMonotonic()
	if d <= 0 {
		return t
	}
	rest := t.rest(d)
	if isLessThanHalf(rest, d) {
		return t.Add(-rest)
	}
	return t.Add(d - rest)
}

// rest returns the time since the zero Time modulo d > 0. The nanoseconds since
// then do not fit 64 bits, so they are built up, doubling and reducing.
func (t *Time) rest(d Duration) Duration {
	seconds, m := t.seconds(), uint64(d)
	negative := seconds < 0
	n := uint64(seconds)
	if negative {
		n = -n
	}
	second := uint64(Second) % m
	var r uint64
	for i := 63; i >= 0; i-- {
		r = addModulo(r, r, m)
		if n>>uint(i)&1 != 0 {
			r = addModulo(r, second, m)
		}
	}
	if negative && r != 0 {
		r = m - r
	}
	return Duration(addModulo(r, uint64(t.nanosecond())%m, m))
}

// addModulo returns a+b modulo m, for a, b < m < 2^63.
func addModulo(a, b, m uint64) uint64 {
	a += b
	if a >= m {
		a -= m
	}
	return a
}

// MarshalBinary encodes t, with its offset from UTC but not the name of its
// location.
func (t Time) MarshalBinary() ([]byte, error) {
	return t.AppendBinary(make([]byte, 0, 16))
}

const (
	binaryVersion1 = 1
	binaryVersion2 = 2 // offsets with seconds
	binaryUTC      = -1
)

// AppendBinary appends what MarshalBinary returns to b.
func (t Time) AppendBinary(b []byte) ([]byte, error) {
	minutes, seconds, version := binaryUTC, 0, byte(binaryVersion1)
	if t.Location() != UTC {
		_, offset := t.Zone()
		if offset%60 != 0 {
			version = binaryVersion2
		}
		minutes, seconds = offset/60, offset%60
		if minutes < -32768 || minutes == binaryUTC || minutes > 32767 {
			return b, errors.New("Time.MarshalBinary: unexpected zone offset")
		}
	}
	b = append(b, version)
	for shift := 56; shift >= 0; shift -= 8 {
		b = append(b, byte(uint64(t.seconds())>>uint(shift)))
	}
	for shift := 24; shift >= 0; shift -= 8 {
		b = append(b, byte(uint64(t.nanosecond())>>uint(shift)))
	}
	b = append(b, byte(minutes>>8), byte(minutes))
	if version == binaryVersion2 {
		b = append(b, byte(seconds))
	}
	return b, nil
}

// UnmarshalBinary decodes what MarshalBinary encoded.
func (t *Time) UnmarshalBinary(data []byte) error {
	if len(data) == 0 {
		return errors.New("Time.UnmarshalBinary: no data")
	}
	want := 1 + 8 + 4 + 2
	switch data[0] {
	case binaryVersion1:
	case binaryVersion2:
		want++
	default:
		return errors.New("Time.UnmarshalBinary: unsupported version")
	}
	if len(data) != want {
		return errors.New("Time.UnmarshalBinary: invalid length")
	}
	var seconds, nanosecond uint64
	for _, c := range data[1:9] {
		seconds = seconds<<8 | uint64(c)
	}
	for _, c := range data[9:13] {
		nanosecond = nanosecond<<8 | uint64(c)
	}
	offset := int(int16(uint16(data[13])<<8|uint16(data[14]))) * 60
	if data[0] == binaryVersion2 {
		offset += int(int8(data[15]))
	}
	*t = Time{nanosecond, int64(seconds), nil}
	if offset != binaryUTC*60 {
		if _, local, _, _, _ := Local.lookup(t.Unix()); local == offset {
			t.setLocation(Local)
		} else {
			t.setLocation(FixedZone("", offset))
		}
	}
	return nil
}

// GobDecode is UnmarshalBinary, for package encoding/gob.
func (t *Time) GobDecode(data []byte) error { return t.UnmarshalBinary(data) }

// GobEncode is MarshalBinary, for package encoding/gob.
func (t Time) GobEncode() ([]byte, error) { return t.MarshalBinary() }
