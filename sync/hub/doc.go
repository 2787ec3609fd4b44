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
// # Effects
//
// What has an effect outside (stop the bot, post a line) runs after its claim
// is on the log, one at a time per chat and in the chat's order, on goroutines
// of its own; the answer comes back as an input. A hub that starts finds open
// claims and pending lines in the floor and finishes them: it reads the
// backend first, and a line that may have been sent is unsure, never sent
// again by itself.
//
// # Observing
//
// Observing is no event. It is an audit fact on another stream, written by
// another goroutine, and decided by a [look] at the floor, which takes no place
// in a batch and does not move hub time. Nothing that a desk or a customer
// receives, no metric and no log line depends on it (V-INV-01); invisible_test
// compares the bytes, and puts leaks back to see that they are found.
//
// # How to test it
//
// With an in-memory [Journal] and a scripted driver; with the real log in
// kill_test; over real sockets through sync/link and sync/feed.
package hub
