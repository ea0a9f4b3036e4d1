module example.com/app

go 1.16

require (
	example.com/Left v1.0.0
	example.com/right v1.1.0-rc.1
)
