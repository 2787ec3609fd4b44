// Package audit is the desk's side of the hub's audit stream: it reads GET
// /audit for a lead, on a connection of its own, and hands the facts on in
// order. Who watches whom is nobody else's business (D-03), so the package
// reads only when it is told that its person is a lead; about which chats a
// lead may read is the hub's to judge, and the desk's once more.
//
// # Terms
//
// A term is the time in which one person has one role; whoever calls
// [Follower.Follow] numbers them. In a term the stream is read from its
// beginning, once: a connection that breaks, or a pause, goes on behind the last
// fact. Another term begins at the beginning again, as does a position that the
// hub does not know (400), and [Sink.Began] says so. Every call of the sink
// carries its term, so that what is still on its way from an older one is
// recognised and dropped.
//
// A hub that answers 401 or 403 is not asked again in that term with that
// token.
//
// # Ordering and threads
//
// One goroutine, that of [Follower.Run], reads, and it alone calls the sink; a
// sink that takes its time is felt by the hub as a slow reader. Follow and
// SetToken may be called from anywhere and do not block, not even when the
// sink's owner calls them while the sink waits for that owner.
//
// A position moves before its facts are handed on, and both happen or neither
// does, so within a term no fact is told twice and none is left out.
//
// # What is not trusted
//
// A line is at most [MaxLine] long. A longer one, or one that is no fact, is
// counted and skipped, as nothing is gained by stopping there. Redirects are
// not followed: they would take the token elsewhere. Positions are kept in
// memory only; on a disk they would say that somebody once read this.
//
// # Backoff
//
// Between attempts the follower waits as the link does, by a [link.Backoff],
// which starts anew when a reading has lasted for [proof]. The hub sends an empty
// line every 15 s, and a stream that is silent for [Config.Silence] is dead.
//
// # How to test it
//
// [Config.NetDial] takes any net.Conn: over net.Pipe the follower and a real
// http.Server run inside a testing/synctest bubble on fake time.
package audit
