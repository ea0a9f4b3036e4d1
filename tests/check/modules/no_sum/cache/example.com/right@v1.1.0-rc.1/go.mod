module example.com/right

go 1.16

require example.com/low v1.10.0
