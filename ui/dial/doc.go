// Package dial is the card of a customer who is to be phoned: who they are, why, how
// often they were tried, what to say, and one key for what came of it. The page of
// follow-ups and the night's worklist show the same card (D-04).
//
// # What it owns
//
// A [Card] is bound to one [followup.Line]. It stays with it whatever happens to the
// rows beside it, and says when nobody is to be phoned any more. [Attempts] and
// [Due] are the cells of a line in a table, so that two lists say the same of one
// call.
//
// Whether a call may begin is judged by [followup.May], on this desk at once and by
// the hub again; a start that would be refused is locked with the reason and the time
// from which it is open (G-FU-06, A-63, A-64). The begin is written down before the
// telephone is asked to dial, so that a crash between the two leaves an attempt and
// never a call that nobody knows of.
//
// # Losing nothing
//
// A call that runs is the desk's to remember, so it is there again after another page
// or a restart. What is typed about it is a draft of the desk from the first letter
// until the attempt has ended with it.
//
// # Threads
//
// Everything belongs to the UI thread; a draft, which the desk hands over on its own
// goroutine, comes through Options.Post.
//
// # Testing
//
// The words are values in, words out. The card is tested here with a desk that
// writes down its wishes, and drawn where it is shown.
package dial
