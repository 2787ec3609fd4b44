// Package machine reads the clocks of the computer that a program runs on, and
// knows one run of it from another. It is what goes into a hub's and a desk's
// clock.Local: both must count the time that the machine slept through, and where
// the system allows it, both go on after a restart of the program by the same
// monotonic time.
//
// # Systems
//
// On Linux it is CLOCK_BOOTTIME and the kernel's boot id; on macOS the monotonic
// clock and the boot session; anywhere else the runtime's own clock, which begins
// with the process, so there every restart of a program is one of the machine.
//
// # How to test it
//
// Its clocks go on and its name stays; what is made of both is tested with clocks
// that are turned by hand, in sync/clock.
package machine
