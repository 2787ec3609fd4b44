// Package outbox keeps commands from the moment a person gives them until the
// hub has answered, through crashes and days without a network, and gives up
// aloud: a command ends as done, or as something that the person sees.
//
// # The life of a command
//
//	       Add (on disk)
//	          │
//	       Queued ──── live, young, its chat unchanged ───→ Sent ──→ Done
//	          │  ↑                                           │ └───→ Refused
//	old, or   │  └──────── Confirm ─────────┐      broken    │
//	changed   ↓                             │                ↓
//	         Held ←── live; the fold does not know it ── Unsure
//	          └──→ Discard                     and it is old, or its chat changed
//
// [Outbox.Add] returns nil only when the command is on the disk. What waits
// goes when the feed is live, oldest first, each chat's commands in the order
// in which they were given; but nothing goes by itself that waited longer than
// [MaxAge], whose chat has changed since (its Basis), whose age is uncertain
// or that follows a command of its chat that is held. It is Held then,
// and goes when the person has confirmed it. A confirmed command queues up
// last, and its age and basis begin anew.
//
// What was sent and has no answer when the connection breaks, or when the
// program dies, is Unsure until the feed is live again. Then nothing is
// missing from the fold: a command whose event it knows is Done. Of any other
// the hub has seen nothing, or will drop the second copy, because an id has
// one effect in the fold (app/referee); so a young one goes again by itself
// under the same id, and an old one is Held. Tried says of a held command that
// it may have been sent before.
//
// A command never changes its id. Its bytes are those that go over the wire,
// as package wire encodes them, and they are what the disk has.
//
// Quiet commands, Observe and StopObserving, never come here: they are about
// this moment, and a disk would remember who was watched (V-INV-01).
//
// # Disk
//
// The [Store] sees an opaque entry for each command. An entry says that it may
// have been sent before it is sent, so a crash can make a command look sent
// that was not, and never the other way round. What ends a command (an answer,
// its event) is written by the next [Outbox.Flush], many in one transaction:
// should a crash come first, the fold or the same id once more ends it again.
// What a person decides (Add, Confirm, Discard) is on the disk when the method
// returns nil, and has not happened if it returns an error.
//
// # Threads
//
// An Outbox belongs to one goroutine, that of the desk: no method may be
// called from another. Config's functions are called from within its methods
// and must not block. Changed may call the Outbox; the others must not. Add,
// Confirm, Discard and, where there is something to write, Flush and Live wait
// for the disk, a few milliseconds.
//
// # How to test it
//
// With a map for a store and a slice for a network; the property test plays
// crashes, full disks, drops and reorderings that way. The rest runs against
// the real store, sync/fake in a synctest bubble, and the real hub on the real
// log over sockets. FLOORWALKER_SOAK_ROUNDS sets the number of kills (8 by
// default).
package outbox
