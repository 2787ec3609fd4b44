// Package thread is the pane of one chat: who it is, what one's words would do
// here, why it calls for a person, what was said, and the box to answer in;
// and beside it what is owed, who is in the chat, what is known about the
// customer, and, for a lead who does not serve the chat, who watches it.
//
// # Never the wrong ears
//
// The frame at the foot says what typing would do: violet dashes and no box at
// all while observing, a violet line for a whisper, a thin blue one beside a
// colleague, a blue frame while the chat is one's own, yellow for a note. Every
// wish is bound to the chat that was on screen when the key went down, a sheet
// keeps the chat that it was opened for, and each box keeps one draft a chat, so
// that switching in mid-sentence sends nothing anywhere else.
//
// A whisper is bound to one person besides: to who served the chat on screen
// when its box was opened. If somebody else does by then, the frame says so, and
// only the key turns the draft to them.
//
// No box closes because a line was sent from it, so that a second line goes
// where the first one went. A box that an event opened asks once before it
// sends: a draft from before, and what was typed in its first second, may not be
// meant for the customer. So does one that the keyboard came to from another chat.
//
// # What happened meanwhile
//
// Banners over the lines say, from the top, that the chat went to somebody else
// or that an offer came back, until it is heeded; what is offered, by whom, and
// how long it lasts; and why the chat calls for a person. Among the lines, those
// that only the team sees keep what was said with an offer, and why somebody
// left. Under the ladder stand the lines that were not sent and the keys for
// them, which no other word hides, then why a key did nothing.
//
// # The ladder
//
// Each step of the ladder is a method of [Pane], for a key and for a click
// alike. Where a step cannot be taken it is locked with the hub's own words;
// package referee decides, and a test compares the two sentence by sentence.
// Steps that make no sense to somebody who only watches are not there at all.
//
// # Canned texts
//
// A text that is chosen behind a "/" stays in a strip over the box until its
// blanks are filled, so a draft never holds an empty one. What is written to a
// customer or a colleague is held back for a raw bracket, unless it is quoted
// from the customer.
//
// # Why, and one key
//
// What a trigger rests on is marked in the lines whenever its chat is open, and named
// over them. [Reasons] is the panel that says for all ten rules why they call or do
// not (D-01): the desk's own answer comes at once, the hub's part when it comes, and
// what is missing is said in words. The rule that is walked to is marked in blue
// beside the yellow of what holds.
//
// One key says of a line what no rule has said, or confirms a suspicion ([Pane.MarkWrong],
// [Pane.MarkFrustrated]). It means the last such line in sight, and only once the hub
// has it is the line quoted, with a way to take it back.
//
// # Threads
//
// Everything here belongs to the UI thread. [Pane.Render] compares with what is
// shown and touches only what changed; [Pane.Tick] lets the clocks run. What
// the desk answers comes back through Options.Post. The search behind a "/" runs
// between two keys, on a library that is in memory; a benchmark measures it with
// 10,000 texts.
package thread
