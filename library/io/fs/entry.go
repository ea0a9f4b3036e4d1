package fs

import "time"

// infoEntry makes a FileInfo a DirEntry.
type infoEntry struct{ info FileInfo }

// FileInfoToDirEntry returns a DirEntry with the information of info, nil for
// nil.
func FileInfoToDirEntry(info FileInfo) DirEntry {
	if info == nil {
		return nil
	}
	return infoEntry{info}
}

func (e infoEntry) Name() string            { return e.info.Name() }
func (e infoEntry) IsDir() bool             { return e.info.IsDir() }
func (e infoEntry) Type() FileMode          { return e.info.Mode().Type() }
func (e infoEntry) Info() (FileInfo, error) { return e.info, nil }
func (e infoEntry) String() string          { return FormatDirEntry(e) }

// FormatDirEntry shows an entry with its kind, as in "d subdir/" and
// "- hello.go".
func FormatDirEntry(dir DirEntry) string {
	kind := dir.Type().String()
	return kind[:len(kind)-len("rwxrwxrwx")] + " " + shownName(dir.Name(), dir.IsDir())
}

// FormatFileInfo shows a file as ls -l does, as in
// "-rw-r--r-- 100 1970-01-01 12:00:00 hello.go".
func FormatFileInfo(info FileInfo) string {
	var size []byte
	n := info.Size()
	negative := n < 0
	for rest := n; ; rest /= 10 {
		digit := rest % 10
		if negative {
			digit = -digit
		}
		size = append([]byte{byte('0' + digit)}, size...)
		if rest > -10 && rest < 10 {
			break
		}
	}
	if negative {
		size = append([]byte("-"), size...)
	}
	return info.Mode().String() + " " + string(size) + " " + info.ModTime().Format(time.DateTime) + " " +
		shownName(info.Name(), info.IsDir())
}

func shownName(name string, isDir bool) string {
	if isDir {
		return name + "/"
	}
	return name
}
