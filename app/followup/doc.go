// Package followup owns the list of customers who are to be phoned: who, why,
// when, by whom, and whether it is done. It is pure: it reads no clock, no file
// and no network.
//
// # The record
//
// A [FollowUp] is the content of a [record.Version], so everything that record
// promises holds here: it is edited with the hub gone, merged when it is back,
// and what two people wrote apart stands side by side until one of them
// settles it. The methods of a FollowUp are the edits that people make; each
// returns the new content and leaves the old, and nothing happens until it is
// put into a [List].
//
// # The list
//
// A [List] is a [record.Book] of follow-ups with the open ones by due time
// beside it. It is an immutable value: an edit returns a new one, any number of
// goroutines may read one, and keeping the latest is the caller's work.
//
// # What is not here
//
// The dialler's rules, which are attempts, the gaps between them, their number
// and the channel (G-FU-06 to -09), come later and will be events of their own.
// They are no edits of this record: two calls that were made apart are both
// facts and both kept, while two edits are two opinions of which one is
// chosen. For the same reason a record has no count of attempts.
//
// # Testing
//
// Edits and queries are table tests; the order of the open list is a property
// test; the decoder is fuzzed; a benchmark lists 10,000.
package followup
