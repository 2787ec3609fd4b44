// Package settle finds what a vendor's state says that the hub does not know yet, and
// makes facts of it.
//
// A [Settler] is told what the vendor says of a chat ([State]) and asks the hub what it
// knows ([driver.Known]); the difference is what has happened. So a state that comes
// twice, late, or in place of three events that were lost, brings what is new in it and
// nothing else.
//
// What the hub itself has told the vendor comes back as the vendor's state, and must
// not be news; and a state from before it must not undo it. So a driver says Begin
// before it changes who serves a chat and End after it. Between them, and until the
// vendor has said once what was written or a few seconds have passed, what the vendor
// says of ownership is not believed. A state older than one that was believed already,
// by the vendor's own count, is not looked at (State.Order).
//
// What somebody does in the vendor's own screen is a fact and wins.
package settle
