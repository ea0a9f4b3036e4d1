// This file reads layouts: texts that show how the reference time
//
//	Mon Jan 2 15:04:05 MST 2006
//
// would be written, that is, the 2nd of January 2006, 3:04:05 in the afternoon,
// seven hours west of UTC.

package time

// Layouts that are used often.
const (
	// Layout is the reference time in numbers.
	Layout = "01/02 03:04:05PM '06 -0700"

	// Internet standards.
	RFC3339     = "2006-01-02T15:04:05Z07:00"
	RFC3339Nano = "2006-01-02T15:04:05.999999999Z07:00"
	RFC1123     = "Mon, 02 Jan 2006 15:04:05 MST"
	RFC1123Z    = "Mon, 02 Jan 2006 15:04:05 -0700"
	RFC850      = "Monday, 02-Jan-06 15:04:05 MST"
	RFC822      = "02 Jan 06 15:04 MST"
	RFC822Z     = "02 Jan 06 15:04 -0700"

	// What programs print.
	ANSIC    = "Mon Jan _2 15:04:05 2006"
	UnixDate = "Mon Jan _2 15:04:05 MST 2006"
	RubyDate = "Mon Jan 02 15:04:05 -0700 2006"

	// Parts of a time.
	DateTime = "2006-01-02 15:04:05"
	DateOnly = "2006-01-02"
	TimeOnly = "15:04:05"
	Kitchen  = "3:04PM"

	// Times in logs.
	StampNano  = "Jan _2 15:04:05.000000000"
	StampMicro = "Jan _2 15:04:05.000000"
	StampMilli = "Jan _2 15:04:05.000"
	Stamp      = "Jan _2 15:04:05"
)

// An element is a part of a layout that stands for a part of the time.
type element int

const (
	noElement element = iota
	longMonth
	shortMonth
	numericMonth
	paddedMonth
	longWeekday
	shortWeekday
	dayOfMonth
	spacedDay
	paddedDay
	spacedYearDay
	paddedYearDay
	hour24
	hour12
	paddedHour12
	minute
	paddedMinute
	second
	paddedSecond
	longYear
	shortYear
	upperPM
	lowerPM
	zoneName
	zoneOffset // with a form, see offsetForm
	fraction0  // .000: that many digits
	fraction9  // .999: up to that many digits
)

// token is an element with its details.
type token struct {
	kind   element
	text   string // as it is in the layout
	digits int    // of a fraction
	form   offsetForm
}

// offsetForm says how an offset from UTC is written.
type offsetForm struct {
	utcIsZ  bool
	colons  bool
	minutes bool
	seconds bool
}

// words are elements that are recognised by their text alone; where one begins
// with another, the longer comes first.
var words = []token{
	{kind: longMonth, text: "January"},
	{kind: longWeekday, text: "Monday"},
	{kind: zoneName, text: "MST"},
	{kind: paddedMonth, text: "01"},
	{kind: paddedDay, text: "02"},
	{kind: paddedHour12, text: "03"},
	{kind: paddedMinute, text: "04"},
	{kind: paddedSecond, text: "05"},
	{kind: shortYear, text: "06"},
	{kind: paddedYearDay, text: "002"},
	{kind: hour24, text: "15"},
	{kind: numericMonth, text: "1"},
	{kind: longYear, text: "2006"},
	{kind: dayOfMonth, text: "2"},
	{kind: spacedYearDay, text: "__2"},
	{kind: hour12, text: "3"},
	{kind: minute, text: "4"},
	{kind: second, text: "5"},
	{kind: upperPM, text: "PM"},
	{kind: lowerPM, text: "pm"},
}

var offsets = []token{
	{kind: zoneOffset, text: "-070000", form: offsetForm{minutes: true, seconds: true}},
	{kind: zoneOffset, text: "-07:00:00", form: offsetForm{colons: true, minutes: true, seconds: true}},
	{kind: zoneOffset, text: "-0700", form: offsetForm{minutes: true}},
	{kind: zoneOffset, text: "-07:00", form: offsetForm{colons: true, minutes: true}},
	{kind: zoneOffset, text: "-07"},
	{kind: zoneOffset, text: "Z070000", form: offsetForm{utcIsZ: true, minutes: true, seconds: true}},
	{kind: zoneOffset, text: "Z07:00:00", form: offsetForm{utcIsZ: true, colons: true, minutes: true, seconds: true}},
	{kind: zoneOffset, text: "Z0700", form: offsetForm{utcIsZ: true, minutes: true}},
	{kind: zoneOffset, text: "Z07:00", form: offsetForm{utcIsZ: true, colons: true, minutes: true}},
	{kind: zoneOffset, text: "Z07", form: offsetForm{utcIsZ: true}},
}

func hasPrefix(s, prefix string) bool {
	return len(s) >= len(prefix) && s[:len(prefix)] == prefix
}

// nextElement splits a layout at its first element. If there is none, prefix is
// the whole layout.
func nextElement(layout string) (prefix string, found token, rest string) {
	for i := 0; i < len(layout); i++ {
		if t := elementAt(layout, i); t.kind != noElement {
			return layout[:i], t, layout[i+len(t.text):]
		}
	}
	return layout, found, ""
}

// elementAt returns the element that begins at i.
func elementAt(layout string, i int) (t token) {
	s := layout[i:]
	switch c := s[0]; c {
	case 'J', 'M':
		// Jan and Mon must not be the beginning of another word.
		if t = among(words, s); t.kind != noElement {
			return t
		}
		isWord := len(s) >= 3 && (len(s) == 3 || s[3] < 'a' || s[3] > 'z')
		if isWord && s[:3] == "Jan" {
			return token{kind: shortMonth, text: "Jan"}
		}
		if isWord && s[:3] == "Mon" {
			return token{kind: shortWeekday, text: "Mon"}
		}
	case '_':
		// _2006 is a literal underscore and a year.
		if hasPrefix(s, "_2") && !hasPrefix(s, "_2006") {
			return token{kind: spacedDay, text: "_2"}
		}
		return among(words, s)
	case '-', 'Z':
		return among(offsets, s)
	case '.', ',':
		// A run of zeros or nines that is not part of a longer number.
		if len(s) < 2 || s[1] != '0' && s[1] != '9' {
			return t
		}
		n := 1
		for n < len(s) && s[n] == s[1] {
			n++
		}
		if isDigit(s, n) {
			return t
		}
		t = token{kind: fraction0, text: s[:n], digits: n - 1}
		if s[1] == '9' {
			t.kind = fraction9
		}
	case '0', '1', '2', '3', '4', '5', 'P', 'p':
		return among(words, s)
	}
	return t
}

func among(tokens []token, s string) token {
	for i := range tokens {
		if hasPrefix(s, tokens[i].text) {
			return tokens[i]
		}
	}
	return token{}
}
