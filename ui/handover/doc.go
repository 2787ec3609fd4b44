// Package handover is the page by which one shift goes over to the next (D-05): what
// goes over, which the program collects and a person signs; what comes to the person at
// this desk, to be acknowledged item by item; what is signed, to be checked, printed, or
// taken in writing by a lead; and the notes that people write to each other by hand.
//
// # What goes over
//
// The list is the desk's and live: what is done leaves it, and nothing can be taken off
// it by hand. A person adds words, to each item and to the whole; they are kept as
// drafts under "handover/item/<id>" and "handover/shift" until they are signed. Signing
// is of the floor as it is, so it needs the hub, and says so when the hub is gone.
//
// # What comes
//
// Space takes the item of the row and goes on to the next; Enter only shows it, so that
// nobody takes what they wanted to read. Taking an item signs that it is theirs. What
// was asked for stands as being saved until a snapshot has it or the hub refuses.
//
// # What is signed
//
// Each document is verified whenever it is shown, and the result said in words. Printing
// keeps two files, the signed one and a page that a browser shows without this program.
//
// # Notes
//
// Whoever acknowledges a note says that they have read the words on screen. So it is
// bound to the revision that is shown: if the words have changed meanwhile, nothing is
// acknowledged and the new words are shown. Two people who acknowledge one note
// apart are no conflict; their words are joined by shift.Reconcile and nobody is
// asked. Only the author edits. The editor is bound to the note and to the revision that
// was on screen; it stays as it is when news arrive and while another page is
// shown, and what is typed is kept as a draft of the desk under "handover/<note>"
// or "handover/new". A save that meets a change which its author had not seen lays
// both side by side over the page; leaving them keeps what was typed. Notes work
// without the hub.
//
// # Threads
//
// Everything here belongs to the UI thread. The desk answers on goroutines of its own,
// so every answer comes through Options.Post.
//
// # Testing
//
// Tests play the desk with real notes and with documents that are really signed. With
// FLOORWALKER_PICTURES naming a folder, a test draws the page there.
package handover
