// Methods are promoted through values and pointers; the receiver is the inner value.
package main

import "fmt"

type engine struct{ power int }

func (e *engine) tune(n int)      { e.power += n }
func (e engine) describe() string { return fmt.Sprint("engine ", e.power) }

type wheels struct{ count int }

func (w wheels) describe() string { return fmt.Sprint("wheels ", w.count) }

type car struct {
	engine
	*wheels
	name string
}

func (c car) describe() string {
	return c.name + ": " + c.engine.describe() + ", " + c.wheels.describe()
}

type taxi struct{ *car }

type tuner interface{ tune(int) }

func main() {
	c := car{engine{100}, &wheels{4}, "car"}
	c.tune(5)
	tune := c.tune
	tune(10)
	t := taxi{&c}
	t.tune(1)
	t.count = 6
	fmt.Println(c.describe(), "|", t.describe(), t.power, t.car.engine.power)
	var x tuner = t
	x.tune(1000)
	tuner.tune(&c, 1)
	fmt.Println(c.power)
}
