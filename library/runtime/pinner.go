package runtime

import "unsafe"

// A Pinner keeps objects where they are until Unpin is called. Objects never
// move here: all there is to do is to refer to them.
type Pinner struct {
	pinned []unsafe.Pointer
}

// Pin pins the object that a pointer points to.
func (p *Pinner) Pin(pointer any) {
	value := (*emptyInterface)(unsafe.Pointer(&pointer))
	switch {
	case value.descriptor == nil:
		panic(errorString("runtime.Pinner: argument is nil"))
	case value.descriptor.kind != kindPointer && value.descriptor.kind != kindUnsafePointer:
		panic(errorString("runtime.Pinner: argument is not a pointer: " + value.descriptor.text))
	}
	p.pinned = append(p.pinned, value.data)
}

// Unpin releases all objects.
func (p *Pinner) Unpin() { p.pinned = nil }
