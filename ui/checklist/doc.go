// Package checklist is two pages of a shift. [Pane] shows the day's list and that of
// the shift's end, which compute themselves (G-CHK-D, G-CHK-E), and beside them the log
// of what the bot did wrong, with the form in which it is written up (G-OPS-02, A-10).
// [Report] shows the day's figures, each with how many it was made from and with the
// cases behind it, and publishes them with one key (G-OPS-05, A-41).
//
// # Nothing is ticked by hand
//
// There is no box to tick. A line says how it stands, why, and leads to where it is
// done; when it is done there, it is done here. The two exceptions are words and not
// ticks: who saw no error of the bot says so outright, and who publishes a report does
// it in their name.
//
// # The form
//
// It is filled with the lines of the chat as far as this desk knows them, and what a
// person has typed is never written over by what arrives. It is bound to the chat and to
// the bot's line for which it was opened.
//
// # Threads
//
// Everything here belongs to the UI thread. What the desk answers on its own goroutine
// comes through Options.Post.
//
// # Testing
//
// Tests show the pages snapshots and write down what they ask of the desk. With
// FLOORWALKER_PICTURES naming a folder, a test draws them there.
package checklist
