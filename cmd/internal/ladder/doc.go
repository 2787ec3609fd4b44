// Package ladder holds the tests in which real processes play the ladder of
// control, the shared libraries and the outbox: one hub with the practice
// floor, up to four desks, and customers who speak HTTP.
//
// There is no code here but tests. The test binary runs itself as hub, as desk
// and as scribe, by package spawn. The hub is a station, the
// desk a console without its window, so everything between the customer's POST
// and the desk's store is what ships. A scribe is a bare feed: it sends
// commands whose ids the test chose, which no desk would do.
//
// # How the test and its processes talk
//
// A request is a JSON object on a line of stdin, its answer one on a line of
// stdout. A child answers one request after the other. A desk that was told
// to watch a chat writes a line for each snapshot too, from the goroutine that
// made it, so none is missing and none is made up by polling.
//
// Every desk reaches the hub through a proxy of the test's, which can be cut,
// can swallow what either side says, and can keep what the hub says to be
// searched.
//
// # Time
//
// All clocks of hub and desks are the machine's plus a shift that the test
// sets in each process, for a day offline must not take a day. The shift moves
// a desk's wall clock and its steady clock alike: to it the time has passed.
// Timers of the runtime do not shift; what only they could show is not tested
// here. A wait in these tests is for what happens in other processes and has a
// bound that ends a hang; no test compares a duration with a wish.
//
// # What it takes to judge two screens
//
// Two processes have no common now. Two snapshots are of the same moment if
// they show the same state of the chat, so "never in two lists, never in none"
// is judged on snapshots that agree on its lines, tags, offers and owner, and
// on each snapshot alone: its lists have to say what its owner says.
package ladder
