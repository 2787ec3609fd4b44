// Package followups is the page of what customers wait for after their chat: what
// was promised to them, and below it who is to be phoned; each is a table by due time,
// and what was chosen last in either stands beside them.
//
// # What was promised
//
// The first part is the floor's ledger of what outlives a chat (D-02, D-11). Nobody
// writes it or can delete it (G-NR-04): a duty is kept with a note, tried, or handed on,
// by package duty, which the panel of a chat asks the same of. The panel beside the
// table stays with the duty that was chosen, says when it is owed no more, and shows
// the hub's refusal where the wish was made. The part takes the same share of the
// page whatever it shows, so that what comes and goes moves nothing below it.
//
// # Who is to be phoned
//
// The second part is the follow-ups that people write down. They have no attempts of
// their own; a call that must be tried three times is a duty of the first part.
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
