// Package sync is a map, not code. Its folders make one gap-free stream of
// events out of chat backends, a log on disk, sockets and caches; it is never
// imported, so nobody ever has to tell it from the standard library's sync.
//
//	wire      frames ⇄ typed events and commands
//	link      the life of one WebSocket: dial, pumps, heartbeat, backoff, named states
//	feed      link + snapshot → ordered events with a position; resume or read again, never guess
//	clock     hub time and its error
//	outbox    commands that survive: queue, send once, retry, give up aloud
//	audit     the audit stream as a lead's desk reads it
//	hub       fan-out, sign-in, the referee's loop and its side effects
//	log       the event log on NATS JetStream, embedded or clustered; the audit stream; the lease
//	lookup    an index of what is known, for questions beside the hub's loop; no program uses it yet
//	driver    the interface to chat backends, and driver/practice, the simulated one
//	fake      a scriptable hub for tests
package sync
