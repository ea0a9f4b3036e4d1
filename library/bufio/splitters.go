// This file holds the split functions for Scanner.

package bufio

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// ScanBytes finds single bytes.
func ScanBytes(data []byte, atEOF bool) (advance int, token []byte, err error) {
	if len(data) == 0 {
		return 0, nil, nil
	}
	return 1, data[:1], nil
}

// ScanRunes finds single characters. Invalid bytes become U+FFFD, one for each,
// so that they look the same as a U+FFFD in the input.
func ScanRunes(data []byte, atEOF bool) (advance int, token []byte, err error) {
	if len(data) == 0 || !atEOF && !utf8.FullRune(data) {
		return 0, nil, nil
	}
	r, size := utf8.DecodeRune(data)
	if r == utf8.RuneError && size == 1 {
		return 1, []byte("\uFFFD"), nil
	}
	return size, data[:size], nil
}

// ScanLines finds lines, without their end, \n or \r\n. The last one need not
// have one, but is not empty then.
func ScanLines(data []byte, atEOF bool) (advance int, token []byte, err error) {
	line := data
	if end := bytes.IndexByte(data, '\n'); end >= 0 {
		advance, line = end+1, data[:end]
	} else if atEOF && len(data) > 0 {
		advance = len(data)
	} else {
		return 0, nil, nil
	}
	if n := len(line); n > 0 && line[n-1] == '\r' {
		line = line[:n-1]
	}
	return advance, line, nil
}

// ScanWords finds words, with white space around them.
func ScanWords(data []byte, atEOF bool) (advance int, token []byte, err error) {
	begin := -1 // of the word
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if unicode.IsSpace(r) {
			if begin >= 0 {
				return i + size, data[begin:i], nil
			}
		} else if begin < 0 {
			begin = i
		}
		i += size
	}
	switch {
	case begin < 0:
		// Nothing but space: skip it, but leave a rune that may be incomplete.
		return len(data), nil, nil
	case atEOF:
		return len(data), data[begin:], nil
	}
	return begin, nil, nil
}
