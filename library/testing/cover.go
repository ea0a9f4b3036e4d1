package testing

// A CoverBlock is a stretch of code whose executions are counted.
type CoverBlock struct {
	Line0 uint32 // where it begins
	Col0  uint16
	Line1 uint32 // where it ends
	Col1  uint16
	Stmts uint16 // number of statements
}

// Cover holds counters of a program that counts executions. Programs compiled by
// grus do not.
type Cover struct {
	Mode            string
	Counters        map[string][]uint32
	Blocks          map[string][]CoverBlock
	CoveredPackages string
}

var registeredCover Cover

// RegisterCover hands over counters.
func RegisterCover(c Cover) { registeredCover = c }

// CoverMode returns how executions are counted: not at all.
func CoverMode() string { return registeredCover.Mode }

// Coverage returns the fraction of registered blocks that were executed, 0
// without any.
func Coverage() float64 {
	var all, executed int
	for _, counters := range registeredCover.Counters {
		for _, n := range counters {
			all++
			if n > 0 {
				executed++
			}
		}
	}
	if all == 0 {
		return 0
	}
	return float64(executed) / float64(all)
}
