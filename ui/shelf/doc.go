// Package shelf is what the pages of shared records have in common: the canned
// library, the follow-ups and the handover notes. Such records are versions of
// package app/record, written on several desks and merged, so each page shows
// versions side by side, says what the hub did not take, and keeps rows where they
// stand. Words for all of that are in ui/words; widgets are in ui/kit, which knows
// no records.
//
// # What it owns
//
// A [Comparison] lies over a whole page and keeps what is being written from both
// as a draft of the desk. [Sides] is one that follows the versions of one record.
// [Front] is the left half of a page: figures, filter, what was refused, and a table
// whose [Order] waits while a hand is on the rows. What a page does with a choice is
// its own affair: it is told by callbacks and asks its own desk.
//
// # Threads
//
// Everything here belongs to the UI thread. The desk answers on its own goroutine,
// so every answer comes through Door.Post.
//
// # Testing
//
// The order and the keys are tested here, the rest where it is used: the tests of the
// pages play two desks against each other, with records as package record merges them.
package shelf
