package filepath

import "os"

// LstatP is where tests count calls of Lstat; here it changes nothing.
var LstatP = &lstatOfTests

var lstatOfTests = os.Lstat
