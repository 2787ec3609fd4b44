// Package tickets is the page of the chats that have ended: their tickets, the newest
// first, and beside the list the one that is open (G-TKT-01 to -10). Over the list
// stands what is not as it should be: closed chats without a ticket, and what
// could not be brought to the team's ticket system or to a customer.
//
// # Where it comes from
//
// The hub keeps the tickets; this desk has none on its disk. The page asks when it is
// first shown, when the connection is back, after a change of its own and once in a
// while. What was read stays on screen with its time while the hub is away. A
// search asks the hub, which has all of them; the newest [most] are listed.
//
// # Changing
//
// Priority, status and assignee may be changed while the chat is still on the floor,
// and only over the newest ticket that the desk knows, which is asked for at that
// moment. Everything else is what was written when the chat was closed.
//
// # Words
//
// Choices are shown by the names that the policy in force gives them, and by their ids
// where it knows them no more. What [ticket.Form.Complete] answered in nobody's name is
// marked "filled by rule" in the list and at the field, so that it is
// never taken for a person's word. What is missing or wrong is said by the form, the
// same code that the hub asks.
//
// # Threads
//
// Everything here belongs to the UI thread. The desk answers on other goroutines, so
// every answer comes through Options.Post, and one that was asked for before
// the newest question is dropped.
//
// # Testing
//
// Tests play the hub. With FLOORWALKER_PICTURES naming a folder, a test draws the page
// there.
package tickets
