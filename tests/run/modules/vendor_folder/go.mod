module example.com/app

go 1.24

require example.com/dep v1.2.0
