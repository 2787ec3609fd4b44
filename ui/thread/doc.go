// Package thread is the pane of one chat: who it is, what one's words would do
// here, why it calls for a person, what was said, and the box to answer in;
// and beside it what is owed and what is known about the customer.
//
// # Never the wrong ears
//
// The frame at the foot says what typing would do: violet dashes and no box at
// all while observing, a blue frame while the chat is one's own. Every wish is
// bound to the chat that was on screen when the key went down, and the box
// keeps one draft a chat, so that switching in mid-sentence sends nothing
// anywhere else.
//
// # Threads
//
// Everything here belongs to the UI thread. [Pane.Render] compares with what is
// shown and touches only what changed; [Pane.Tick] lets the clocks run.
package thread
