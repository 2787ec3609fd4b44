// Package feed turns a link to a hub into one ordered stream of events with a
// position, and never guesses: what it cannot be sure of it reads again.
//
// # What a sink sees
//
// Connections come and go; a [Sink] sees none of that beyond Status:
//
//	Reset, Events…, Live      a snapshot: forget everything, then this
//	Events, Position, …       after that, and after a resume
//	Gap                       something is missing; a Reset will follow
//
// During a snapshot there is no position: half a snapshot cannot be resumed.
// The first one comes with Live. A position is valid once the events before it
// are stored, so effect and position belong into one transaction. Events may
// come twice, never not at all; the fold is idempotent.
//
// # Ordering and threads
//
// All methods of the sink are called from the goroutine that called
// [Feed.Run], which is also the one that reads and decodes. There is no queue
// in between: a sink that takes its time is a slow reader to the hub, which
// says "behind" when it has had enough, and a snapshot follows. What the sink
// is given is the sink's: nothing is used again. Send, SetToken, RetryNow,
// Clock and Stats may be called from any goroutine, but a sink must not wait
// for one that waits for Run to end.
//
// # Holes
//
// The hub numbers events per connection, from 1 and without gaps. A number
// that was already seen is a repetition and is skipped. A number that jumps, a
// heartbeat or "live" that carries a number which does not come next, and an
// event that cannot be decoded are holes: the sink is told which chat, if that
// is known, the connection is closed with status 1002 and a code, and the next
// one asks for a snapshot with an empty resume token. An event that cannot be
// decoded in the snapshot either would go round for ever; so the second time
// its chat keeps the gap and the rest of the floor goes on. A version of a record
// that cannot be read is counted and read again once, and is no gap of anybody's.
//
// What the hub does not tell this desk, because it is private to others, has no
// number, so it is no hole: numbers are the connection's, and the log's own
// order is inside the resume token, which nobody here looks into (D-03).
//
// # Several hubs
//
// With a list of hubs the feed goes where the floor is. Positions are good at each of
// them, so a change of hubs is a resume like any other; silence is noticed sooner, because
// somebody else can be asked.
//
// # Bad input
//
// Unknown frames, kinds and fields are counted ([Feed.Stats]) and skipped. A
// malformed frame ends the connection with a code and a reason; the feed
// resumes from where it was. "bye" with the code bad_token or revoked is
// final: the state is refused until RetryNow or SetToken.
//
// # How to test it
//
// Against package sync/fake; over its in-memory listener and inside a
// testing/synctest bubble where time matters.
package feed
