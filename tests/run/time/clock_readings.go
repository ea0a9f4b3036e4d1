// Which times have a reading of the monotonic clock; tickers that are faster
// than anything; the name of the local time zone.
package main

import (
	"fmt"
	"os"
	"strings"
	"time"
)

func main() {
	show := func(name string, t time.Time) { fmt.Println(name, strings.Contains(t.String(), "m=")) }
	os.Setenv("TZ", "Asia/Shanghai")
	now := time.Now()
	show("Now", now)
	show("Add", now.Add(time.Hour))
	show("In", now.In(time.UTC))
	show("UTC", now.UTC())
	show("Local", now.Local())
	show("Round", now.Round(0))
	show("AddDate", now.AddDate(0, 0, 1))
	show("After", <-time.After(1))
	ticker := time.NewTicker(1)
	show("ticker", <-ticker.C)
	show("ticker", <-ticker.C)
	ticker.Stop()
	fmt.Println(time.Local, time.Unix(0, 0).Location())
}
