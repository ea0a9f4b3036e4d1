package dot

var Dotted = "without a prefix"

type Describer interface{ Describe() string }
