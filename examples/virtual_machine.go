// Virtual_machine shows iota constants, a big switch and byte code: a small
// stack machine with an assembler, running factorial, primes and a loop.
package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
)

type opcode byte

const (
	opPush opcode = iota
	opLoad
	opStore
	opAdd
	opSub
	opMul
	opMod
	opLess
	opJump
	opJumpZero
	opCall
	opReturn
	opPrint
	opHalt
)

var names = [...]string{
	opPush: "push", opLoad: "load", opStore: "store", opAdd: "add", opSub: "sub",
	opMul: "mul", opMod: "mod", opLess: "less", opJump: "jump", opJumpZero: "jumpz",
	opCall: "call", opReturn: "return", opPrint: "print", opHalt: "halt",
}

func (op opcode) String() string { return names[op] }

func (op opcode) hasOperand() bool {
	switch op {
	case opPush, opLoad, opStore, opJump, opJumpZero, opCall:
		return true
	}
	return false
}

type instruction struct {
	op      opcode
	operand int
}

// assemble turns source text into instructions; "name:" defines a label.
func assemble(source string) ([]instruction, error) {
	ops := make(map[string]opcode, len(names))
	for i, name := range names {
		ops[name] = opcode(i)
	}
	words := strings.Fields(source)
	labels := map[string]int{}
	address := 0
	for i := 0; i < len(words); i++ {
		if strings.HasSuffix(words[i], ":") {
			labels[strings.TrimSuffix(words[i], ":")] = address
			continue
		}
		op, ok := ops[words[i]]
		if !ok {
			return nil, fmt.Errorf("unknown instruction %q", words[i])
		}
		address++
		if op.hasOperand() {
			i++
		}
	}
	var code []instruction
	for i := 0; i < len(words); i++ {
		if strings.HasSuffix(words[i], ":") {
			continue
		}
		in := instruction{op: ops[words[i]]}
		if in.op.hasOperand() {
			i++
			if n, err := strconv.Atoi(words[i]); err == nil {
				in.operand = n
			} else if target, ok := labels[words[i]]; ok {
				in.operand = target
			} else {
				return nil, fmt.Errorf("%v: bad operand: %w", in.op, err)
			}
		}
		code = append(code, in)
	}
	return code, nil
}

type machine struct {
	stack   []int
	calls   []int
	memory  [8]int
	output  []string
	steps   int
	program []instruction
}

func (m *machine) push(v int) { m.stack = append(m.stack, v) }

func (m *machine) pop() int {
	top := m.stack[len(m.stack)-1]
	m.stack = m.stack[:len(m.stack)-1]
	return top
}

func (m *machine) run() {
	for pc := 0; ; {
		in := m.program[pc]
		pc++
		m.steps++
		switch in.op {
		case opPush:
			m.push(in.operand)
		case opLoad:
			m.push(m.memory[in.operand])
		case opStore:
			m.memory[in.operand] = m.pop()
		case opAdd, opSub, opMul, opMod, opLess:
			b, a := m.pop(), m.pop()
			m.push(arithmetic(in.op, a, b))
		case opJump:
			pc = in.operand
		case opJumpZero:
			if m.pop() == 0 {
				pc = in.operand
			}
		case opCall:
			m.calls = append(m.calls, pc)
			pc = in.operand
		case opReturn:
			pc = m.calls[len(m.calls)-1]
			m.calls = m.calls[:len(m.calls)-1]
		case opPrint:
			m.output = append(m.output, strconv.Itoa(m.pop()))
		case opHalt:
			return
		}
	}
}

func arithmetic(op opcode, a, b int) int {
	switch op {
	case opAdd:
		return a + b
	case opSub:
		return a - b
	case opMul:
		return a * b
	case opMod:
		return a % b
	}
	if a < b {
		return 1
	}
	return 0
}

var programs = []struct{ name, source string }{
	{"factorial", `push 1 store 0 push 20 store 1
	  again: load 1 jumpz done load 0 load 1 mul store 0 load 1 push 1 sub store 1 jump again
	  done: load 0 print halt`},
	{"primes", `push 2 store 0
	  next: load 0 push 40 less jumpz end call test load 2 jumpz skip load 0 print
	  skip: load 0 push 1 add store 0 jump next
	  end: halt
	  test: push 1 store 2 push 2 store 1
	  try: load 1 load 0 less jumpz back load 0 load 1 mod jumpz no load 1 push 1 add store 1 jump try
	  no: push 0 store 2
	  back: return`},
	{"sum", `loop: load 0 load 1 add store 0 load 1 push 1 add store 1
	  load 1 push 100000 less jumpz out jump loop out: load 0 print halt`},
	{"broken", `push 1 frobnicate`},
	{"dangling", `jump nowhere`},
}

func main() {
	for _, p := range programs {
		code, err := assemble(p.source)
		if err != nil {
			fmt.Fprintf(os.Stdout, "%s: %v\n", p.name, err)
			continue
		}
		m := machine{program: code}
		m.run()
		fmt.Printf("%s: %s (%d instructions, %d steps)\n", p.name, strings.Join(m.output, " "), len(code), m.steps)
	}
	fmt.Println(opPush, opJumpZero, opHalt)
}
