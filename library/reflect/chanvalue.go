package reflect

// This file holds channels and select.

import "unsafe"

// MakeChan returns a new channel of a channel type.
func MakeChan(typ Type, buffer int) Value {
	t := typ.common()
	switch {
	case Kind(t.Kind) != Chan:
		panic("reflect.MakeChan of non-chan type")
	case buffer < 0:
		panic("reflect.MakeChan: negative buffer size")
	case typ.ChanDir() != BothDir:
		panic("reflect.MakeChan: unidirectional channel type")
	}
	return Value{t, makeChannel(t, buffer), state(Chan)}
}

// Close closes a channel.
func (v Value) Close() {
	v.mustBe(Chan, "Close")
	v.mustBeExported("reflect.Value.Close")
	if v.typ.ChannelDirection&uint8(SendDir) == 0 {
		panic("reflect: close of receive-only channel")
	}
	closeChannel(v.word())
}

// Send sends x over a channel.
func (v Value) Send(x Value) {
	v.mustBe(Chan, "Send")
	v.mustBeExported("reflect.Value.Send")
	v.send(x, true)
}

// TrySend sends x if that is possible without waiting, and reports whether it
// was.
func (v Value) TrySend(x Value) bool {
	v.mustBe(Chan, "TrySend")
	v.mustBeExported("reflect.Value.TrySend")
	return v.send(x, false)
}

func (v Value) send(x Value, wait bool) bool {
	if v.typ.ChannelDirection&uint8(SendDir) == 0 {
		panic("reflect: send on recv-only channel")
	}
	x.mustBeExported("reflect.Value.Send")
	x = x.assignTo("reflect.Value.Send", v.typ.Element)
	c := &selectCase{v.word(), onHeap(x)}
	chosen, _ := selectAny(c, 1, 0, wait)
	return chosen == 0
}

// onHeap returns the address of x's value, which may be in a word of its own.
func onHeap(x Value) unsafe.Pointer {
	if x.state&indirect != 0 {
		return x.ptr
	}
	word := new(unsafe.Pointer)
	*word = x.ptr
	return unsafe.Pointer(word)
}

// Recv receives from a channel; ok is false, and x zero, if it is closed.
func (v Value) Recv() (x Value, ok bool) {
	v.mustBe(Chan, "Recv")
	v.mustBeExported("reflect.Value.Recv")
	return v.receive(true)
}

// TryRecv receives if that is possible without waiting; otherwise x is the
// zero Value.
func (v Value) TryRecv() (x Value, ok bool) {
	v.mustBe(Chan, "TryRecv")
	v.mustBeExported("reflect.Value.TryRecv")
	return v.receive(false)
}

func (v Value) receive(wait bool) (Value, bool) {
	if v.typ.ChannelDirection&uint8(RecvDir) == 0 {
		panic("reflect: recv on send-only channel")
	}
	t := v.typ.Element
	p := newObject(t)
	chosen, received := selectAny(&selectCase{v.word(), p}, 0, 1, wait)
	if chosen < 0 {
		return Value{}, false
	}
	return fresh(t, p, 0), received
}

// A SelectDir says what a case of a select does.
type SelectDir int

const (
	_             SelectDir = iota
	SelectSend              // case Chan <- Send
	SelectRecv              // case <-Chan:
	SelectDefault           // default
)

// A SelectCase is a case of a select.
type SelectCase struct {
	Dir  SelectDir
	Chan Value // a zero Value: a channel that is never ready
	Send Value // of send cases
}

const mostCases = 65536

// Select carries out one of the cases, like a select statement. It returns the
// case's index and, of a receive, the value and whether it was sent.
func Select(cases []SelectCase) (chosen int, recv Value, recvOK bool) {
	if len(cases) > mostCases {
		panic("reflect.Select: too many cases (max 65536)")
	}
	s := selection{
		places:    make([]int, 0, len(cases)),
		otherwise: -1,
	}
	for i := range cases {
		s.add(&cases[i], i)
	}
	// The runtime wants sends first.
	list := make([]selectCase, 0, len(s.sends)+len(s.receives)+1)
	list = append(append(list, s.sends...), s.receives...)
	s.places = append(append(s.places, s.sendPlaces...), s.receivePlaces...)
	if len(list) == 0 {
		if s.otherwise < 0 {
			blockForever()
		}
		return s.otherwise, Value{}, false
	}
	at, received := selectAny(&list[0], len(s.sends), len(s.receives), s.otherwise < 0)
	if at < 0 {
		return s.otherwise, Value{}, false
	}
	chosen = s.places[at]
	if cases[chosen].Dir == SelectRecv {
		t := cases[chosen].Chan.typ.Element
		return chosen, fresh(t, list[at].element, 0), received
	}
	return chosen, Value{}, false
}

// A selection sorts cases; the places say where they were.
type selection struct {
	sends, receives                   []selectCase
	sendPlaces, receivePlaces, places []int
	otherwise                         int
}

func (s *selection) add(c *SelectCase, i int) {
	switch c.Dir {
	case SelectDefault:
		if s.otherwise >= 0 {
			panic("reflect.Select: multiple default cases")
		}
		s.otherwise = i
		if c.Chan.IsValid() {
			panic("reflect.Select: default case has Chan value")
		}
		if c.Send.IsValid() {
			panic("reflect.Select: default case has Send value")
		}
	case SelectSend:
		if !c.Chan.IsValid() {
			return
		}
		c.Chan.mustBe(Chan, "Select")
		c.Chan.mustBeExported("reflect.Select")
		if c.Chan.typ.ChannelDirection&uint8(SendDir) == 0 {
			panic("reflect.Select: SendDir case using recv-only channel")
		}
		if !c.Send.IsValid() {
			panic("reflect.Select: SendDir case missing Send value")
		}
		c.Send.mustBeExported("reflect.Select")
		x := c.Send.assignTo("reflect.Select", c.Chan.typ.Element)
		s.sends = append(s.sends, selectCase{c.Chan.word(), onHeap(x)})
		s.sendPlaces = append(s.sendPlaces, i)
	case SelectRecv:
		if c.Send.IsValid() {
			panic("reflect.Select: RecvDir case has Send value")
		}
		if !c.Chan.IsValid() {
			return
		}
		c.Chan.mustBe(Chan, "Select")
		c.Chan.mustBeExported("reflect.Select")
		if c.Chan.typ.ChannelDirection&uint8(RecvDir) == 0 {
			panic("reflect.Select: RecvDir case using send-only channel")
		}
		p := newObject(c.Chan.typ.Element)
		s.receives = append(s.receives, selectCase{c.Chan.word(), p})
		s.receivePlaces = append(s.receivePlaces, i)
	default:
		panic("reflect.Select: invalid Dir")
	}
}
