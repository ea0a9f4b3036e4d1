# command-line-arguments
./own_parts.go:20:9: (*state).change ignoring self-assignment in s.bits += s.width
./own_parts.go:21:9: (*state).change ignoring self-assignment in s.name += s.more
./own_parts.go:22:10: (*state).change ignoring self-assignment in s.scale *= s.by
./own_parts.go:23:9: (*state).change ignoring self-assignment in s.bits <<= s.width
./own_parts.go:24:12: (*state).change ignoring self-assignment in s.list[1] -= s.list[2]
./own_parts.go:29:12: (*state).change ignoring self-assignment in (*s).bits |= (*s).width
./own_parts.go:19:7: leaking param content: s
./own_parts.go:19:24: other does not escape
./own_parts.go:34:5: new(state) does not escape
./own_parts.go:34:23: new(state) does not escape
