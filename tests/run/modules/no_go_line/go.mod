module example.com/noline
