// Package driver is what the hub asks of a chat backend, and the conformance
// suite that every backend's driver has to pass.
//
// A driver turns what its vendor sends into [chat.Event] values and what the
// hub wants into the vendor's calls. It owns no truth: it may repeat, and it
// is told again what it forgot. No field name of a vendor leaves its folder.
//
// # A new backend
//
// It is one folder of about 600 lines, a stand-in for its vendor beside it, and passing
// the suite. In the order in which it is least work:
//
//  1. Write the stand-in first (folder standin): an http.Handler with the vendor's REST
//     interface and its stream, made from the vendor's own reference or from recordings,
//     each handler saying which. It is strict: an unknown path, a missing header or a
//     request that does not fit its schema fails the test. It fulfils
//     [floorwalker/sync/driver/conformance.Vendor], by which the cases steer it, and it
//     must not import the driver, or what both got wrong would look right.
//  2. Say what the backend can: [Driver.Capabilities], one record for each operation.
//     Native, or emulated and how, in a sentence; what the customer sees of it; whether it
//     was ever tried against a live server. Screens show exactly this and offer nothing
//     else. Each optional interface below is there if and only if its operation is.
//  3. Bring the chats: subscribe, then list, then hand on what came meanwhile; the same
//     after each lost connection. internal/catchup does that for a stream, and for a
//     vendor that has to be asked. internal/settle compares what the vendor says of a
//     chat with what the hub knows ([KnownSink]) and makes facts of the difference, so
//     that a repeated, late or lost event is no matter.
//  4. Make the calls: TakeOver, Post and Serving, then the optional ones. internal/rest
//     retries what may be retried, and says [ErrUnsure] of what may have worked.
//  5. Run the suite, and write in the package comment which calls were exercised against
//     what: a stand-in, a real server of the protocol, the vendor itself.
//
// What every driver has beside that: a Config with what it needs to reach the vendor and
// with who is who there; New, which reaches nobody; and Check, which finds out what
// credentials may do before they are used ([Checkup]), and says of each missing right
// what will not work without it.
//
// Ids: a chat is "<driver>-<the vendor's id>", an event "<driver>:<chat>:<the vendor's id
// of the line>", with a suffix where one line brings several. The prefix of an event's id
// tells the hub that the vendor has said it, so it is not told back.
//
// # Ordering and threads
//
// The hub calls [Driver.Run] once, on a goroutine of its own. TakeOver, Post,
// Serving and the optional calls may come at any time from other goroutines, for one chat
// never two at once; a call has about ten seconds. [Sink.Deliver] blocks until the events
// are on the log's disk; a driver calls it in the order that the customer saw, per chat.
// Run ends with its context and leaves no goroutine. It does not end for what a person
// can mend, such as a token that was revoked: it says so in its [Status] and tries again
// rarely.
//
// # Silence
//
// Whoever watches leaves nothing behind (V-INV-01): a driver sends no read mark, typing,
// presence or assignment of its own. Its own test names the whole list of routes that it
// uses while nobody does anything.
//
// # The fence
//
// After TakeOver has returned nil the bot is silent. A line of it that comes late
// all the same is refused with [ErrFenced]; the hub notes it for the team, and
// the driver must not show it to the customer (D-08). A line that was said before the
// takeover, and says so (Said), is history and is taken.
//
// # Times
//
// A line carries when it was said by the vendor's clock (chat.MessagePosted.Said). The
// hub has its own time for when it learnt of it; clocks and alerts go by that, and a line
// that is more than a quarter of an hour old when it comes raises nothing.
//
// # What people do in the vendor's own screen
//
// It is a fact and wins, whoever the hub thought served the chat. Who is not on the floor
// there is an outsider ([KnownSink]). What the hub has told the vendor comes back as the
// vendor's state; it is no news, and what was there before it must not undo it
// ([Known.Telling], internal/settle).
//
// # What a driver is told
//
// What looks like a secret is masked in [Sink.Lines] and for a [Follower];
// a [Line] that is to be posted is as the agent wrote it. That a customer types
// may be said at every key: the hub keeps one in three seconds. Nothing about observing
// is ever told to a driver.
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
// a call worked returns [ErrUnsure] and never calls again by itself. A line of ours
// that comes back from the vendor is recognised as ours, also by a driver that has just
// been started, and is not told.
//
// # Words
//
// What a vendor refuses becomes a [Refusal], in a sentence that a team lead understands.
// Credentials, bodies and queries are in no error, log or status.
package driver
