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
// What the chat's backend does not have is not in the ladder at all; the key of it says
// why. How a backend is made to do something, and what the customer sees of it, floats
// under the step that the pointer or the keyboard is on, and stands in the sheet of what
// is asked first. What did not work at the backend is a line for the team.
//
// # What the customer is typing
//
// It stands in a line of its own over the box, which is always there, in quotation marks
// and said to be unsent; it is gone with their next line, and after a while.
//
// # Canned texts
//
// A text that is chosen behind a "/" stays in a strip over the box until its
// blanks are filled, so a draft never holds an empty one. What is written to a
// customer or a colleague is held back for a raw bracket, unless it is quoted
// from the customer.
//
// # The takeover
//
// While the backend has not confirmed that the bot is stopped there is no box; past
// the policy's time the frame turns red and says that the bot may still speak, and
// what it then says is struck out among the lines (D-08).
//
// A chat that has just become one's own opens with the steps of the greeting in the
// place of the box: each prefilled from the conversation, each blank with the line
// that it is from, one key a step (G-HAND-01 to -04, D-09). Whether it is to be
// greeted is package flow's to say; the times are those at which the chat has the
// steps. Nothing goes with an empty blank, nor with one that was emptied just now.
// What is written into a blank is kept like a draft, a chat each. Esc leads to one's
// own words and the same key back.
//
// # The next right thing
//
// [Pane.NextThing], F2, means what is on screen: it sends the step, or goes to its
// blank; it writes the text that a strip over the box has announced, and sends that
// text when it is pressed once more; where a text asks for a secret, it puts the
// request for a screenshot in its place. It never sends what was not in sight, and
// never replaces what somebody has written. The clock alone sends nothing.
//
// # What is said of a text before it goes
//
// Every text to the customer is read by packages guard and promise while it is
// written: under the box stands what holds it, what it is warned of, and what its
// promises become. What only warns is sent by the same key once more, and the rules go
// with the line, so that they are logged. That takes well under a tenth of a millisecond
// for a line; a draft over 4,000 bytes is read on another goroutine while it is written,
// and always at once before it is sent. The customer's name and words in an approved
// text are not judged. What is sent is judged by itself, not by what was judged before.
//
// A file goes with the next line, and the line waits for it; it belongs to the chat
// that it was chosen for. What a stranger sent is shown small or not at all, and is
// only ever saved.
//
// Notes and whispers wait for five seconds in which they can be taken back; what goes
// to the customer does if somebody has chosen so (Options.Hold). A line that waits is
// on disk as a draft, and comes back as one after a crash.
//
// # Keys
//
// For a table of actions: [Pane.Return], [Pane.Group], [Pane.SendCopy], [Pane.Block],
// [Pane.NextThing] F2, [Pane.Attach] F4, [Pane.Assist] F5,
// [Pane.Verify] F7, [Pane.Solved] F8, [Pane.AskRating], [Pane.Reveal] and
// [Pane.TakeBack] by name; [Pane.Drop] for files that are dropped on the window,
// [Pane.PictureReady] for small pictures, [Pane.Release] before the window closes. In
// the steps, F3 shows the line that a blank is from. [Pane.Key] does what a key
// without a modifier means here; the boxes ask it themselves, the window for keys that
// nothing else wanted.
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
// # Beside
//
// [Beside] is what the team says about a chat, in the side panel's place; a note and it
// offer names behind an "@" (C-INT-01).
//
// # Threads
//
// Everything here belongs to the UI thread. [Pane.Render] compares with what is
// shown and touches only what changed; [Pane.Tick] lets the clocks run. What
// the desk answers comes back through Options.Post. The search behind a "/" runs
// between two keys, on a library that is in memory; a benchmark measures it with
// 10,000 texts. What waits to be taken back goes with [Pane.Tick], whichever chat is on
// screen.
package thread
