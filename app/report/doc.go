// Package report turns events into figures. Each figure is made from a list
// that it can show, and says how many it was made from.
//
// Everything here is pure and belongs to the goroutine that owns it; the cost
// of one event does not grow with how many came before.
//
// # The day
//
// A [Tally] counts one day, event by event, and [Tally.Day] says how it stands: one
// report of every target of the register, cumulative over the day (A-41, G-OPS-05).
// Its JSON is what is published at the end of a shift, kept on the log for ever and
// read by later versions, so its names are never changed; [DayVersion] is in it.
//
//	figure           counts                                              from
//	takeOver ..      clocks that were kept or ran out on the day, those   G-SLA-01 to -04, S-ACC-06
//	                 in time, how long they took, which were late
//	botTime          what the bot had a chat for before a person took it  A-06
//	chats            opened; closed, with a ticket and without            G-TKT-01, G-OPS-03
//	calls            due, kept, failed, late, open; attempts, texts       G-FU, G-CB, G-OPS-04
//	night            reviewed, acknowledged, called, resolved in time     G-ON-02, -10, -11, -12
//	csat, delayed    raw stars, mean, share of fives, share satisfied;    A-07, G-QUAL-02, G-ON-13
//	                 chats that came at night are a cohort of their own
//	fcr              yes and no of the tickets of chats that closed;      G-QUAL-01, A-25
//	                 provisional until final
//	bot              errors written up, owed, or "none seen"              G-OPS-02, A-10
//	alerts           raised and dismissed, immediate ones apart           A-62
//	coverage         machine and eyes, never added up (package coverage)  G-QUAL-03, G-OPS-01, A-12
//	cover            changes, questions, breaks, those without cover      D-12
//
// # What a clock counts as
//
// A clock counts once: on the day when it was kept, or on the day when its time was
// over if that came first. What was not owed any more in time counts nowhere. That
// a first attempt was in time, and was only told late, is the fold's to know: it
// takes the breach back, and so does the figure here.
//
// A list in a day names the first [ListMax] cases; the counts beside it are of all.
// So the JSON of a day is below 64 KiB whatever happened, as long as ids are no
// longer than 90 bytes.
//
// # For the caller
//
// [WasOf] is asked before an event is folded and [Tally.Take] after, with every
// event that the fold applied from the beginning of the day on. What was owed before
// that is learned when something happens on its chat; [Day.Stand] puts in what a
// whole floor still owes, and is called with the hub's own before a day is told or
// published. Whoever publishes passes the figures of coverage that everybody may
// know (coverage.Team): a report on the log is read by all (D-03).
//
// # Testing
//
// A test for each figure; 10,000 random chats and more against a recount that goes
// through the log chat by chat and keeps no state, while days are asked for in
// between; the JSON there and back; a benchmark.
package report
