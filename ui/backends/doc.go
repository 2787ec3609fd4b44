// Package backends is the page that says how the hub's connections to the team's chat
// systems are, and what each of them can do.
//
// # What is asked, and what comes by itself
//
// That a system went down or came back is an event, and stands here at once with the
// snapshot. Lag, quota and the last event are read from the hub: when the page is turned
// to, every few seconds while it is in sight, and by R. While the hub is away the last
// answer stays, and says how old it is.
//
// # What it shows
//
// One row a system, the one that is in trouble before the others. Beside it, of the one
// that is open: its state in words and what to do about it, the figures, the rights that
// its credentials lack with what does not work without them, and for every operation
// whether the system has it, how it is made up for otherwise, what the customer sees of
// it, and whether it was ever tried on a live server. The order of rows changes only
// while neither pointer nor keyboard is in them.
//
// # Threads
//
// Everything belongs to the UI thread; what the desk answers comes through Options.Post.
// Answers to an older question than the last are dropped.
package backends
