// Package checklist computes what a day and the end of a shift still lack (G-CHK-D1
// to -D7, G-CHK-E1 to -E4, G-END-01, G-END-02, G-OPS-04).
//
// # Nothing is ticked by hand
//
// Each [Item] is a pure function of the floor, the shared list of follow-ups, the
// day's figures and the policy ([Input]). There is no command that ticks one and no
// field that remembers a tick: an item is done when the log says that what it asks
// for has happened, and open again when something new comes. What is missing is
// listed by name, so that a screen can lead there.
//
//	id         done when
//	G-CHK-D1   every chat of the night of this day is reviewed
//	G-CHK-D2   every line was judged, and every time to look was met (two numbers)
//	G-CHK-D3   every takeover was in time
//	G-CHK-D4   no call is open that is due before cover ends today
//	G-CHK-D5   no error of the bot waits to be written up, and some are, or somebody said “I saw none”
//	G-CHK-D6   every chat that closed has a ticket
//	G-CHK-D7   the day's report is published
//	G-CHK-E1   no call of theirs is open that has not gone over (G-OPS-04, A-14)
//	G-CHK-E2   the bot's errors are written up and handed in, or “I saw none” was said
//	G-CHK-E3   the report of the shift is published, with time and author, and no more
//	           than an hour of the shift has gone by since
//	G-CHK-E4   no chat of theirs is open that a lead has not acknowledged or taken
//	G-END-01   nobody who came in the shift waits for a person
//	G-END-02   nothing else that was promised or begun is open
//
// # Leaving
//
// [Leaving] is what EndShift is refused with ([Refusal]). It asks package handover
// what the person would have to hand over, so the list that refuses and the document
// that is signed cannot differ. An item has gone over when somebody else has
// acknowledged it in a document of this person and shift, or a lead took that in
// writing; mostly it changes hands with that and is not listed any more. A follow-up
// of the list is written over by the receiver's desk, and holds up who goes until it
// is. An open chat needs a lead for it, also if a colleague has acknowledged it and
// serves it already.
//
// What is nobody's in particular falls to who answers for the floor. Anybody else may
// go while that person is connected and has not ended the shift; who goes last may
// not. Nor may who acknowledged or took it, as long as nobody else owns it or has taken
// it from them. What is filed for a later shift is that one's.
//
// A report counts for E3 if it is of the last hour of the shift or of after its end,
// or, for who goes earlier, of the last hour before they go. Two facts decide that, the
// roster and when it was published, so that no late event of somebody else's can undo
// what was done.
//
// # Testing
//
// A table for each id, from open to done by events alone; a test that walks Input and
// finds nothing that a hand could set.
package checklist
