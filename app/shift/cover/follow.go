package cover

import (
	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// Follow returns what follows from e for who answers for the floor. f is the
// floor after e was folded into it, ed the edition in force then: for a
// PolicyChanged that is the new one. The facts carry e's time. What time alone
// has brought about before e is for [Elapse], which is asked first.
func Follow(f *chat.Floor, e *chat.Event, ed *policy.Edition) []chat.Event { return nil }

// Due returns the nearest instant at which time alone changes who answers for
// the floor; ok is false if nothing waits for time. It may lie in the past.
func Due(f *chat.Floor, ed *policy.Edition, now chat.Instant) (at chat.Instant, ok bool) {
	return 0, false
}

// Elapse returns what time alone has brought about at the nearest due instant,
// if that is not after now, stamped with that instant. The caller folds it and
// asks again until nothing comes back.
func Elapse(f *chat.Floor, now chat.Instant, ed *policy.Edition) []chat.Event { return nil }
