// Package closing is the one way in which a person ends a chat: a dialog with the
// closing protocol at its left and the ticket beside it (A-29, G-COMM-03,
// G-COMM-04).
//
// # Few keys for the ordinary case
//
// The ticket is drafted from the chat, and what follows from the end reason is
// filled in by it. The keyboard begins at the first thing that is missing; Enter
// takes an answer and goes on to the next that is missing, Tab walks all of them,
// F2 says the next closing message, Ctrl+Enter closes. Lists are chosen from by
// typing a part of a name, questions are answered by Y and N, and a "?" begins the
// reason why something is unknown. Nothing answers whether the first contact
// solved it but a person (G-TKT-07).
//
// # What is said at the end
//
// The end reason decides which closing messages stand at the left: those of what is
// solved, or those of what is not (G-CLOSE-04 to -07). The first of the latter is
// filled from the next steps, the time of the solution and the call that the ticket
// names, and says what it waits for until all three are there. The hub asks for the same
// messages by the same ticket.
//
// # What is missing
//
// It is said where it is missing, behind the caption of each question, and listed
// at the foot, each word leading to its place. Package ticket judges, the same code
// that the hub asks, so that the button and the hub agree; what the hub refuses all
// the same is shown at its field, with everything still there.
//
// # Bound to one chat
//
// The dialog belongs to the chat that was on screen when it was opened. The draft
// is made anew as the chat goes on, under the answers of the person, which stay.
// What the customer writes meanwhile is quoted in it. What is filled in is kept as
// a draft of the chat under the kind "closing", on disk within a second, and is
// there again when the dialog is, after Esc as after a crash.
//
// # Threads
//
// Everything here belongs to the UI thread. Drafts come on other goroutines and go
// through Options.Post.
//
// # Testing
//
// Tests play the desk on a floor of their own, by keys. With FLOORWALKER_PICTURES
// naming a folder, they draw the dialog there.
package closing
