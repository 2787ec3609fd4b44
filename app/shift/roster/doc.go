// Package roster turns what a policy says of cover into days, shifts and people:
// who is meant to be accountable, and when. Who in fact is, with breaks, idle
// hands and lost connections, is the package cover's business; this one is pure
// arithmetic of the calendar.
//
// # Shifts
//
// A slot of the policy is a role on a kind of day, with a window of its own or
// that of cover.window. The times of a day at which anybody is named who can be
// accountable make its shifts; a new shift begins wherever a primary begins. A
// backup alone makes none but on a holiday (G-COV-04). So an empty slot opens no
// night as long as somebody else is there, but [Roster.NoCover] names it; and a
// time with no shift is a time without cover (G-ON-01).
//
// Shifts never overlap: one that would go on into the next ends where that begins,
// for one of them has to be the one that signs. A window over midnight belongs to
// the day on which it begins, with that day's kind: the night from Friday is a
// Friday's.
//
// # Clocks that are turned
//
// Windows are what the wall shows in the policy's zone. A minute that comes twice
// begins at its first and ends at its second occurrence; one that does not come is
// the moment at which the clocks are turned. No cover is lost by either.
//
// # A roster that names nobody
//
// The policy that ships names nobody. Read to the letter every chat of a trial
// would have come at night, so such a roster counts as not written: always
// covered, in shifts of whole days. As soon as one person is named, an empty day
// is NO COVER.
//
// # Promises
//
// A [Roster] is immutable and safe for any number of goroutines. It reads no
// clock. Answers cost microseconds; none looks further than a year.
//
// # Testing
//
// Table tests in Kolkata and New York, over both turns of the clock; properties
// over random rosters: shifts are in order and apart, and every instant of a slot
// that covers is in exactly one of them.
package roster
