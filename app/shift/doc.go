// Package shift owns the handover notes: what one shift writes down for the
// next, and who has acknowledged it. It is pure: it reads no clock, no file and
// no network.
//
// # The record
//
// A [Note] is the content of a [record.Version], so everything that record
// promises holds here: it is written with the hub gone, merged when it is back,
// and what two people wrote apart stands side by side until one of them settles
// it. The methods of a Note are the edits that people make; each returns the
// new content and leaves the old, and nothing happens until it is put.
//
// # Acknowledging
//
// An acknowledgement says "I have read these words". So the author cannot give
// one, each person gives one, and it falls when the words or the lists under
// them change: else somebody would have signed what they never saw.
//
// Two people who acknowledge one note apart make two versions that say the
// same. [Reconcile] tells such a conflict, which no person needs to see, from
// one about words; and [Notes.Waiting] counts the acknowledgements of both
// sides, so nobody is asked again meanwhile.
//
// # Notes
//
// [Notes] is a [record.Book] of notes with those that are offered, newest first,
// beside it. It is an immutable value: an edit returns a new one, any number of
// goroutines may read one, and keeping the latest is the caller's work.
//
// # What is not here
//
// A note is words, and nobody's signature. Who covers the floor is said by packages
// roster and cover below this one, what a shift has to have done by checklist, and
// what goes over, signed, by handover (D-05, A-40).
//
// # Testing
//
// Edits and queries are table tests; reconciling is a property test; the
// decoder is fuzzed; a benchmark lists 10,000.
package shift
