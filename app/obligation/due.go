package obligation

import (
	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// Due returns the nearest instant at which time alone brings something about
// on c; ok is false if nothing waits for time.
func Due(c *chat.Chat) (at chat.Instant, ok bool) { return 0, false }

// Elapse returns what time alone has brought about on c up to now. The facts are
// stamped with the instant at which they were due, however late somebody woke.
// The caller folds them and asks again until nothing comes back.
func Elapse(c *chat.Chat, now chat.Instant, p *policy.Policy) []chat.Event { return nil }
