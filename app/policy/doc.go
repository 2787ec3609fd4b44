// Package policy holds every number of the team: deadlines, thresholds,
// limits and the few fixed sentences that go with them. No other package
// writes such a number down; whoever needs one is given a [Policy].
//
// # The file
//
// A policy is one TOML file, complete and versioned. [Parse] reads all of it
// or refuses all of it: a key that is missing, unknown, out of range or at
// odds with another is a [ParseError] with the line and the column, because
// a lead who edits a deadline by hand must never end up with a default that
// nobody chose. The file that ships lies in assets; its numbers are those of
// the guide, and where the guide is silent those of our rulings.
//
// [Register] lists each number with its key and the requirement or ruling it
// comes from, so that a settings screen and a test read the same table.
//
// # Promises
//
// A Policy is a plain comparable value without pointers, slices or maps. A
// copy is independent, == compares everything, and any number of goroutines
// may read one. Nothing here asks the clock or the disk; the only thing that
// is looked up is the time zone's name, for which the zone table is compiled
// in.
//
// # Testing
//
// The table in register_test.go has one row for each number and compares it
// with the file that ships. FuzzParse feeds anything at all to Parse.
package policy
