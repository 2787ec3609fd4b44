// Package app is the running console without its screen: the [Desk] owns the
// live model of the floor, folds the stream into it, keeps the cache, decides
// with app/alert whom to call, and publishes what the screen shows.
//
// # Ordering and threads
//
// One goroutine, [Desk.Run], owns the floor and everything derived from it.
// All methods may be called from anywhere and never block on it for long:
// wishes are handed in, their outcome appears in a later [Snapshot].
//
// A change is urgent or it is not ([urgent]). Urgent ones are published when
// the inputs at hand have been folded, the rest are merged in windows of
// [mergeTime]. A reader that is told of a change pulls the newest snapshot;
// several changes may be one snapshot, and no snapshot is ever half a change.
//
// # What is kept
//
// Events and the position behind them go to the cache in one transaction, in
// batches, off this goroutine; after a crash the hub sends again what the cache
// does not have. A new snapshot replaces the cache only when it is complete.
// What a person types is kept within [draftTime].
//
// # What is asked for
//
// Every wish but observing goes through the [Outbox]: it is on the disk before
// it goes, and the desk's goroutine waits for that, a few milliseconds. Lines
// show what they wait for and stay until they have become messages or the
// person lets go of them. Any other wish that would need a confirmation is
// given up aloud: its control is at hand, and shows the chat as it is now.
//
// # What all desks share
//
// Canned responses, follow-ups and handover notes are versions of package
// record, the same with and without the hub. What the hub has told is in the
// cache, what this desk has written is in the outbox until the hub has it, and
// both are merged into the one library that is shown: so an edit is seen at
// once and after a restart, and is never in two places on the disk. An edit
// whose author had not seen what is there is answered with both sides. Only a
// desk that has once signed in can write: who works here is in the cache, too.
//
// # Who watches
//
// A lead's desk also folds the audit stream ([Auditor]): who watches which chat
// (D-03). It is read only while the hub itself says that its person is a lead,
// is kept in memory only, and about a chat that the person serves there is
// nothing at all: what was known is forgotten when they come to serve it, and
// what arrives later about that time is dropped.
//
// # Why, and why not
//
// Why a chat has an alert or has none is explained on request ([Desk.Why]), by an
// engine of the desk's own that raises nothing: at once, offline too, and beside
// the fold, on a copy of the chat. What only the hub knows is asked for separately
// ([Desk.WhyFromHub]) and never waited for (D-01).
//
// # What is owed
//
// The clocks of a chat, its steps and its ticket are the hub's facts; the desk
// shows them, says what is next (package flow) and asks by one method a wish
// (duties.go). None of these wishes is done late by itself: what waited too long,
// or was meant for another chat than it has become, is given up aloud. A
// ticket is drafted beside the fold, on a copy of the chat. What does not end with
// its chat is in [Snapshot.Duties], as no section of the board shows it any more.
//
// # The phone
//
// [Snapshot.Calls] is one list of who is to be phoned, mended by the chats that have
// changed and never made by reading the floor. What this desk knows of attempts and
// the hub does not yet is laid over what the fold knows, so a call that runs here
// shows as running, also after a crash: it is on the disk before anybody dials
// (D-04). With a hub, dialling waits for its yes; without one, only who owes the call
// begins it; and while the hub's answer is missing, the same holds. What came
// of a call is a fact and waits for the hub however long that takes. The end of a call
// of the shared list is written into its record as well.
//
// # The shift
//
// Who answers for the floor, handovers and the night's worklist are shown as they
// change. What would be handed over and what is still to be done cost the whole
// floor: they are made anew at most once in [shiftTime], and told only if they differ.
// Signatures are made on goroutines of their own, as a keychain may have to be
// unlocked, and asked for with the hub there only: they are of the floor as it is.
// Items of a handover change hands at the hub; the records among them, which are
// everybody's, are written by the desk of whoever acknowledged them. Facts of the
// team are in the cache like all others, and the day's figures are kept among what
// the person typed, so all of it is there after a start without a hub.
//
// # The team, its backends and its load
//
// What the team says among itself is folded like everything else ([Snapshot.Channel],
// the Side of a thread). What this person has read of it is this desk's own: it lies
// among what they typed, and no hub is told (C-INT-01). What names them calls, until
// they have read it. What can be done with a chat is what its backend says
// ([Snapshot.Backends], the Can of a thread); a backend that is away for longer than
// alert.OutageAfter calls whoever answers for the floor, and is told of once more when
// it is back. How chats are shared is shown by the meter of routing (C-DIST-01).
//
// # Ports
//
// The desk declares what it needs ([Stream], [Cache], [Outbox], [Auditor],
// [Explainer], [Days], [Backends], [Signer], [Clock], [Caller]) and knows neither sockets nor files nor widgets. Tests drive it with
// fakes, and with the real outbox, under testing/synctest.
package app
