// Package board is the pane of all chats: a filter, and the rows of one
// section in the order of what is owed.
//
// # Nothing moves under the hand
//
// While the pointer is over the rows, and for [settle] after the last key in
// the list, the order that is shown stays as it was, although the rows
// themselves go on telling what happens. A line above the list says how many
// rows would move, and moves them when it is pressed. The held order is a
// copy-on-write copy of the board, so holding it costs nothing.
//
// # Threads
//
// Everything here belongs to the UI thread. [Pane.Render] is given the newest
// snapshot's board; [Pane.Tick] lets the clocks run.
package board
