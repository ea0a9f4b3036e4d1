package time_test
