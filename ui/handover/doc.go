// Package handover is the page of the notes that one shift writes for the next:
// a table with the newest first, and beside it the note that is open, where it is
// read and acknowledged, or the editor of a note of one's own.
//
// # What is not here
//
// The rules of cover and of the checklist, what must be handed over before somebody
// may leave, and signing come with a later issue. This page keeps the notes and who
// has read them, and claims nothing about who is accountable.
//
// # Acknowledging
//
// Whoever acknowledges says that they have read the words on screen. So it is bound
// to the revision that is shown: if the words have changed meanwhile, nothing is
// acknowledged and the new words are shown. Two people who acknowledge one note
// apart are no conflict; their words are joined by shift.Reconcile and nobody is
// asked.
//
// # Editing
//
// Only the author edits. The editor is bound to the note and to the revision that
// was on screen; it stays as it is when news arrive and while another page is
// shown, and what is typed is kept as a draft of the desk under "handover/<note>"
// or "handover/new". A save that meets a change which its author had not seen lays
// both side by side over the page; leaving them keeps what was typed.
//
// # Threads
//
// Everything here belongs to the UI thread. The desk answers on its own goroutine,
// so every answer comes through Options.Post.
//
// # Testing
//
// Tests play the desk with real notes, so that conflicts are those of package
// record. With FLOORWALKER_PICTURES naming a folder, a test draws the page there.
package handover
