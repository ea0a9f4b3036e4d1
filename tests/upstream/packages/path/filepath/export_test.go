package filepath

// LstatP lets tests have Walk meet errors.
var LstatP = &lstat
