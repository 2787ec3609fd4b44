// Package board is the pane of all chats: a filter, and the rows of one
// section in the order of what is owed.
//
// # A row
//
// A row says in pills what is asked of this person before what is merely so: an
// offer, lines that were not sent, a whisper; then why the chat calls, and how
// they stand in it; how many watch and the tags come last, without a colour. The
// filter reads lines, names and tags; "#" asks for tags alone.
//
// Under the filter each topic stands with its count and narrows the rows when it is
// pressed (G-SCOPE-02); the filter for existing customers puts all others behind and
// calls them out of scope, but drops none (G-SCOPE-01).
//
// # Nothing moves under the hand
//
// While the pointer is over the rows, and for [settle] after the last key in
// the list, the order that is shown stays as it was, although the rows
// themselves go on telling what happens. A line above the list says how many
// rows would move, and moves them when it is pressed. The held order is a
// copy-on-write copy of the board, so holding it costs nothing.
//
// The keyboard's mark follows what is open, whatever opened it.
//
// # Threads
//
// Everything here belongs to the UI thread. [Pane.Render] is given the newest
// snapshot's board; [Pane.Tick] lets the clocks run.
package board
