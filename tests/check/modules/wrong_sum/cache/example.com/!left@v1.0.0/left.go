package left

import "example.com/low"

func Name() string { return "left with " + low.Version }
