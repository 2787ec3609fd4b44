// Package followup owns the phone: the list of customers who are to be called, who
// may call them when, and what is said. It is pure: it reads no clock, no file and no
// network.
//
// # The record
//
// A [FollowUp] is the content of a [record.Version], so everything that record
// promises holds here: it is edited with the hub gone, merged when it is back,
// and what two people wrote apart stands side by side until one of them
// settles it. The methods of a FollowUp are the edits that people make; each
// returns the new content and leaves the old, and nothing happens until it is
// put into a [List]. A List is a [record.Book] of follow-ups with the open ones by
// due time beside it.
//
// # The lines of the dialler
//
// A [Line] is a customer to be phoned, whatever that follows from: an obligation of
// a chat, or an open record. [Lines] reads the whole floor once; after that
// [LinesOf] reads one chat, which costs nothing where no call is owed, and [Replace]
// puts its lines into the sorted list. A call that is not owed any more stays for as
// long as the chat is on the floor, because a message may be what is left to do.
//
// Attempts are no edits of a record. Two calls that were made apart are both facts
// and both kept, while two edits are two opinions of which one is chosen. They
// are events, and the fold keeps them ([chat.CallLog]); what waits on a desk's own
// disk is laid over that by [Unsent], so a desk with the hub gone, or one that was
// killed a moment ago, judges by all that it has done (D-04).
//
// # The rules
//
// [May] says whether another attempt may begin, [MayText] whether WhatsApp is open.
// Both are asked twice with the same code: by the desk at once, by the hub for good.
//
//   - Three attempts, at least 60 minutes from the end of one to the start of the next
//     (G-FU-06, A-15): refused at 59:59.999, allowed at 60:00.000, and where the clock
//     may be wrong, as much later ([Who.Error]). A customer who asks for another time
//     has that.
//   - One call at a time: who is on the phone blocks everybody else.
//   - Without the hub only who owes the call may begin it.
//   - While nobody is sure of the time the first attempt may begin, since nothing can be
//     too soon for it; another waits for the hub, or for a lead who asks the hub.
//   - An attempt that came too early, or at an uncertain time, is kept and does not count
//     as one of the three. The fold marks it.
//   - WhatsApp opens with the third failure that counts, through the chat platform and
//     in no other way. It goes to the number that was called, also when the chat
//     is over, which stays on the floor for that ([chat.TextWithin]) until somebody has
//     written, has spoken to the customer, or says why nobody does.
//
// # Numbers and words
//
// A [Phone] is checked and shown by a library that knows every country's numbers.
// [URI] makes of one what the machine's telephone program takes, out of digits and
// nothing else. [Card] fills the approved text for the kind of call.
//
// # Testing
//
// Edits, queries, verdicts and cards are table tests; the decoder and the numbers are
// fuzzed. One property test plays ten thousand follow-ups on two desks with restarts,
// breaks, reboots and clocks that are moved; another holds the list that is mended
// against the one that is read anew.
package followup
