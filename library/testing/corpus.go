package testing

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// The first line of a stored input, of format version 1.
const corpusHeader = "go test fuzz v1"

// parseCorpus reads a stored input: a line for every value, a conversion of a
// constant such as []byte("x") or int8(-1).
func parseCorpus(text string) ([]any, error) {
	lines := strings.Split(text, "\n")
	if first := strings.TrimSuffix(lines[0], "\r"); first != corpusHeader {
		if len(lines) < 2 {
			return nil, errors.New("must include version and at least one value")
		}
		return nil, fmt.Errorf("unknown encoding version: %s", first)
	}
	var values []any
	for _, line := range lines[1:] {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		value, err := parseValue(line)
		if err != nil {
			return nil, fmt.Errorf("malformed line %q: %v", line, err)
		}
		values = append(values, value)
	}
	if len(values) == 0 {
		return nil, errors.New("must include version and at least one value")
	}
	return values, nil
}

func parseValue(line string) (any, error) {
	open := strings.IndexByte(line, '(')
	if open < 0 || !strings.HasSuffix(line, ")") {
		return nil, errors.New("expected call expression")
	}
	name := strings.ReplaceAll(strings.TrimSpace(line[:open]), " ", "")
	operand := strings.TrimSpace(line[open+1 : len(line)-1])
	switch name {
	case "[]byte", "string":
		text, err := strconv.Unquote(operand)
		if err != nil {
			return nil, errors.New("string literal required")
		}
		if name == "string" {
			return text, nil
		}
		return []byte(text), nil
	case "bool":
		switch operand {
		case "true":
			return true, nil
		case "false":
			return false, nil
		}
		return nil, errors.New("true or false required")
	case "math.Float32frombits":
		bits, err := strconv.ParseUint(operand, 0, 32)
		return math.Float32frombits(uint32(bits)), err
	case "math.Float64frombits":
		bits, err := strconv.ParseUint(operand, 0, 64)
		return math.Float64frombits(bits), err
	case "float32", "float64":
		return parseFloat(name, operand)
	}
	return parseInteger(name, operand)
}

func parseFloat(name, operand string) (any, error) {
	size := 64
	if name == "float32" {
		size = 32
	}
	x, err := strconv.ParseFloat(strings.ReplaceAll(operand, " ", ""), size)
	if err != nil {
		return nil, err
	}
	if size == 32 {
		return float32(x), nil
	}
	return x, nil
}

// parseInteger reads integers and characters.
func parseInteger(name, operand string) (any, error) {
	sizes := map[string]int{"int": 0, "int8": 8, "int16": 16, "int32": 32, "rune": 32, "int64": 64,
		"uint": 0, "uint8": 8, "byte": 8, "uint16": 16, "uint32": 32, "uint64": 64}
	size, known := sizes[name]
	if !known {
		return nil, fmt.Errorf("unsupported type: %s", name)
	}
	if strings.HasPrefix(operand, "'") {
		text, err := strconv.Unquote(operand)
		if err != nil {
			return nil, errors.New("character literal required")
		}
		r := []rune(text)[0]
		if len(operand) >= 4 && operand[1] == '\\' && len(text) == 1 {
			r = rune(text[0]) // '\xff' is a byte
		}
		operand = strconv.Itoa(int(r))
	}
	if strings.HasPrefix(name, "u") || name == "byte" {
		n, err := strconv.ParseUint(operand, 0, size)
		if err != nil {
			return nil, err
		}
		switch name {
		case "uint":
			return uint(n), nil
		case "uint8", "byte":
			return uint8(n), nil
		case "uint16":
			return uint16(n), nil
		case "uint32":
			return uint32(n), nil
		}
		return n, nil
	}
	n, err := strconv.ParseInt(operand, 0, size)
	if err != nil {
		return nil, err
	}
	switch name {
	case "int":
		return int(n), nil
	case "int8":
		return int8(n), nil
	case "int16":
		return int16(n), nil
	case "int32", "rune":
		return int32(n), nil
	}
	return n, nil
}
