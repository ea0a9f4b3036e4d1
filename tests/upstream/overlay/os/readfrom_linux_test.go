package os_test
