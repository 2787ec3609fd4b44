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
// before it changes who serves a chat, its tags or whether it is open, and End after it.
// Between them, and for as long as the hub says that it is about to tell the vendor
// something ([driver.Known]), what the vendor says is doubted. After that it is believed
// if its own count says that it is newer, if it says what was written, or if it was
// heard (State.Heard) when [Grace] had passed, however long it waited to be looked at.
// What was doubted is not forgotten: [Settler.Doubtful] names those chats, and the driver
// reads them again. A state older than one that was believed already, by the vendor's own
// count (State.Order), is not looked at.
//
// What somebody does in the vendor's own screen is a fact and wins.
package settle
