//go:build unix

package main

import (
	"syscall"
	"time"
)

// processor returns the processor time that this process has used, the
// kernel's on its behalf included.
func processor() (time.Duration, error) {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0, err
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano()), nil
}
