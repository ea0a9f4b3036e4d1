package other

import "fmt"

const Name = "other in folder"

type Shape struct{ side int }

func New(n int) Shape { return Shape{n} }

func (s Shape) Side() int        { return s.side }
func (s Shape) Describe() string { return fmt.Sprint("shape of ", s.side) }
