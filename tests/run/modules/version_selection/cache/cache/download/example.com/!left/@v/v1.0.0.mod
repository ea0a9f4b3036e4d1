module example.com/Left

go 1.16

require example.com/low v1.3.0
