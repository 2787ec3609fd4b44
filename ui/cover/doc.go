// Package cover is the sheets by which one person comes, pauses and goes: the start of
// a shift with its self-test, a break with somebody to cover it, the question to cover
// at the other desk, and the end of a shift with all that stands in its way. It also
// has the words of the window's top bar for who answers for the floor (D-12, G-COV).
//
// # What it claims
//
// Nothing here decides who is accountable. A sheet shows what the newest snapshot says
// and sends a wish; what became of the wish is in a later snapshot, and the sheet says
// that. So a break begins when the hub says so and not when the key goes down, and the
// countdown of a question is the hub's.
//
// # The self-test
//
// Sound, notification, connection, clock and do-not-disturb are tried at this desk
// each time the sheet opens (C-TRF-02). A tone is heard by a person or by nobody, so
// the sheet asks. What fails is said with what helps against it; the shift may begin
// all the same, and the leads read what failed.
//
// # Going
//
// Who still has something that is nobody else's cannot end the shift: the sheet
// lists it, each with the way there. Quitting the program is possible always, for a
// window that cannot be closed would be killed and say less; but it says what is left
// behind, and the words are those of the list.
//
// # Focus
//
// A question to cover opens nothing by itself: it rings, and stands in the top bar, at
// the foot and on the wall until a key answers it.
//
// # Threads
//
// Everything belongs to the UI thread. The tests of [Options] answer on goroutines of
// their own, so every answer comes through Options.Post.
//
// # Testing
//
// Tests show the sheets snapshots, press keys, and read what was asked of the desk.
// With FLOORWALKER_PICTURES naming a folder, a test draws them there.
package cover
