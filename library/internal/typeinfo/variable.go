package typeinfo

import "unsafe"

// A Variable is the memory of a reflect.Value, which package fmt prints as
// what it stands for.
type Variable struct {
	// Type is nil for the zero Value.
	Type *Type
	// Pointer is the value itself, if its type is pointer-shaped and State
	// lacks Indirect; else the address of the value.
	Pointer unsafe.Pointer
	State   uintptr
}

// Bits of Variable.State, above those of the kind. Package reflect says what
// they mean.
const (
	StateKind        = 1<<5 - 1
	StateHiddenField = 1 << 5
	StateHiddenEmbed = 1 << 6
	StateHidden      = StateHiddenField | StateHiddenEmbed
	StateIndirect    = 1 << 7
	StateAddressable = 1 << 8
	StateBoundMethod = 1 << 9
	StateMethodShift = 10
)

// ReflectValue returns the reflect.Value at p if t is that type, else nil.
func ReflectValue(t *Type, p unsafe.Pointer) *Variable {
	if t.Kind != Struct || t.Name != "Value" || t.PackagePath != "reflect" {
		return nil
	}
	return (*Variable)(p)
}

// BoundMethodType returns the type of a method value, without receiver.
func (v *Variable) BoundMethodType() *Type {
	index := v.State >> StateMethodShift
	if v.Type.Kind == Interface {
		return v.Type.Members()[index].Type
	}
	// Exported methods come first.
	return v.Type.Methods()[index].Type
}

// Address returns where the value is.
func (v *Variable) Address() unsafe.Pointer {
	if v.State&StateIndirect != 0 {
		return v.Pointer
	}
	return unsafe.Pointer(&v.Pointer)
}
