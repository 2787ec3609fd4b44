package conformance

import "time"

// now reads the clock, which in a bubble of synctest is simulated: the cases and the
// network in memory are nowhere else.
func now() time.Time { return time.Now() }
