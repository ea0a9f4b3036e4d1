package p

func f() {
unused:
	for {
		break missing
	}
	goto nowhere
	goto over
	x := 1
over:
	_ = x
twice:
twice:
	goto twice
	goto into
	{
	into:
	}
block:
	{
		break block
		continue block
	}
}
