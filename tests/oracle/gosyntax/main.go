// Command gosyntax prints machine code as Go's own disassembler spells it.
//
// In: lines of hexadecimal bytes on standard input, one instruction each. Out: for every line its
// instruction in Go's syntax, or "error" and the reason. The test that runs it provides the package
// x86asm, from the Go distribution.
package main

import (
	"bufio"
	"encoding/hex"
	"fmt"
	"os"

	"gosyntax/x86asm"
)

func main() {
	lines := bufio.NewScanner(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for lines.Scan() {
		fmt.Fprintln(out, spelled(lines.Text()))
	}
}

// spelled decodes one line. The address of the instruction is 0.
func spelled(line string) string {
	code, err := hex.DecodeString(line)
	if err != nil {
		return "error " + err.Error()
	}
	instruction, err := x86asm.Decode(code, 64)
	if err != nil {
		return "error " + err.Error()
	}
	if instruction.Len != len(code) {
		return fmt.Sprintf("error %d of %d bytes", instruction.Len, len(code))
	}
	return x86asm.GoSyntax(instruction, 0, nil)
}
