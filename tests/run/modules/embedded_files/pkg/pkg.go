package pkg

import _ "embed"

//go:embed data.bin
var Data []byte
