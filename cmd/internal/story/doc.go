// Package story holds the test in which three people work two days on the
// practice floor, at speed: a late shift, a night in which forty customers write
// to nobody, and an early shift on which one of them is missing.
//
// There is no code here but tests. One hub, which is a station with the practice
// driver and a practice clock, and three desks, which are consoles without a
// window, run in the test's process and speak over real WebSockets; what lies
// between a customer's POST and a desk's disk is what ships. Nobody sleeps: the
// practice clock is turned from one scene to the next, and everything that is due
// between happens at its instant, in order.
//
// The people act through the desk's methods, as the panes do, and each waits until
// their own snapshot shows what they wait for. What the story ends with is judged
// twice: from the hub's log, folded anew, and from the handover's file, by the
// package that "floorhub verify" runs.
//
// The scenes are in the order of the story, one file each.
package story
