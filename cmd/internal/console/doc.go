// Package console wires a desk without its screen: app.Desk between the store,
// the feed, the audit stream and the clock. cmd/floorwalker puts a window on it;
// the kill tests and the benchmarks run it as it is.
//
// It only translates: each adapter turns the types of one room into those that
// the desk's ports ask for, and decides nothing.
//
// Beside that it keeps what the desk knows of hub time, in the setting "clock": every
// minute at most, with the name of the machine's run and of the hub. A desk that is
// started with the hub gone goes on by that, so it can tell whether the hour between
// two calls is over (D-04, A-64).
package console
