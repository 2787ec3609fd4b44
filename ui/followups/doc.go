// Package followups is the page of the customers who are to be phoned: a table
// by due time, and beside it the one that is open, where it is edited, assigned,
// completed and opened again.
//
// # What is not here
//
// The dialler's rules, which are attempts and the gaps between them, what to say,
// how a call went and when a message may be sent instead, come with a later issue.
// This page shows the records that they will rest on, and pretends nothing of them.
//
// # Editing
//
// The fields are bound to the record that was opened and to the revision that was
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
