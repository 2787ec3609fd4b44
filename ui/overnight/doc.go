// Package overnight is the page of the night's worklist: every chat that came while
// nobody was on cover, in the order in which they came, each with what happened, what
// is still to be done for it and by when (G-ON-01 to -12).
//
// # What it owns
//
// A row says how far a chat is: to be reviewed, to be acknowledged, to be phoned,
// reached. Beside the rows stands the one that was opened, with the last lines, one
// key for each step, and the card of package dial to phone from. The steps are the
// desk's to take and the hub's to allow; what is judged here only saves a refusal.
//
// # Nothing moves under the hand
//
// The order is that in which the chats came, so nothing that happens moves a row; a
// chat that is done with stays where it is and says so until the next night. Clocks
// tick in their place.
//
// # Threads
//
// Everything here belongs to the UI thread. What the desk answers on its own goroutine
// comes through Options.Post.
//
// # Testing
//
// Tests show the page snapshots and write down what it asks of the desk. With
// FLOORWALKER_PICTURES naming a folder, a test draws the page there.
package overnight
