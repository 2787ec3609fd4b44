// Package hub is the team's server: it takes facts from backends and commands
// from desks, lets the referee decide, puts what follows on the log, and tells
// every desk.
//
// # The loop
//
// One goroutine owns the floor ([core]). It takes inputs from a channel,
// decides as many as are waiting, and commits all their events as one atomic
// batch; while the log syncs, the next inputs gather. Nobody is told of an
// event before it is on the log's disk: fan-out, results, effects and
// followers all come after the commit. If the log refuses, the hub tells whoever
// asked that nothing was stored, and stops with one sentence: its state holds
// what is on no disk, and the next start folds the log again.
//
// # Fan-out
//
// Committed events go into one ring, encoded once. Each desk's session is a
// cursor into it, so a slow desk costs no memory and hurts nobody: when the
// ring has overtaken its cursor it is told that it fell behind and reads a new
// snapshot. Events are numbered per connection, and the resume token hides the
// log's own numbers, so that no hole can be inferred (D-03).
//
// A whisper is sent to its two people only (C-OBS-06), on every way on which
// events reach a desk: ring, log, snapshot. For others it has no number, makes
// no frame, cuts none, and counts in no metric; a resume token is good for one
// agent. What it cannot hide is that the log was busy: a public event that was
// waiting behind it is a few milliseconds later, a desk that is 20,000 events or
// a whole ring behind has fallen behind by whispers too, and hub time is held
// where the clock is set back.
//
// # Time
//
// Hub time goes by what has passed and not by the wall clock ([clock.Steady]),
// so nobody who moves that makes anything fire early or late; it is logged and
// counted. A hub that is started again in the same run of its machine goes on
// exactly. Any other goes on from the wall clock, or from the newest event if
// that is later: then time is uncertain, which /healthz, the metrics and every
// heartbeat say, and what cannot be undone is left to people.
//
// Offers run out by hub time, a customer is stuck by it (G-TRIG-07), and
// what is owed is due by it (D-02). The loop keeps a heap of what becomes due and
// wakes for the nearest. Each input has one instant, that of its coming, and what
// was due before that is staged first, in as many batches as it takes. So what
// follows from time is stamped with the instant at which it was due, whoever was
// awake then. The heap is made from the floor, so that a successor does what its
// predecessor did not live to.
//
// # Who answers for the floor
//
// Package cover derives from each fact about the team, and from time, who answers for
// the floor; the loop stages that as it stages what is owed, with one due for the
// whole team. The same due sends a handover that nobody has acknowledged to a lead. A
// change of cover has a subject of its own with one winner, so a hub that has lost its
// lease cannot say who answers. Whoever is revoked answers for nothing from then on.
//
// Of the team's past a snapshot and a checkpoint have what the floor remembers: keys,
// shifts, open questions, the last handovers, attempts to phone without a chat. The
// rest is on the log only ([teamHistory]).
//
// # Where chats go
//
// Package routing says where a chat belongs and, where the policy has the hub assign,
// who is given which. The loop asks it once an input, or something due, has brought
// about all that it does, so that a decision of several facts is whole before anybody
// is given what it has put into the queue ([core.place]). Whoever is given a chat that
// they watched has stepped in, as the audit says.
//
// # Calls
//
// A wish is decided on a [referee.Scene]: the floor, hub time and whether it is
// certain, and the list of follow-ups as its shelf has it. What came of a call is kept
// however late it comes, and once, also where its chat has left the floor since.
//
// # The day
//
// A [daybook.Book] reads the ring as a desk does and keeps the figures of the day, off
// the loop: GET /day, GET /coverage. GET /handover has the file of a shift with what
// was signed under it, from the floor or else from the log.
//
// # A practice clock
//
// [Hub.Turn] lets time pass at once on a hub with a [Config.Hand], from one instant at
// which something is due to the next, so that everything happens as if the hub had
// been awake. Every heartbeat says how far the clock was turned, and a turn is told to
// each desk unasked, so that its clock goes along and stays certain. The log keeps how
// far; a metric and a line of the hub's own log say so.
//
// # What is owed, and the way of a chat
//
// Package obligation and package flow derive from each event what is owed and
// how far a chat has come, and the loop stages that in the same batch. Where the
// policy says so (silence.send), the hub itself sends what a silent customer gets,
// in the name of who serves them, and closes the chat after the last message; a
// text with an empty blank is left to a person.
//
// # Policy
//
// A floor works by the newest policy on its log, whatever file the hub was
// started with. A change is an event: it holds from there on for the referee, the
// rules and the clocks, and on every desk. It is parsed before the loop sees it,
// and a bad file is refused with its line and column. Snapshots tell of the last
// eight versions. The rules' memory of each chat survives a change.
//
// # Tickets
//
// No chat ends without one (G-TKT-01): a closing that brings none gets one in its
// batch that a rule has completed, also when the backend, the customer or
// time has closed the chat. One whose only person left it has an open ticket already,
// from the referee, and its end replaces that under its number (V-LEAVE-02). Whoever keeps tickets and sends them is told that there
// is one ([Tickets]).
//
// # The fence
//
// A line of the bot that comes after the takeover is refused to its backend and
// noted for the team (D-08). No customer is sent it, and no rule judges it.
//
// # Secrets
//
// What looks like a secret in a line is masked before anything else sees it: rules,
// log, desks, metrics, backends' history. The original is sealed into the
// log's own form of the event and into no other; the customer gets what the agent
// wrote. GET /reveal opens one, for who serves the chat and for leads, and leaves
// an audit fact.
//
// # Knowledge
//
// Nine of the ten rules are judged where a line is folded, and are in its batch.
// The tenth asks the articles ([Knowledge]), which takes longer, so it runs
// beside the loop: a line of the bot is asked about while the log syncs, and the
// answer comes back as a later input, without ever waiting for the loop. What follows
// is an event like any other, of the chat as it is then; if somebody has taken
// it over meanwhile, nothing follows. Lines wait where too many are asked about
// at once, and are counted where too many wait.
//
// When articles are loaded, and so after each start, the newest line of the bot
// in each chat that it serves is asked about: nobody knows which were answered.
// Ids do not depend on the knowledge, so what was dismissed is not said again.
//
// GET /why?chat=ID answers whoever is on the team with what a desk cannot know:
// what the knowledge is, what it says of that chat's newest answer, and what
// became of each rule's triggers ([wire.Why]). It is a [look], and leaves nothing.
//
// # Figures
//
// What became of each rule's triggers is counted where events are folded, so the
// figures are those of the whole log, whichever hub counts them; a checkpoint
// has a line of them, because chats leave the floor. They are in /metrics, in
// /why and behind "floorhub rules".
//
// # Shelves
//
// Records that all desks share go to a subject of their shelf. The hub keeps of
// each record the versions that no other replaces, sends them in a snapshot
// behind the chats, and writes them into checkpoints. A version that it knows,
// or that was replaced, is no event, whatever its command's id. A shelf on which
// nothing ever was begins with the [Starter].
//
// # Effects
//
// What has an effect outside (stop the bot, post a line) runs after its claim
// is on the log, one at a time per chat and in the chat's order, on goroutines
// of its own; the answer comes back as an input. A hub that starts finds open
// claims and pending lines in the floor and finishes them: it reads the
// backend first, and a line that may have been sent is unsure, never sent
// again by itself. Who was given a chat, or ended one, in the last five
// minutes of the log the backend is told again, unless it says that somebody
// else serves it.
//
// A line with a Via goes to a [driver.Texter], at the number of the call that failed,
// also when the chat is over; it is refused where the backend is none, and never
// repeated. An attempt to call that begins at a desk makes a telephone ring where the
// policy names a system that can ([Dialler]), with a queue of its own and only within
// a minute; what came of that is a fact, so that people know when to dial by hand.
//
// What people do in a chat (a note, a tag, a forward, an end, a block, a transcript) its
// backend is told once, if its driver has a way to be told; what the driver itself has
// said, which shows in the event's id, is never told back, and neither is what follows
// from a rule, but for who serves the chat. A call that does not work becomes a
// BackendDid in the chat, in words; one of which the backend says that it had no effect
// is made again for as long as a call may take. A hub that dies between such a deed and
// its call leaves the backend without it: what may have worked is not repeated, and the
// chat hears that nobody knows whether it was told. A hub that comes to its end writes
// down that nothing is on its way ([Hub.rest]), so that after it nobody is asked to look.
//
// Nothing is called without the lease: a hub that has lost it, or stood still for longer
// than it holds, leaves what is left to its successor ([Config.Lease]).
//
// # Backends
//
// When the loop begins it says which backends there are and what they can do, where the
// floor has something else; each second it looks at how their connections are and says
// what has changed. GET /backends has more of it, for whoever is on the team. A driver
// can ask what the hub knows of a chat ([driver.KnownSink]), and whether the hub is just
// telling the backend something, so that older news is not taken for newer. Somebody
// whom only a backend knows is put on the team as an outsider, without a desk.
//
// A line says when it was said. What was said before the chat came to be as it is belongs
// to its past: neither the fence nor the end of a chat is about it.
//
// The canned responses of a backend that has some and one folder of the canned shelf are
// kept alike, in both directions, by comparing both with what they had in common last:
// see [sharedLibrary]. Whoever looks for an article in a chat has those of the chat's
// backend too, if it answers within two seconds.
//
// # Observing
//
// Observing is no event. It is an audit fact on another stream, written by
// another goroutine, and decided by a [look] at the floor, which takes no place
// in a batch and does not move hub time. Nothing that a desk or a customer
// receives, no metric and no log line depends on it (V-INV-01); invisible_test
// compares the bytes, and puts leaks back to see that they are found.
//
// Leads read the audit facts from GET /audit, a connection of its own: from a
// position on, and then live, but nothing about a chat that they serve, or
// served at the moment of the fact. Positions are opaque there too. Observations
// end with their desk and with the hub; those of a hub that was killed have no
// end on the stream.
//
// # Who comes in
//
// Every route stands in one list with who may use it. A wrong token is answered ever more
// slowly, by address, and a good one never ([door]); commands and requests that come
// faster than people ask wait in their order ([pace]), and only what no memory could hold
// is refused. Both go by the time that passes. Whoever is revoked has their requests,
// streams and sockets ended.
//
// What became of each command, never what was written, goes to a stream of its own behind
// the loop ([ledger]); leads read it beside the audit. Looks and whispers are not in it,
// refused ones neither, so that it says no more of observers than the rest (D-03).
//
// # One of several
//
// On a cluster one hub has the floor and the others are a [Standby], which listens, says
// so, and sends desks on. What the policy does not keep any more is removed once an hour,
// only behind a checkpoint, and never a chat that is on the floor.
//
// # How to test it
//
// With an in-memory [Journal] and a scripted driver; with the real log in
// kill_test; over real sockets through sync/link and sync/feed. What time and
// knowledge bring about is played in a synctest bubble, with knowledge that the
// test answers for; ten_test has the real rules and a real folder of articles.
// Cover is played to hubs that are awake, asleep and killed (cover_test), calls and
// handovers across hubs that are killed between two words (attempt_test, days_test).
// Clocks, takeovers and tickets are played 10,000 times on a core without a loop,
// with a wall clock that is moved and hubs that are killed (time_test, fence_test,
// ended_test). BenchmarkRevise prints how long the tenth rule takes, and
// BenchmarkAcknowledge how long it takes until the bot is silent.
package hub
