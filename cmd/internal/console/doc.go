// Package console wires a desk without its screen: app.Desk between the store,
// the feed, the audit stream and the clock. cmd/floorwalker puts a window on it;
// the kill tests and the benchmarks run it as it is.
//
// It only translates: each adapter turns the types of one room into those that
// the desk's ports ask for, and decides nothing.
package console
