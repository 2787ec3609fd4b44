// Package coverage is the ledger of attention: which lines a machine has judged,
// and when a person last looked at each chat (D-10, A-12, G-QUAL-03, G-OPS-01).
//
// # Two numbers
//
// The machine's is the share of lines, of customers and bots, on which the rules
// were evaluated; it has to be all of them. The people's is the share of the times
// to look that were met: every chat is to be looked at within eyes_on.within of its
// start, and of each alert. The two are never added up: a machine that judges every
// line does not make up for a chat that nobody has seen. Where a number is not 100,
// what it lacks is listed, by chat, second and accountable person.
//
// # What counts as a look
//
//   - Somebody has the chat on their screen ([Ledger.Looked] until [Ledger.Turned]),
//     on one desk or on several.
//   - Somebody serves it, as long as they are connected: it lies before them, and
//     whether they answer is a clock of package obligation.
//   - Somebody does something about it for which they had to look: a line, a note, a
//     tag, an acknowledgement and so on (see seen in room.go). What the program sends
//     in somebody's name comes only while they serve the chat.
//
// A look meets every time to look of its chat that is not met yet. One that was not
// due when the chat closed is not counted; one that was late is a [Gap] from the
// moment when it was due until somebody looked or the chat closed. While an alert
// waits for its first look, the same rule again is no second one. A chat that came
// at night is nobody's to look at until its shift reviews it (G-ON-02): it is counted
// apart.
//
// # Whose looks
//
// Leads watch unseen (D-03), so what they merely look at, and a whisper, which two
// people know of, counts in the figures for [Leads] only. The figures for [Team] are
// what they would be if no lead had watched anything. So only those may go where all
// can read them, such as into a published report; whoever tells them to a person who
// serves a chat leaves out, of that chat, what that person must not know either: a
// ledger that is fed no looks at all says just what everybody sees.
//
// # What the hub feeds it
//
//	Take        each event that its fold applied, in the log's order, presence of the
//	            team among them (chat nil), with who answers for the floor after it
//	Judged      behind the Take of each line that the rules were evaluated on
//	Looked      each audit fact "observed", with the role that the person has then, and
//	Turned      each "stopped" or "stepped_in"; in the order of their instants among
//	            the events. A fact that comes late is taken at its own instant
//	Left        when the hub that knew who looks at what is gone
//	Accountable when cover changes between two events
//	Within      when a policy changes eyes_on.within
//	Next        at the end of a day: looks, times to look and gaps go over
//
// # Threads and cost
//
// A ledger belongs to one goroutine and is a pure fold: what it says depends on the
// order of what it is told, not on when. An event costs the same whatever the floor
// has, but for a gap, which is found by a binary search among the changes of cover.
// It keeps one entry for each gap, so a day of many gaps is a long list; that is
// what it is for.
//
// # Testing
//
// A table of each line above; random histories against a count that keeps no state
// and asks all of the past for each time to look; gaps put in by hand, to the
// millisecond, all of which are found and no other; a benchmark on 20 and on 2,000
// chats.
package coverage
