package sync

// Runtime_Semacquire and Runtime_Semrelease are the semaphores of this package.
func Runtime_Semacquire(counter *uint32) { semacquire(counter, false, waitSemaphore) }

func Runtime_Semrelease(counter *uint32, handoff bool, skip int) { semrelease(counter) }

// Runtime_procPin would keep the goroutine on its processor; see TestPool.
func Runtime_procPin() int { return 0 }

func Runtime_procUnpin() {}
