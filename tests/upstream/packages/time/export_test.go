package time

import (
	"sync"
	"syscall"
)

// What tests outside of the package see of it. Tests of what is only there for
// its form in gc's library are left out: their functions are nil.

// ResetLocalOnceForTest makes the local time zone be looked for again.
func ResetLocalOnceForTest() { localLocation = Location{load: new(sync.Once)} }

// ForceUSPacificForTesting makes Los Angeles the local time zone, from the
// distribution's database.
func ForceUSPacificForTesting() {
	l, err := loadFrom("America/Los_Angeles", []string{"../../lib/time/zoneinfo.zip"})
	if err != nil {
		panic(err)
	}
	localLocation = Location{}
	localLocation.set(l, "Local")
}

func init() { ForceUSPacificForTesting() }

// ZoneinfoForTesting returns the variable ZONEINFO, which is read every time.
func ZoneinfoForTesting() *string {
	if place, ok := syscall.Getenv("ZONEINFO"); ok {
		return &place
	}
	return nil
}

// ResetZoneinfoForTesting has nothing to forget.
func ResetZoneinfoForTesting() {}

// DisablePlatformSources hides the system's database.
func DisablePlatformSources() (undo func()) {
	previous := databases
	databases = nil
	return func() { databases = previous }
}

// GorootZoneSource returns the distribution's database.
func GorootZoneSource(root string) (string, bool) { return root + "/lib/time/zoneinfo.zip", root != "" }

// LoadTzinfo returns the file of a zone.
func LoadTzinfo(name, source string) ([]byte, error) { return zoneData(name, source) }

// LoadFromEmbeddedTZData asks the package time/tzdata.
func LoadFromEmbeddedTZData(zone string) (string, error) { return embeddedZone(zone) }

// ParseTimeZone returns the length of an abbreviation.
func ParseTimeZone(value string) (length int, ok bool) {
	p := parser{value: value}
	if p.readZoneName() != nil {
		return 0, false
	}
	return len(value) - len(p.value), true
}

// SetMono sets the reading of the monotonic clock, if there is one.
func SetMono(t *Time, reading int64) {
	if t.wall&hasMonotonic == 0 {
		seconds := t.seconds() - secondsTo1885
		t.wall = hasMonotonic | uint64(seconds)<<nanosecondBits | uint64(t.Nanosecond())
	}
	t.ext = reading
}

// GetMono returns that reading, or 0.
func GetMono(t *Time) int64 {
	if t.wall&hasMonotonic == 0 {
		return 0
	}
	return t.ext
}

var (
	ErrLocation = errBadName
	ReadFile    = readFile
	Quote       = quote
	DaysIn      = func(m Month, year int) int { return daysIn(m, int64(year)) }

	NextStdChunk  func(layout string) (prefix string, std int, suffix string)
	StdChunkNames map[int]string
	Tzset         func(s string, lastTxSec, sec int64) (name string, offset int, start, end int64, isDST, ok bool)
	TzsetName     = wholly(ruleName)
	TzsetOffset   = wholly(ruleTime)

	MinMonoTime         = Time{wall: hasMonotonic, ext: -1 << 63, location: UTC}
	MaxMonoTime         = Time{wall: hasMonotonic, ext: 1<<63 - 1, location: UTC}
	NotMonoNegativeTime = Time{ext: -1<<63 + 50}
)

// wholly makes a reader return nothing when it fails.
func wholly[T any](read func(s string) (T, string, bool)) func(s string) (T, string, bool) {
	return func(s string) (result T, rest string, ok bool) {
		if result, rest, ok = read(s); ok {
			return result, rest, ok
		}
		var nothing T
		return nothing, "", false
	}
}

// Kinds of rules.
const (
	RuleJulian       = RuleKind('J')
	RuleDOY          = RuleKind('0')
	RuleMonthWeekDay = RuleKind('M')
	UnixToInternal   = secondsTo1970
)

// A RuleKind is how a Rule names a day.
type RuleKind int

// A Rule is a yearly date.
type Rule struct {
	Kind RuleKind
	Day  int
	Week int
	Mon  int
	Time int
}

// TzsetRule reads a Rule.
func TzsetRule(s string) (Rule, string, bool) {
	d, rest, ok := ruleDay("," + s)
	if !ok {
		return Rule{}, "", false
	}
	return Rule{RuleKind(d.form), d.day, d.week, d.month, d.clock}, rest, true
}

// Times in RFC 3339's format have no functions of their own.

func AppendInt(b []byte, x, width int) []byte { return appendPadded(b, x, width) }

func AppendFormatAny(t Time, b []byte, layout string) []byte { return t.AppendFormat(b, layout) }

func AppendFormatRFC3339(t Time, b []byte, nanos bool) []byte {
	if nanos {
		return t.AppendFormat(b, RFC3339Nano)
	}
	return t.AppendFormat(b, RFC3339)
}

var ParseAny = parse

func ParseRFC3339(s string, local *Location) (Time, bool) {
	t, err := parse(RFC3339, s, UTC, local)
	return t, err == nil
}

// CheckRuntimeTimerPeriodOverflow starts a timer whose second tick never comes.
func CheckRuntimeTimerPeriodOverflow() {
	t := NewTicker(1<<63 - 1)
	defer t.Stop()
	<-After(25 * Millisecond)
}

// Interrupt would interrupt system calls of tests.
func Interrupt() { syscall.Kill(syscall.Getpid(), syscall.SIGCHLD) }
