package p

func f() {}

/* never
closed
