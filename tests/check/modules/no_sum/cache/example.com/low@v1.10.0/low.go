package low

const Version = "low v1.10.0"
