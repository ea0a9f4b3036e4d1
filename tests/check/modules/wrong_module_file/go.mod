module example.com/app

go 1.24

foo bar
replace example.com/dep => other
