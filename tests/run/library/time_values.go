// Durations print in units; dates compute and format; no clock is needed.
package main

import (
	"fmt"
	"time"
)

func main() {
	for _, d := range []time.Duration{0, 1, 1500, 2 * time.Millisecond, 90 * time.Second, -time.Hour, 36*time.Hour + 5*time.Minute, 1<<63 - 1} {
		fmt.Print(d, " ")
	}
	fmt.Println()
	d, err := time.ParseDuration("1h15m30.5s")
	fmt.Println(d, err, d.Minutes(), d.Round(time.Minute), d.Truncate(time.Hour), int64(d/time.Millisecond))
	_, err = time.ParseDuration("5 parsecs")
	fmt.Println(err)
	t := time.Date(2024, time.February, 29, 13, 4, 5, 678, time.UTC)
	fmt.Println(t, t.Weekday(), t.YearDay(), t.Unix(), t.AddDate(1, 0, 0).Format("2006-01-02"), t.Add(24*time.Hour).Month())
	fmt.Println(t.Format(time.RFC3339), t.Format("Jan 2, 3:04PM"), t.Sub(t.Add(-time.Minute)), t.Before(t.Add(1)), t.Equal(t))
	p, err := time.Parse("2006-01-02 15:04", "2021-12-25 08:30")
	fmt.Println(p, err, p.IsZero(), time.Time{}.IsZero(), time.Time{})
	start := time.Now()
	time.Sleep(3 * time.Millisecond)
	e := time.Since(start)
	fmt.Println(e >= 3*time.Millisecond, e < 5*time.Second)
}
