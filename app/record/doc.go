// Package record owns how things that people write together stay whole: canned
// responses, follow-ups and handover notes are records. It knows how a record
// is versioned, marked, merged and shown side by side, and nothing of what is
// in one. It is pure: it reads no clock, no file and no network.
//
// # Words
//
//	Content   what a person wrote, such as a response; any type with Normal and Check
//	Version   a content as it was at one revision, in its Envelope; it never changes
//	Envelope  whose, when, which revision, and what it replaced
//	Mark      a digest of a version; equal marks mean the same version
//	Past      the marks of everything that the author of a version had replaced
//	Head      a version that no other version replaces
//	Conflict  two heads of one record, or an edit that would make a second
//	Book      all records of one kind
//
// # What is promised
//
// Each edit makes a version that knows which versions its author had seen.
// [Book.Put] with the revision that was on the author's screen either succeeds
// or returns a [Conflict] with both sides. What was written without the hub is
// brought in with [Book.Merge], which refuses nothing: two versions that do not
// know of each other stay side by side until somebody settles them. So:
//
//   - A text goes only because somebody who had it before their eyes replaced
//     it, knowingly.
//   - The same versions make the same book, in whatever order, grouping and
//     number of times they arrive.
//   - Until a conflict is settled every desk offers the same one of its sides:
//     a text before a deletion, then the more edited, then the later.
//
// The second rests on pasts being closed: whoever replaces a version takes over
// its past. Every edit here keeps that. The hub needs no contents for it:
// [Heads] finds the heads by envelopes alone, with the same function as a Book,
// so both agree on what a head is.
//
// # Marks
//
// A mark covers the content as JSON, to the byte, and the envelope. It is held
// against the bytes that arrived and not against what this program makes of
// them, so a version from a program that knows more fields keeps its mark here,
// and is passed on with those fields. An edit by a program that does not know a
// field makes a version without it, as an edit of what was seen.
//
// A mark says that nothing was damaged or swapped; it proves no authorship,
// because it is 64 bits without a key. Who may write is the referee's to say.
// Transport may compact the JSON, and escape it as encoding/json does, which is
// how it is written here; anything else breaks the mark.
//
// # Size
//
// An encoded version has at most [MaxVersion] bytes, because it travels in one
// frame. Its past takes 11 bytes for each earlier edit and is never cut: a desk
// may come back after a month with any old version, and only the past says that
// this one was replaced; if it had been cut there, the old text would rise
// again beside the new one, on some desks and not on others. So a record takes
// a limited number of edits: about 4,300 for 1 KB of content, 1,300 for one of
// 33 KB. Then an edit is refused with [ErrTooLarge] and nothing is lost. Deleting
// it is still possible, for which the last KiB is kept free, and the text can go
// on under a new id.
//
// # Costs
//
// A Book is an immutable value whose edits share all the rest. An edit copies
// one list of pointers, eight bytes for each record, and no record. Any number
// of goroutines may read one Book; keeping the latest is the caller's work, and
// [Heads], which is changed in place, belongs to one goroutine.
//
// # Testing
//
// Order, repetition and loss are property tests over desks that write apart and
// meet; the decoders are fuzzed; benchmarks hold 10,000 records.
package record
