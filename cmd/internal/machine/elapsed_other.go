//go:build !linux && !darwin

package machine

import "time"

// sinceBoot leaves it to the runtime's own monotonic clock, which on Windows
// counts the time that the machine slept through.
func sinceBoot() (time.Duration, bool) { return 0, false }

// Boot is empty: this system has no name for a run of the machine.
func Boot() string { return "" }
