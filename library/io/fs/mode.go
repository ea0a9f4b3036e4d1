package fs

// A FileMode is a file's kind and permissions, with the same bits on all
// systems.
type FileMode uint32

// The bits of a FileMode above the permissions.
const (
	ModeDir        FileMode = 1 << (32 - 1 - iota) // d: a directory
	ModeAppend                                     // a: append-only
	ModeExclusive                                  // l: exclusive use
	ModeTemporary                                  // T: temporary file
	ModeSymlink                                    // L: symbolic link
	ModeDevice                                     // D: device
	ModeNamedPipe                                  // p: named pipe
	ModeSocket                                     // S: socket
	ModeSetuid                                     // u: setuid
	ModeSetgid                                     // g: setgid
	ModeCharDevice                                 // c: character device, when ModeDevice is set
	ModeSticky                                     // t: sticky
	ModeIrregular                                  // ?: nothing else is known

	// ModeType selects the bits that tell the kind; a regular file has none.
	ModeType = ModeDir | ModeSymlink | ModeNamedPipe | ModeSocket | ModeDevice | ModeCharDevice | ModeIrregular

	// ModePerm selects the permissions.
	ModePerm FileMode = 0777
)

// String shows the mode as ls does, with one letter a bit.
func (m FileMode) String() string {
	const kinds, permissions = "dalTLDpSugct?", "rwxrwxrwx"
	var b []byte
	for i := 0; i < len(kinds); i++ {
		if m&(1<<uint(31-i)) != 0 {
			b = append(b, kinds[i])
		}
	}
	if len(b) == 0 {
		b = append(b, '-')
	}
	for i := 0; i < len(permissions); i++ {
		if m&(1<<uint(8-i)) != 0 {
			b = append(b, permissions[i])
		} else {
			b = append(b, '-')
		}
	}
	return string(b)
}

// IsDir reports whether the mode is that of a directory.
func (m FileMode) IsDir() bool { return m&ModeDir != 0 }

// IsRegular reports whether the mode is that of a regular file.
func (m FileMode) IsRegular() bool { return m&ModeType == 0 }

// Perm returns the permissions.
func (m FileMode) Perm() FileMode { return m & ModePerm }

// Type returns the bits that tell the kind.
func (m FileMode) Type() FileMode { return m & ModeType }
