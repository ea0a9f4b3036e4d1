package p

func f() {
	if true
	{
	}
}

func g()
{
}

func h() {
	for i := 0; i < 10; i++
	{
	}
}
