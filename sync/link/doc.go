// Package link owns the life of one WebSocket to a hub: it dials, keeps both
// directions within deadlines, notices silence, and dials again. It moves
// messages as bytes and knows nothing about what they say; whoever speaks over
// it is a [Protocol].
//
// # States
//
// A link is always in one named [State], and it gets there by a moveToX method
// that takes a [Reason]: a code for programs and a sentence for people. The
// reason is in the log and in the [Status], so the status bar can say why
// without reading error texts.
//
//	Offline ─→ Dialing ─→ Greeting ─→ CatchingUp ⇄ Live
//	   ↑          │           │            │         │
//	   └──────────┴───────────┴────────────┴─────────┘   any end, then a wait
//	Refused    the hub does not want this desk; only RetryNow leaves it
//	Stopped    Run has returned
//
// Which of Greeting, CatchingUp and Live holds is for the protocol to say.
//
// # Ordering and threads
//
// There is one reader and one writer. The reader is the goroutine that called
// [Link.Run], and it alone calls Protocol.Hello, Receive and Moved: a protocol
// needs no lock between them, and nothing is handed from goroutine to
// goroutine on the way of an event. A protocol that takes its time is felt by
// the hub as a slow reader, which is what it is. The writer is one more
// goroutine per connection; it calls Protocol.Ping, sends what [Link.Send]
// queued, and has ended before the next connection is dialled. What is still
// queued then is discarded: a message belongs to its connection, and only its
// author knows whether it may be sent twice.
//
// Every connection has a generation, counted from 1, which goes with every
// call, so that an answer which somehow outlives its connection is recognised
// and dropped.
//
// # Several hubs
//
// A URL may be a list. One hub of a team has the floor and the others stand by, so
// whatever ends a connection the next of the list is tried, at once but for a blink; only
// after all of them comes a wait, of two seconds at most. [Link.Hub] says which it is.
//
// # Deadlines
//
// Reads have a deadline that starts anew with each read of the socket: a large
// message on a slow line is not silence, nothing at all for
// [Config.Silence] is. Every write has [Config.WriteWait]. A message larger
// than [Config.ReadLimit] closes the connection with status 1009.
//
// # Backoff
//
// Between attempts the link waits by a [Backoff], which package sync/audit has
// too: 250 ms·2ⁿ, at most 30 s, times a random factor between 0.5 and 1.5, so
// that the desks of a team do not return all at once. n goes back to 0 only when
// a connection has proved itself by being live for [Config.Proof]; a hub that
// greets and then fails is not hammered. [Link.RetryNow] cuts a wait short.
//
// # How to test it
//
// [Config.NetDial] takes any net.Conn. Over net.Pipe the whole link, with real
// WebSocket framing, runs inside a testing/synctest bubble on fake time;
// package sync/fake has a hub that listens that way.
package link
