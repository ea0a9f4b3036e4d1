module example.com/assertion

go 1.27
