module example.com/low

go 1.16
