// Package label lets a team say what happened in its own chats, so that the
// detectors can be measured on them: the public dialogues that they were made
// with are of other trades.
//
// # What it does
//
// A [Census] counts the chats of a hub's log, [Pick] draws some of them by a
// seed, and a [Session] shows their turns one after another and takes keys.
// Every judgement is in the [Journal], synced, before the next turn is shown,
// so a kill at any moment loses nothing that was judged, and the next session
// goes on where this one stopped. [Export] writes what was judged as the
// labelled sets are written: one turn a line with set, dialog, turn, speaker,
// text, labels and raw.
//
// # What counts as a label
//
// A turn that was judged has every label that was asked of its speaker, nought
// or one. A turn that was passed over has none: a label that is missing means
// unlabelled, never negative. What desks said with one key counts too, without
// anybody being asked again: a mark and a confirmation say that it was so, a
// dismissal that it was not. Where two agents disagree there is
// no label. What was said here is stronger than what a desk said.
//
// A chat is shown and exported up to the first line of an agent: the rules
// watch the bot, and there it has stopped. Notes and whispers are never shown.
//
// # Privacy
//
// The journal holds ids and labels, no text; the text stays in the hub's log
// until the export. [Mask] takes e-mail addresses, numbers of seven digits and
// more, and names out of it, and dialogues are numbered, since a backend's ids
// may hold a phone number. A program cannot find every name: whoever exports
// is told to look through the file before it leaves the team.
//
// # Threads and tests
//
// Everything belongs to one goroutine; nothing asks the clock. A Session talks
// to a [Screen], which the tests play. One person labels with one journal at a
// time. The journal's decoder is fuzzed, and cut at every byte.
package label
