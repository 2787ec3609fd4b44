// Package referee holds the rules of who may do what, and who wins.
//
// # What it owns
//
// [Decide] turns one wish into facts or into a refusal. [Confirm], [Revert]
// and [Delivered] turn what a driver answered into facts. Nothing else in the
// project may decide these things: the hub asks before it appends, and a desk
// may ask the same question of its own floor for an instant answer that the
// hub then confirms.
//
// # A takeover is a saga
//
//	bot chat, or a colleague's   TakeOver → TakeOverClaimed, EffectTakeOver
//	                             driver says yes → Confirm → ChatTakenOver and one system line
//	                             driver says no  → Revert  → TakeOverReverted
//	queued chat                  TakeOver or AcceptChat → ChatAccepted and one system line, EffectTakeOver
//
// A queued chat has no bot that must be stopped first, so both commands mean
// the same there and own it at once (E-ACT-04, S-ACC-03). The driver is told
// by the same call; Confirm and Revert then return nothing, because no claim
// is open. Either way the customer is told exactly once who has joined
// (V-INV-04, A-36).
//
// Every MessagePosted with delivery "pending", the system line among them, is
// for the hub to bring to the customer with Driver.Post, and to follow with
// Delivered. The line of an accept is in the Decision, so it is posted after
// the driver's TakeOver returned; the line of a takeover comes from Confirm.
//
// # Ids
//
// Every event id derives from the command's id: "<cmd>" for the first fact,
// "<cmd>/1" and so on for the others, "<cmd>/taken", "<cmd>/told" and
// "<cmd>/reverted" for the end of a saga, "<message>/sent" and the like for a
// delivery. A command's id cannot contain a slash, so no desk can choose an id
// that shadows a fact of somebody else's command. A successor that finishes a
// claim makes the same ids, and the fold drops the second copy.
//
// # Order and threads
//
// All functions are pure: they read the floor, change nothing, and never ask
// the clock. The one who calls them must own the floor, and must append what
// they return before the next call, or two calls may both grant. Events carry
// now as a proposal for At; the hub replaces it by its own, monotone, time.
//
// # Tests
//
// A table for each command, and a property test in which three agents send
// random commands, replays among them: never two owners, one winner, words in
// every refusal, no second effect.
package referee
