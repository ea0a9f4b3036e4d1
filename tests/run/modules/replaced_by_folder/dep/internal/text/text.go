package text

const Prefix = "package "
