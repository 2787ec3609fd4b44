// Package ical writes the roster of a policy as an iCalendar file (RFC 5545) and reads
// one: a team plans its shifts in the calendar program that it has.
//
// # What a slot is in a calendar
//
// A slot of a weekday or a weekend is an event that repeats weekly on these days
// (RRULE), with the holidays left out (EXDATE); one of a holiday is an event on each
// of them (RDATE). Its summary is "primary: asha", or "primary: NO COVER". A holiday
// is an event of a whole day. A slot of a holiday is kept in a line of its own where
// there are no holidays.
//
// # What a calendar is to a roster
//
// People edit calendars, so what an event shows counts: its days, its times, its
// summary. Lines of ours (X-FLOORWALKER-…) only say what cannot be seen, such as the
// order of the slots. A roster knows three kinds of days and nothing else; what does
// not fit, such as every other Monday, is not taken, and a warning says so. Nothing is
// guessed about who somebody is.
//
// # Promises
//
// [Export] and [Import] are pure and deterministic; what is exported and imported
// again is the same roster. Import is bounded by [MaxBytes], in lines and in events,
// whatever the file holds. It is a vendor's format at the edge, so it is in sync and
// not among the rules; the library behind it is named nowhere else.
//
// # Testing
//
// A round trip over random rosters, files as other programs write them, and a fuzzed
// importer.
package ical
