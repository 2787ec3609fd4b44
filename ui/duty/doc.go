// Package duty is what a person reads of something owed to a customer, and what
// they can do about it: the panel beside a chat and the page of follow-ups show the
// same duty with the same figure, words, locks and questions (D-02).
//
// # What it owns
//
// [Clock], [Detail] and [Owner] turn what is owed into words. A figure never
// stands alone: [Detail] and [State] say in words what its colour does. An [Asker] lays the two
// questions over the window by which a duty is kept or handed on; an attempt to call is
// made on the card of package dial. A question is bound to the duty that it was opened for, whatever comes on screen
// behind it, and locks itself once that is owed no more.
//
// What is judged here only saves a refusal: the hub decides, by app/referee.
//
// # Losing nothing
//
// What is typed into a question is kept as a draft of the desk. It is forgotten when
// the duty has changed as it was asked to, and not before: where the hub refuses, the
// words stand in the question again.
//
// # Threads
//
// Everything belongs to the UI thread; a draft, which the desk hands over on its own
// goroutine, comes through Options.Post.
//
// # Testing
//
// The functions are values in, words out. The questions are tested where they are
// asked, in ui/thread and ui/followups, with a desk that writes down its wishes.
package duty
