// Package station puts a hub together: log, lease, hub, drivers and listener.
// cmd/floorhub runs one for a team; cmd/floorwalker runs one inside its own
// process when no hub is configured, so that alone and in a team the path is
// the same.
//
// The order of starting is the folder's lock, the log, the listener's port, the
// lease, the hub's fold, the routes, the drivers; the order of stopping is the reverse, each
// awaited. The listener is the only thing that is reachable from outside the
// process: NATS has no port.
//
// # Several hubs
//
// Hubs on one cluster have one floor between them. With [Options.StandBy] each listens
// from its start; one gets the lease and the floor, the others stand by: /healthz says
// so, and desks are refused with a sentence and go on to the next hub of their list. A
// hub that loses the lease, or whose cluster stops answering, ends everything that has
// an effect, and then stands by in the same process. What it had is made anew from the
// log when it gets the floor again (term.go). Drivers exist during a term only.
//
// The lease is held by the machine's own clock (log.Config.Elapsed), and each effect
// asks it first, so that a process which was stopped and goes on does nothing. Appends
// expect the log to end where this hub has read it to (log.Log.Chain), so one that was
// on its way for long comes too late. Package cmd/internal/cluster proves it.
//
// Beside the hub runs what the bot's lines are checked against: a folder of
// articles, which is looked at every two seconds, and the canned library, which
// the hub hands over as its log has it and as it is edited. The practice floor
// has articles of its own; a hub without any checks nothing.
//
// Beside it, too, runs what takes tickets out of the house, from the log to the team's
// ticket system and to customers (package dispatch), but for a station that only
// serves one command.
//
// # A practice clock
//
// A floor whose customers are all played may have a clock that is turned forward
// ([Options.PracticeClock], [Station.Turn], "floorhub practice-time"): a night passes
// in a second, and everything that was due in it happens at its instant and in order.
// The log keeps how far it was turned, so that the next start goes on there. Tests
// that turn time by hand give a station Options.Clock that stands still and turn it
// by Station.Turn; desks learn of each turn at once, whatever clocks they have:
//
//	wall := time.Date(2026, 11, 23, 9, 55, 0, 0, time.UTC)
//	o := station.Options{Practice: true, PracticeClock: true,
//		Clock: func() (time.Time, time.Duration) { return wall, time.Hour }, …}
//	err := s.Turn(ctx, 8*time.Hour)
//
// A clock that stands still only moves by Turn; with [SystemClock] time goes on in
// between.
package station
