// This file holds the calendar: months, weekdays, and the conversion between
// days and dates of the Gregorian calendar, extended to all times.

package time

// A Month is a month of the year, January being 1.
type Month int

// The months.
const (
	January Month = 1 + iota
	February
	March
	April
	May
	June
	July
	August
	September
	October
	November
	December
)

var monthNames = [...]string{
	"January", "February", "March", "April", "May", "June", "July",
	"August", "September", "October", "November", "December",
}

// String returns the English name of the month.
func (m Month) String() string {
	if January <= m && m <= December {
		return monthNames[m-1]
	}
	return "%!Month(" + unsigned(uint64(m)) + ")"
}

// unsigned returns the decimal digits of n.
func unsigned(n uint64) string {
	var digits [20]byte
	return string(digits[putInteger(digits[:], n):])
}

// A Weekday is a day of the week, Sunday being 0.
type Weekday int

// The days of the week.
const (
	Sunday Weekday = iota
	Monday
	Tuesday
	Wednesday
	Thursday
	Friday
	Saturday
)

var dayNames = [...]string{
	"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
}

// String returns the English name of the day.
func (d Weekday) String() string {
	if Sunday <= d && d <= Saturday {
		return dayNames[d]
	}
	return "%!Weekday(" + unsigned(uint64(d)) + ")"
}

const (
	secondsPerMinute = 60
	secondsPerHour   = 60 * secondsPerMinute
	secondsPerDay    = 24 * secondsPerHour

	daysPer400Years = 365*400 + 97

	// Days from 1 January 1 to the beginning of 1885 and 1970. Times count
	// seconds from year 1; with a monotonic reading, from 1885.
	daysTo1885 = 1884*365 + 1884/4 - 1884/100 + 1884/400
	daysTo1970 = 1969*365 + 1969/4 - 1969/100 + 1969/400

	// Days from 1 March 0, where the conversions begin, to 1 January 1.
	daysFromMarch0 = 306
)

// divide returns the quotient of a and b > 0, rounded down, and the rest.
func divide(a, b int64) (quotient, rest int64) {
	quotient, rest = a/b, a%b
	if rest < 0 {
		quotient--
		rest += b
	}
	return quotient, rest
}

// daysTo returns the number of days from 1 January 1 to a date. Day may be any
// number, month is 1 to 12.
//
// Years are counted from March, so that the day that leap years add is their
// last one; the lengths of the months from March on repeat every five months
// with 153 days.
func daysTo(year int64, month Month, day int64) int64 {
	m := int64(month) - 3
	if m < 0 {
		m += 12
		year--
	}
	century4, y := divide(year, 400)
	return century4*daysPer400Years + y*365 + y/4 - y/100 + (153*m+2)/5 + day - 1 - daysFromMarch0
}

// dateOf returns the date of the day with a number of days from 1 January 1,
// and the day of the year, 1 January being 1.
func dateOf(days int64) (year int64, month Month, day, yearDay int) {
	century4, d := divide(days+daysFromMarch0, daysPer400Years)
	// The leap days that have passed are known from the day alone.
	y := (d - d/1460 + d/36524 - d/146096) / 365
	d -= y*365 + y/4 - y/100 // day of the year that begins in March, from 0
	m := (5*d + 2) / 153
	day = int(d-(153*m+2)/5) + 1
	year = century4*400 + y
	if m < 10 {
		month = Month(m + 3)
		yearDay = int(d) + 31 + 28 + 1
		if isLeap(year) {
			yearDay++
		}
	} else {
		month = Month(m - 9)
		year++
		yearDay = int(d) - daysFromMarch0 + 1
	}
	return year, month, day, yearDay
}

func isLeap(year int64) bool {
	return year%4 == 0 && (year%100 != 0 || year%400 == 0)
}

// daysIn returns the length of a month.
func daysIn(month Month, year int64) int {
	switch month {
	case February:
		if isLeap(year) {
			return 29
		}
		return 28
	case April, June, September, November:
		return 30
	}
	return 31
}
