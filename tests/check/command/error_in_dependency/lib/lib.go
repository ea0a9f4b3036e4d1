package lib

func F(x int) string { return x }
