// Package escalate holds three verbs that people confuse, one sheet each: to
// escalate a chat to who knows or may do more, to go on with it by phone, mail or
// ticket, and to call a lead for help. Forwarding, the fourth, is
// package thread's.
//
// # Nothing without a time
//
// Escalating and handing on are promises to the customer. Neither sheet can be
// confirmed without the time that the customer is told, and the words that they
// will read stand in the sheet, composed from what was chosen and free to be
// edited. Edited words are never composed over.
//
// # Read before accepted
//
// Who is offered an escalation opens its context pack first and accepts from there
// ([Pane.Review]): what is the matter, what was tried, what the alerts rest on, who
// the customer is and what they were promised (G-ESC-04).
//
// # Bound to a chat
//
// Each sheet keeps the chat that it was opened for and locks itself, with a reason,
// once that chat is no longer what it was. What is written is kept as a draft of
// the chat, and leaving a sheet loses nothing.
//
// # Threads
//
// Everything here belongs to the UI thread; what the desk answers comes through
// Options.Post. Tests play the desk on a floor of their own; with
// FLOORWALKER_PICTURES naming a folder, they draw the sheets there.
package escalate
