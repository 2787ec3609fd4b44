// Package callback is the sheet by which somebody who serves a chat agrees a call
// with the customer: for which of the six reasons, by which of the customer's own
// lines they agreed, when, to which number, and who calls (G-CB-01 to -11).
//
// # What it owns
//
// An [Asker] lays two questions over the window. Offering needs a reason; what is none
// of the six needs a lead and a reason in writing (G-CB-07). Scheduling needs a line of
// the customer's as consent (G-CB-08); a time beyond the shift needs a named owner
// (G-CB-09). Both are bound to the chat that they were opened for, and lock
// themselves once it is no longer one's own.
//
// The hub decides; what is judged here only saves a refusal.
//
// # Threads
//
// Everything belongs to the UI thread; a draft comes through Options.Post.
//
// # Testing
//
// The sheet is played with a desk that writes down its wishes.
package callback
