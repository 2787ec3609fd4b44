// Package script owns the canned library: approved texts, the slots in them,
// where each slot's value was found, and what may not be sent. It is pure: it
// reads no clock, no file and no network.
//
// # Words
//
// A [Response] is one approved text. A slot, written {name}, is a blank in it
// that must be filled; a clause, {?condition:words}, is there only where its
// condition is known to hold. A [Script] is an ordered set of responses, by
// id, so that a text which is used in two places is edited in one (G-CAN-02,
// G-CAN-05).
//
// # The library
//
// A [Library] is an immutable value; an edit returns a new one that shares all
// the rest. Any number of goroutines may read one; keeping the latest is the
// caller's work.
//
// Each edit makes a [Version] that knows which versions its author had seen.
// [Library.Put] with the revision that was on the author's screen either
// succeeds or returns a [Conflict] with both sides. What was edited without
// the hub is brought in with [Library.Merge], which refuses nothing: two
// versions that do not know of each other stay side by side until somebody
// settles them. The versions of one response are ordered by "its author had
// seen it", and the library keeps the greatest ones, so merging gives the same
// outcome in any order, and a text only ever goes because somebody who had it
// before their eyes replaced it. Until it is settled every desk offers the same
// one of them. Merging does not refuse a second response with the same shortcut
// or one beyond [MaxResponses] either: both are found, and people put it right.
//
// # What may be sent
//
// [Fill] takes values from the chat, the settings, the policy and the agent's
// hand, each with its [Source], and leaves empty what it does not find.
// [Filled.Ready] refuses an empty slot and every brace or bracket that is not
// in the customer's own words. Facts, such as that a ticket is resolved or
// that a call comes now, cannot be typed: they are looked up or the response
// is refused.
//
// # Files
//
// [WriteCSV], [ReadCSV], [WriteJSON] and [ReadJSON] carry a library to a
// spreadsheet and back. A file is taken whole or refused with the line. Each row
// has the revision that it was written from, so a file that is imported after
// somebody edited meanwhile leads to conflicts, not to lost texts.
//
// # Testing
//
// Merging and readiness are property tests, both decoders are fuzzed, and the
// benchmarks search a full library. The starter library is tested from assets.
package script
