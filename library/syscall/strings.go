// This file holds strings for the kernel.

package syscall

import "unsafe"

// ByteSliceFromString returns s with a zero byte behind it, or EINVAL if s
// contains one.
func ByteSliceFromString(s string) ([]byte, error) {
	if contains(s, 0) {
		return nil, errInvalid
	}
	b := make([]byte, len(s)+1)
	copy(b, s)
	return b, nil
}

// BytePtrFromString returns the address of s with a zero byte behind it.
func BytePtrFromString(s string) (*byte, error) {
	b, err := ByteSliceFromString(s)
	if err != nil {
		return nil, err
	}
	return &b[0], nil
}

// SlicePtrFromStrings converts every string, and ends the slice with nil.
func SlicePtrFromStrings(ss []string) ([]*byte, error) {
	list := make([]*byte, len(ss)+1)
	for i, s := range ss {
		p, err := BytePtrFromString(s)
		if err != nil {
			return nil, err
		}
		list[i] = p
	}
	return list, nil
}

// StringByteSlice is ByteSliceFromString that panics.
//
// Deprecated: use ByteSliceFromString.
func StringByteSlice(s string) []byte {
	b, err := ByteSliceFromString(s)
	if err != nil {
		panic("syscall: string with NUL passed to StringByteSlice")
	}
	return b
}

// StringBytePtr is BytePtrFromString that panics.
//
// Deprecated: use BytePtrFromString.
func StringBytePtr(s string) *byte { return &StringByteSlice(s)[0] }

// StringSlicePtr is SlicePtrFromStrings that panics.
//
// Deprecated: use SlicePtrFromStrings.
func StringSlicePtr(ss []string) []*byte {
	list := make([]*byte, 0, len(ss)+1)
	for _, s := range ss {
		list = append(list, StringBytePtr(s))
	}
	return append(list, nil)
}

func contains(s string, c byte) bool {
	for i := 0; i < len(s); i++ {
		if s[i] == c {
			return true
		}
	}
	return false
}

// stringsAt reads an array of C strings ended by a null pointer, and returns
// the address behind it.
func stringsAt(p unsafe.Pointer) (list []string, after unsafe.Pointer) {
	for {
		text := *(**byte)(p)
		p = unsafe.Add(p, 8)
		if text == nil {
			return list, p
		}
		n := 0
		for *(*byte)(unsafe.Add(unsafe.Pointer(text), n)) != 0 {
			n++
		}
		list = append(list, unsafe.String(text, n))
	}
}
