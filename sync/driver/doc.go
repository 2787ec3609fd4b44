// Package driver is what the hub asks of a chat backend, and the conformance
// suite that every backend's driver has to pass.
//
// A driver turns what its vendor sends into [chat.Event] values and what the
// hub wants into the vendor's calls. It owns no truth: it may repeat, and it
// is told again what it forgot. No field name of a vendor leaves its folder.
//
// # Ordering and threads
//
// The hub calls [Driver.Run] once, on a goroutine of its own. TakeOver, Post
// and Serving may be called at any time from other goroutines, for one chat
// never two at once. [Sink.Deliver] blocks until the events are on the log's
// disk; a driver calls it in the order that the customer saw, per chat.
//
// # The fence
//
// After TakeOver has returned nil the bot is silent. A line of it that comes late
// all the same is refused with [ErrFenced]; the hub notes it for the team, and
// the driver must not show it to the customer (D-08).
//
// # What a driver is told
//
// What looks like a secret is masked in [Sink.Lines] and for a [Follower];
// a [Line] that is to be posted is as the agent wrote it. That a customer types
// may be said at every key: the hub keeps one in three seconds.
//
// # How far a line came
//
// That Post returned nil makes a line sent. Where the customer's side confirms that it
// has it, now or later, a driver says so by a [chat.MessageDelivered] with
// [chat.DeliveryDelivered]: for the newest line alone, as it stands for every line of
// ours before it that was sent. The hub keeps what is news and drops the rest, so a
// driver may repeat itself, and may be faster than its own Post. A backend that
// confirms nothing leaves its lines sent.
//
// # WhatsApp
//
// A line whose event has a Via goes by another way than the chat's own: to a
// [Texter], at the number of the call that failed. Where a backend's driver is no
// Texter the wish is refused in words; a driver is never asked to post such a line
// into the chat instead.
//
// # Idempotence
//
// The id of an event is derived from the vendor's own id, so that the same
// message heard twice is one event: "practice:c7:3". Post carries our message
// id; where a vendor has no idempotency key, a driver that cannot tell whether
// a call worked returns [ErrUnsure] and never calls again by itself.
package driver
