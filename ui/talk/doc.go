// Package talk is what the team says among itself, as a pane shows it: the lines of one
// place, a room of the channel or the side thread of a chat, over a box to write in
// (C-INT-01). The page of the channel and the panel beside a chat share it.
//
// # What it promises
//
// A box is bound to the place that is on screen: a draft stays with its place, on this
// desk's disk within a second, and comes back there; nothing that is typed goes to
// another. What came since somebody last looked stands under a line that says so, which
// stays until they turn to another place. Behind an "@" names of the team are offered;
// the hub decides who is meant, by the same names.
//
// The lines never stand in a frame that is used for words to a customer: the box says
// whom its words reach.
//
// # Threads
//
// Everything belongs to the UI thread; drafts come through Options.Post.
package talk
