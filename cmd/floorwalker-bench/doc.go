// Command floorwalker-bench prints how fast Floorwalker is on this machine:
// the figures that need no window. It judges nothing and fails only if
// something does not work; each line names the target beside the figure.
//
//	floorwalker-bench [--only path,start] [--events 10000000] [--dir D]
//
// Every section runs in a process of its own, so that one section's heap is
// not another's garbage. Peers that are not to be measured, such as the hub
// that feeds the section "desk", are further processes. All are this program,
// told apart by the first argument.
//
// # Sections
//
//   - desk: processor time to read, decode and fold one event (getrusage of
//     the whole process, kernel and garbage collector included).
//   - path: events a second from a driver through hub, log, socket and desk
//     into the desk's store, all in one process on two cores; again with
//     fsync slowed down by strace, where that is installed.
//   - floor: fold and view per event at 100 and 10,000 chats, in memory and
//     with the store.
//   - start: opening log and hub behind a checkpoint.
//   - latency: from the hub's acceptance to the desk's published snapshot.
//   - takeover: from Desk.TakeOver, and from Desk.AcceptOffer, to the snapshot
//     that says Yours, with two desks, a hub in a process of its own and 500
//     lines a second in other chats.
//   - keys: keys in the composer and behind its slash, searching the library,
//     and switching between chats of 2,000 lines, in the program's own window
//     on a canvas in memory, under the same load. A key's time is that from
//     the key to the end of its handler: it waits for the UI thread behind
//     what is rendered, and nothing is painted. Pixels are BenchmarkWindow's
//     (package e2e).
//
// The traffic is made up: chats open, talk, raise triggers and close, so that
// a floor stays as large as it is told to be however long it runs.
package main
