package right

import "example.com/low"

func Name() string { return "right with " + low.Version }
