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
//
// The traffic is made up: chats open, talk, raise triggers and close, so that
// a floor stays as large as it is told to be however long it runs.
package main
