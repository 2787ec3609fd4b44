// Package killtest holds the fault test of the whole path: a hub and a desk,
// each a process of its own, are killed without warning at random moments while
// customers and an agent write, and afterwards every line that somebody was
// told is stored has to be on the log once, in order, and the desk has to show
// the hub's floor.
//
// There is no code here but tests. The test binary runs itself as hub and as
// desk ([roleVariable] in its environment): the hub is a station with the
// practice floor, the desk a console without its window, so everything between
// the customer's POST and the desk's store is the real thing.
//
// The test's own part is a ledger of what was promised, and a checker, a pure
// function of ledger and log that has tests of its own: a checker that cannot
// fail proves nothing.
//
// # How to run it
//
// Fifty rounds take well under a minute. FLOORWALKER_SOAK_ROUNDS asks for more,
// FLOORWALKER_KILL_SEED for the dice of an earlier run; a run prints its seed.
// The dice decide whom to kill and when; what the killed were doing then is up
// to the machine.
package killtest
