// Package cluster tests a team's hub on three machines: three hubs on a NATS cluster
// of three, seven processes with the test, which kills them, stops them and cuts them
// off from each other.
//
// # What it proves
//
// While one machine of three is away, whichever it is and however it went, nothing that
// a desk was told is done is lost, nothing is on the log twice, and no line reaches a
// customer twice. How long a desk waits for its next acknowledgement, from the moment
// of the fault on, is printed and bounded.
//
// # How
//
// Every connection between two processes goes through a proxy of the test's own
// (proxy_test.go), which can hold back either direction. What was held back arrives
// when the cut is mended, as it does where a network heals: a late append must find
// that the log has gone on without it. The vendor is in the test's process and counts
// what is done to it, by the id of the claim or of the message, and compares the
// lease's revision that comes with each call (driver.Revision): what comes from a lease
// before the newest that it has heard of is refused and counted. Three desks, which
// know all three hubs, write all the time and send again what has no answer, under the
// same id, as a desk's outbox does.
//
// The NATS nodes know each other by explicit routes only, one proxy for each direction
// of each pair, and advertise an address where nobody listens, so that no node learns
// of a way around a cut.
//
// Faults are one at a time; the next one waits until every stream has its three copies
// again. Two at once are more than three machines carry.
//
// # Running it
//
// Without anything the three faults that hurt most are played once. With
// FLOORWALKER_SOAK_ROUNDS=n all faults are played, once for each hundred of n, in a
// random order.
package cluster
