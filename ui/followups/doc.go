// Package followups is the page of who waits to be phoned, from every source, as one
// list by due time (D-04); what else was promised to customers stands under a filter
// of its own, and what was chosen stands beside the rows.
//
// # Who is to be phoned
//
// The rows are the snapshot's calls: those that follow from chats by rule, those that
// were agreed in one, and those that people write down here. Each says when it is
// due, why it was promised, how often it was tried and from when the next attempt is
// open, and who owes it. Beside them stands the card of package dial, on which a call
// is made: nothing else on this page writes an attempt down. A call that runs is on
// the card again after another page or a restart.
//
// # What else was promised
//
// Promises, escalations and confirmations that outlive their chats (D-02, D-11) are
// no calls. They stand under "Other promises", which counts them wherever one is,
// and late ones are said above every filter. Nobody writes them or can delete them
// (G-NR-04): they are kept with a note, or handed on, by package duty.
//
// # Editing
//
// A call that somebody wrote down can be edited: the fields are bound to the record
// that was opened and to the revision that was
// on screen when the typing began. News of the record fill them again while
// nothing is typed; otherwise the typed words stay, and a line says who changed it
// meanwhile. Every button saves what is on screen with what it does, so that
// completing with a half-written note keeps the note. A save that meets a change
// which its author had not seen is answered by the desk with both sides; they are
// laid side by side over the page, and leaving them keeps what was typed.
//
// What is typed and not saved is kept as a draft of the desk under
// "followups/<record>" with the revision it began from, so that after a crash a
// save still knows what its author had seen.
//
// # Nothing moves under the hand
//
// While pointer or keyboard are in the rows, rows keep their places and tell what
// became of them; a line above counts what would move. Clocks show hours and
// minutes, and a tick touches the rows only whose figure changes.
//
// # Threads
//
// Everything here belongs to the UI thread. The desk answers on its own goroutine,
// so every answer comes through Options.Post.
//
// # Testing
//
// Tests play the desk with a real list, so that conflicts are those of package
// record. With FLOORWALKER_PICTURES naming a folder, a test draws the page there.
package followups
