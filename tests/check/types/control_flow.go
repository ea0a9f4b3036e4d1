// break, continue, fallthrough, goto and defer where they may not stand.
package main

func main() {
	break
	continue
	if true {
		fallthrough
	}
	switch {
	case true:
		fallthrough
	}
	goto end
	x := 1
	_ = x
end:
	defer 1
	go func() {}
	defer recover
	for i := range 3.5 {
	}
}
