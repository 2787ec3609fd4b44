// Package clock knows hub time, and how wrong it may be about it.
//
// # How
//
// Every heartbeat is a question and an answer: the desk's own monotonic stamp
// goes out and comes back with hub time. The hub read its clock somewhere
// between the two, so half way is the best guess and half the round trip is
// the error, whatever the network did. Of the last [Window] answers the one
// with the least error counts; the error of an older one grows by [Drift],
// because two quartz clocks do not agree for ever.
//
// # When the desk's own clocks cannot be trusted
//
// The wall clock and the monotonic clock advance together, except when the
// machine was suspended or somebody moved the wall clock. When they jump apart
// by more than [Jump], everything learned is thrown away and time is uncertain
// until the next heartbeat: what cannot be undone has to wait. It is
// uncertain before the first heartbeat, too, unless a former process left a base.
//
// # Offline, and over a restart
//
// Without the hub a clock goes on by what it has learned, with an error that
// grows by 0.7 seconds an hour, and stays certain: a call that was made an hour ago
// was made an hour ago (D-04). So does the clock of the next process, if the machine
// runs on and its monotonic clock is one for all processes: [Clock.Base] is what
// there is to keep, with the name of the machine's run beside it, and
// [Clock.Resume] believes it unless the wall clock was moved meanwhile. After the
// machine was started again, time is uncertain until the hub answers.
//
// # How old the wall is
//
// [Clock.Age] is the time since the last heartbeat, which the screen shows as
// the age of all that it shows (D-15). Above [StaleAfter] it is stale. Time
// that was slept through counts, although no monotonic clock saw it.
//
// # The hub's own
//
// The hub asks nobody. [Steady] begins with its wall clock and goes on by the
// time that has passed, the machine's sleep included, so that a wall clock that
// is moved fires no clock of the floor early or late; it only says so. Summer
// time moves no clock of a computer. A hub that is started again in the same run
// of the machine goes on by the same clock ([Steady.Resume]); any other goes on
// from the wall clock, and from the newest event of the log at least. A wall
// clock behind that means that nobody knows for how long no hub ran: time is
// uncertain until the wall clock has caught up, for which hub time goes a little
// slower ([Slower]).
//
// # A clock that is turned
//
// The clock of a practice floor may be turned forward by hand ([Hand]), so that a
// night passes in a second. To the hub both its clocks went on; every answer says
// how far they were turned in all, and a desk's clock moves what it has learned by
// that ([Clock.Turned]) instead of waiting for new answers.
//
// # Threads
//
// Any goroutine may call any method. No function here asks the operating
// system: the local clock is a function given to [New] and [NewSteady], so tests
// turn it by hand.
package clock
