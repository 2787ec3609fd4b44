package machine

import (
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// sinceBoot is CLOCK_MONOTONIC, which on this system goes on in sleep.
func sinceBoot() (time.Duration, bool) {
	var t unix.Timespec
	if err := unix.ClockGettime(unix.CLOCK_MONOTONIC, &t); err != nil {
		return 0, false
	}
	return time.Duration(t.Nano()), true
}

// Boot names this run of the machine; empty if the system does not say.
func Boot() string {
	id, err := unix.Sysctl("kern.bootsessionuuid")
	if err != nil {
		return "" // then nobody knows that it is the same run
	}
	return strings.TrimSpace(id)
}
