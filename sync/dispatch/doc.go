// Package dispatch follows the log for tickets: it hands each to the courier, for
// the team's ticket system and for the customer who wants a copy, and answers what
// is asked about tickets. Where several hubs share a log, only the one that holds the
// lease runs it.
//
// # Nothing is lost
//
// It reads the log from a cursor, and the cursor is saved in the same transaction as
// the parcels that were made up to it and the tickets that were read. What was on
// the log when the hub died is read when it starts again. Being told that there is
// news ([Dispatcher.Nudge]) makes it quick and nothing else.
//
// # Keys
//
// A webhook's key is the ticket's number and a digest of what is in it: the same
// ticket is the same parcel, whoever makes it and how often, and a corrected one is
// another, which goes behind it (its series is the number). A customer's copy has
// the number and a digest of the address and of when the chat ended: a ticket that is
// corrected afterwards brings no second mail. A chat whose only person has left has a
// ticket too and goes on; its copy has the time at which that ticket was saved.
//
// # Calls
//
// Where the hub has given an attempt to phone a customer the key of a mail
// ([chat.Attempt]), the mail is made when the attempt is read, whether the chat has a
// ticket yet or not, and goes once by that key: "number:call:digest" (G-FU-09). It
// says when the call was and what came of it for the customer; what the caller noted
// stays in the house. An attempt without an address has no key and says so on its
// ticket; a mail that cannot be made is among what is shown as unsent.
//
// [Dispatcher.Dial] is the one thing that is not kept: it asks the team's telephone
// system to ring, tries again for as long as somebody waits for it, and forgets it. A
// telephone that rings an hour later is worse than none.
//
// # A new disk
//
// A hub without a file of its own, because its disk is new, reads the log from the
// beginning. Webhooks then go again, with their keys, and the receiver can tell. A
// mail program cannot, so a copy goes only if its ticket is not older than
// [CopyWithin].
//
// # Several hubs
//
// Where hubs share a log each has a file of its own, and what has been delivered is
// marked for all of them beside the log ([Sent]) before it is done in the file. So a
// successor that reads the log from the beginning sends nothing a second time that was
// answered with yes and marked. What was under way at that moment goes again, by the
// same key, as after any crash.
//
// # Where it goes
//
// The policy says whether: the webhook's name, and whether customers get copies.
// Addresses and passwords are in a file of the hub's own, out.toml, which only its
// owner may read, and which is read again when it changes:
//
//	[[hook]]
//	name = "desk"                         # as the policy names it
//	url = "https://tickets.example.com/in"
//	secret = "at least 16 characters"
//	old_secret = ""                       # while the secret is replaced
//
//	[relay]
//	host = "smtp.example.com"
//	port = 587
//	tls = "starttls"                      # or "implicit", as on port 465
//	user = ""
//	password = ""
//	from = "care@example.com"
//	name = "Customer Care"
//
// Without the file nothing goes out, tickets are only kept, and [Dispatcher.Outgoing]
// says so; what was kept before the file came does not go out later. A file that
// cannot be read or understood is another matter: what was understood before goes on,
// and if nothing was, tickets are kept, and sent when the file is mended. Nothing of
// what is in it is ever logged.
//
// # What a customer is sent
//
// The lines that the customer saw, in order, with secrets covered, and the number; no
// notes, no whispers, no names of lists. See copyText.
//
// # The nightly check
//
// At three in the floor's own night the whole log is read, and the chats that have
// ended are held against the tickets (G-TKT-01). It reads the log and not the
// tickets that are kept here, so that it would also find what was lost on the way. A
// chat that came back and is open has neither, and the open ticket of one whose only
// person has left counts as none, so that its end is still missed.
//
// # Threads and time
//
// [Dispatcher.Run] has one goroutine, and the courier's own. Reading on is
// under one lock, so whoever lists tickets reads on first and sees all that is on the
// log. Now and the ticks are the caller's.
//
// # How to test it
//
// With the real file and a log in memory; with a real HTTP receiver and a real SMTP
// server that fail twice; and, with the hub around it, in cmd/floorhub, which is killed
// in between.
package dispatch
