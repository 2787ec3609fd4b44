package duty

import (
	"cmp"
	"strings"

	"floorwalker/app/chat"
	"floorwalker/app/obligation"
	"floorwalker/app/policy"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// For names what is owed, and for what if several are.
func For(o view.Owed) string {
	if o.Rule == "" {
		return words.DutyFull(o.Kind)
	}
	return words.DutyFull(o.Kind) + " · " + strings.ToLower(words.Rule(o.Rule))
}

// Clock is the figure of o as k reads it, and its tone: red is a breach, or a clock of
// 30 seconds, which is red from its start.
func Clock(o chat.Obligation, k obligation.Clock, p *policy.Policy) (string, kit.Tone) {
	tone := levelTone(k.Level)
	if o.Due.Sub(o.Started) <= p.TakeOver.Immediate {
		tone = kit.Red
	}
	text := words.Countdown(k.Left)
	if k.Uncertain {
		text = "about " + text
	}
	switch {
	case k.Paused:
		return "paused", kit.Grey
	case k.Level == obligation.Breached:
		return "late " + text, tone
	case k.Left <= 0:
		return "now", tone
	}
	return text, tone
}

func levelTone(l obligation.Level) kit.Tone {
	switch l {
	case obligation.Breached:
		return kit.Red
	case obligation.Warning50, obligation.Warning80:
		return kit.Amber
	}
	return kit.Green
}

// State is what the colour of a clock says, in a word or two; empty where nothing
// presses.
func State(o view.Owed, k obligation.Clock) string {
	switch {
	case k.Paused:
		return "paused: " + o.PausedWhy
	case k.Level == obligation.Breached:
		return "the time is over"
	case k.Level == obligation.Warning80, k.Level == obligation.Warning50:
		return "hurry"
	}
	return ""
}

// Detail says who owes o if I do not, what was promised, and how the clock stands; at
// writes an instant.
func Detail(o view.Owed, k obligation.Clock, at func(chat.Instant) string) string {
	var parts []string
	if !o.Mine {
		parts = append(parts, Owner(o, ""))
	}
	if o.Words != "" {
		parts = append(parts, Quote(o.Words))
	}
	if s := State(o, k); s != "" {
		parts = append(parts, s)
	}
	if o.Attempts > 0 {
		parts = append(parts, words.Count(o.Attempts, "attempt")+", the last at "+at(o.LastAttempt))
	}
	if k.Uncertain {
		parts = append(parts, "time is uncertain")
	}
	return strings.Join(parts, " · ")
}

// Quote marks what somebody said.
func Quote(said string) string { return "“" + said + "”" }

// Share is how much of the time has gone, 0 to 1; a clock that stands still keeps
// what it had.
func Share(o chat.Obligation, now chat.Instant) float32 {
	if !o.Paused.IsZero() {
		now = o.Paused
	}
	whole := o.Due.Sub(o.Started)
	if whole <= 0 {
		return 1
	}
	return float32(min(max(float64(now.Sub(o.Started))/float64(whole), 0), 1))
}

// Owner says who owes o: "you", a name, a team, the floor with who covers it now, or
// that nobody does. me may be empty. It is never empty.
func Owner(o view.Owed, me chat.AgentID) string {
	who := cmp.Or(o.OwnerName, obligation.NoCover)
	if me != "" && o.Answers == me {
		who = "you"
	}
	switch {
	case o.Mine:
		return "you"
	case o.Answers == "" && who == obligation.NoCover:
		return who
	case o.Owner == "":
		return "the floor · " + who
	}
	return who
}

// Unowned reports whether nobody covers what is owed (G-COV-01).
func Unowned(o view.Owed) bool { return Owner(o, "") == obligation.NoCover }
