package p

func f() {
	if {
	}
	if x := 1; {
	}
	if ; {
	}
	for x := 1 {
	}
	for i := 0; i < 3 {
	}
	for ;; i := 1 {
	}
}
