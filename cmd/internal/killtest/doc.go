// Package killtest holds the fault test of the whole path: a hub and two desks,
// each a process of its own, are killed without warning at random moments while
// customers write and two agents work. Afterwards everything that somebody was
// told is stored has to be on the log once, in order: lines, notes, whispers,
// tags, offers and their answers, and edits of records and attempts to call, which an
// agent was told are saved when only their own disk had them. The desks have to show the hub's
// floor, the shelves that the log makes, and the whispers that are theirs.
//
// There is no code here but tests. The test binary runs itself as hub and as
// desk, by package spawn: the hub is a station with the
// practice floor, the desk a console without its window, so everything between
// the customer's POST and the desk's store is the real thing.
//
// The test's own part is a ledger of what was promised, and a checker, a pure
// function of ledger and log that has tests of its own: a checker that cannot
// fail proves nothing. It also follows who serves each chat, so that a step
// made twice, or one that the customer was not told of once, is found even
// where nobody was promised anything. An edit that met another one stands
// beside it, and counts as kept.
//
// # How to run it
//
// Fifty rounds take about a minute. FLOORWALKER_SOAK_ROUNDS asks for more,
// FLOORWALKER_KILL_SEED for the dice of an earlier run; a run prints its seed.
// The dice decide whom to kill and when; what the killed were doing then is up
// to the machine.
package killtest
