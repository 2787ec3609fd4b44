// Package script owns the canned library: approved texts, the slots in them,
// where each slot's value was found, and what may not be sent. It is pure: it
// reads no clock, no file and no network.
//
// # Words
//
// A [Response] is one approved text. A slot, written {name}, is a blank in it
// that must be filled; a clause, {?condition:words}, is there only where its
// condition is known to hold, with the slots among its words. A [Script] is an ordered set of responses, by
// id, so that a text which is used in two places is edited in one (G-CAN-02,
// G-CAN-05).
//
// # The library
//
// A [Library] is a [record.Book] of responses with a list for the search beside
// it. How an edit makes a [Version], how versions that were made apart are
// merged, and that nobody's text is lost, is told there; it holds here without
// exception. The library is an immutable value, and keeping the latest is the
// caller's work.
//
// Two rules are the library's own, and hold only where a person edits or
// imports: a shortcut belongs to one response, and there are at most
// [MaxResponses]. Merging refuses neither a second response with the same
// shortcut nor one too many: both are found, and people put it right.
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
// Readiness is a property test, the decoders are fuzzed, and the benchmarks
// search a full library. Merging is tested in [record]. The starter library is tested from assets.
package script
