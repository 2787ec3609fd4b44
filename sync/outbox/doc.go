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
// Quiet commands, Observe, StopObserving and SetIdle, never come here: they are about
// this moment, and a disk would remember who was watched (V-INV-01). class.go
// says of every command what it is; one that it does not know is not taken.
//
// # What is saved on the shelves
//
// All of that is about commands that were given before a chat as it was on the
// screen. SaveRecord is not. It has no chat, and the version that it carries says itself
// what it was written over, so the hub merges it whenever it comes and refuses none for
// being late (D-03). Therefore:
//
//   - Nothing holds it but its author: not its age, not an uncertain clock, not
//     a chat, not another command. There is no limit to how long it waits: where a
//     chat's command goes by itself for [MaxAge], this one does so after three days
//     and after three months, and it is never dropped except by [Outbox.Discard].
//   - Unsure is asked again by itself, after a break and after silence, because the
//     same version twice is the same version: its mark is a digest of it, and a
//     merge of what is there already changes nothing. The fold does not remember
//     what happened to the shelves, so over a restart this is also how the
//     outbox learns that it was done: the hub says yes once more.
//   - A refusal stays, with its words and the text, for the person to see. Only where
//     the hub says that it cannot at present (it stops, is busy, could not store it, takes
//     the desk for offline) does the version wait on, for [NotNow] or the next connection.
//   - It never stands before a reply. Chats' commands are chosen first, do not wait
//     for it, and find at most [MaxSaving] frames or [MaxSavingBytes] on the
//     connection before them; a thousand edits go as the answers come.
//   - Those of one desk go in the order in which they were given, although any order
//     would come to the same.
//   - It goes under the name of who wrote it. One that somebody else wrote, or
//     for another floor, is held, and goes by itself when its author is back. What
//     was written before anybody had signed in is theirs who worked here last
//     (Config.Who). If nobody knows who that was it goes with whoever signs in,
//     and if that is another person, the hub refuses it for the author in it.
//   - What comes out of a damaged file is held like all else, because it may have
//     been discarded.
//
// # What has happened
//
// BeginAttempt and EndAttempt tell of a call that was made, perhaps days ago with the
// hub gone (D-04, A-63); a write-up, a key and a signature stay as true. Like what is
// saved, nothing holds them but their author, they wait for ever, they are asked again
// under their id, and a hub that cannot at present is asked later. Besides:
//
//   - They go before all else, and those of one call one after the other, each when
//     the one before it is answered, so none overtakes what had to wait. A call by a
//     record that was written a moment ago goes when the hub has that.
//   - The end of an attempt says all that its beginning said. Where the hub was not
//     told of that yet, or refused it, it goes out of the way; and nothing begins late: a
//     beginning that the hub could not take is refused, and never asked again by itself.
//   - One that the hub has stays on this disk for [Linger], which is longer than the
//     fold takes to be there too: after a crash no call is unknown.
//   - They cannot be discarded while they wait. Whether another call may begin is
//     judged by them (app/followup), so nobody gets a shorter gap by forgetting one.
//   - A message that only so many failed calls allow waits for those of its chat.
//   - Those of a damaged file go too: nothing that happened was discarded.
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
// log over sockets. FLOORWALKER_SOAK_ROUNDS sets the number of kills (50 by
// default).
package outbox
