// Package policy holds everything that a team has decided: deadlines, thresholds,
// limits, fixed sentences, and the lists that its ways of working go by. No other
// package writes such a number down; whoever needs one is given a [Policy], and
// whoever needs the lists an [Edition].
//
// # The file
//
// A policy is one TOML file, complete and versioned. [ParseEdition] reads all of it
// or refuses all of it: a key that is missing, unknown, out of range or at odds
// with another is a [ParseError] with the line and the column, down to the item of
// a list, because a lead who edits a deadline by hand must never end up with a
// default that nobody chose. The file that ships lies in assets; its numbers are
// those of the guide, and where the guide is silent those of our rulings.
//
// [Register] lists each entry with its key and the requirement or ruling it comes
// from, so that a settings screen and a test read the same table; [Diff] says what
// two editions have differently, and [Edition.Warnings] what a team has not set up
// yet. The package app/internal/register asks of each entry who behaves by it.
//
// A file from before a key was invented is read, too: see [Edition.Assumed].
//
// What a machine has to know and a team need not, such as addresses and secrets of
// receivers, is not in a policy: every desk reads it.
//
// # Promises
//
// A Policy is a plain comparable value without pointers, slices or maps. A
// copy is independent, == compares everything, and any number of goroutines
// may read one. An Edition is shared by pointer and never changed; lists in it
// belong to it. Nothing here asks the clock or the disk; the only thing that
// is looked up is the time zone's name, for which the zone table is compiled
// in.
//
// # Testing
//
// The tables in register_test.go and register_lists_test.go have one row for each
// entry and compare it with the file that ships. TestDiffTellsEveryChange changes
// every single value of it. FuzzParseEdition feeds anything at all.
package policy
