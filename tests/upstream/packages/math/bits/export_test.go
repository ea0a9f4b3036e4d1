package bits

// DeBruijn64 is a number whose 64 windows of six bits all differ.
const DeBruijn64 = 0x03f79d71b4ca8b09
