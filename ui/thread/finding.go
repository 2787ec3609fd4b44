package thread

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/trigger"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// finding is all that is known of one rule on one chat.
type finding struct {
	trigger.Verdict
	held   chat.Trigger // what holds on the chat, if it does
	holds  bool
	served bool       // nothing can be marked
	check  *app.Check // nil for what was not checked
	hub    *app.HubWhy
	policy *policy.Policy
	by     func(chat.AgentID) string
}

// spans are what is marked in the conversation: what a trigger rests on, or else
// what the rule has looked at.
func (f *finding) spans() []chat.Evidence {
	if f.holds {
		return f.held.Evidence
	}
	return f.Spans
}

// measure is the finding as a row of the panel.
func (f *finding) measure() kit.Measure {
	m := kit.Measure{Name: words.Rule(f.Rule), Text: f.seen(), Foot: f.foot()}
	if f.holds {
		m.Name = words.Raised(f.held)
	}
	score := f.score()
	tone := f.tone()
	switch {
	case f.holds:
		m.Pill = kit.PillData{Word: words.Level(f.held.Level), Tone: tone}
	case !score.Known():
		m.Pill = kit.PillData{Word: "no score"}
	default:
		m.Pill = kit.PillData{Word: words.Level("")}
	}
	m.Gauge = kit.GaugeData{
		Value: share1(score), Unknown: !score.Known() || f.held.MarkedBy != "", Notice: share1(f.Notice), Alert: share1(f.Alert),
		Below: f.Below, Tone: tone,
	}
	m.Value = f.value(score)
	return m
}

// tone is that of the rule's badge on the board: red and amber are for alerts.
func (f *finding) tone() kit.Tone {
	switch {
	case !f.holds || f.held.Level != chat.LevelAlert:
		return kit.Grey
	case f.held.Tier == chat.TierImmediate:
		return kit.Red
	}
	return kit.Amber
}

func share1(s chat.Score) float32 { return float32(s.Float()) }

// score is that of the trigger while it holds, for the row says why there is an
// alert; else what the rule measures now.
func (f *finding) score() chat.Score {
	if f.holds {
		return f.held.Score
	}
	return f.Score
}

// value says the value against the thresholds, or what is missing.
func (f *finding) value(s chat.Score) string {
	switch {
	case f.held.MarkedBy != "":
		return "marked by " + f.by(f.held.MarkedBy)
	case f.Rule == policy.RuleHallucination && !s.Known():
		return f.unchecked()
	case f.Rule == policy.RuleStuck && s.Known():
		return fmt.Sprintf("%d s on one issue, an alert needs %d s", f.lasts(s)/time.Second, f.lasts(f.Alert)/time.Second)
	}
	if over := words.Value(s, f.Alert) + ", over " + f.Alert.Exact(); f.overheld(s) {
		if f.Rule == policy.RuleTechnical || f.Rule == policy.RuleBilling {
			return over + ", but not beyond the bot"
		}
		return over + ", but not raised as an alert"
	}
	return words.Against(s, f.Alert, f.Below)
}

// overheld reports whether a score would be an alert and is none: severity, the
// number of repetitions or whoever serves the chat are against it.
func (f *finding) overheld(s chat.Score) bool {
	return s.Known() && !f.Below && s >= f.Alert && f.held.Level != chat.LevelAlert
}

// lasts turns the score of "stuck" back into time: half is the policy's number.
func (f *finding) lasts(s chat.Score) time.Duration {
	return (2 * f.policy.Trigger.Stuck * time.Duration(s.TenThousandths()) / 10_000).Round(time.Second)
}

// unchecked says why the rule about invented facts has no score (G-TRIG-04).
func (f *finding) unchecked() string {
	switch {
	case f.hub.State == app.HubAway:
		return "not known while the hub is away"
	case f.hub.State == app.HubSilent:
		return "not known: the hub did not answer"
	case f.hub.State != app.HubAnswered:
		return "asking the hub…"
	case f.hub.Knowledge == app.KnowledgeNone:
		return "no knowledge is loaded: this rule has no score"
	case f.hub.Knowledge == app.KnowledgeLoading:
		return "no score yet: the knowledge is being loaded"
	}
	return words.Against(0, f.Alert, f.Below)
}

// seen says what the rule saw.
func (f *finding) seen() string {
	switch {
	case f.held.MarkedBy != "":
		return "A person said so; nothing was measured."
	case f.holds:
		return whole(strings.Join(seenIn(f.held), "; "))
	case f.Rule == policy.RuleHallucination && f.hub.State != app.HubAnswered:
		return "The hub checks the bot's answers by its articles; this desk cannot."
	}
	return whole(f.Words)
}

// whole is a clause with a capital and a full stop, as long as it is: the panel
// scrolls.
func whole(s string) string {
	if s == "" || strings.HasSuffix(s, "…") {
		return words.Upper(s)
	}
	return words.Upper(strings.TrimSuffix(s, ".")) + "."
}

// foot is what else is known: the check, the versions, and how often the rule was
// dismissed.
func (f *finding) foot() string {
	lines := make([]string, 0, 3)
	if again := f.again(); again != "" {
		lines = append(lines, again)
	}
	of := f.Version
	pol := f.Policy
	if f.holds {
		of, pol = f.held.Version, f.held.Policy
	}
	notice := ""
	if f.Notice != f.Alert && f.Rule != policy.RuleStuck {
		notice = "A notice needs " + f.Notice.Exact() + " · "
	}
	lines = append(lines, fmt.Sprintf("%srule v%d · policy %d", notice, of, pol), f.dismissed())
	if keys := f.keys(); keys != "" {
		lines = append(lines, keys)
	}
	return strings.Join(lines, "\n")
}

// keys are those that say something about the rule.
func (f *finding) keys() string {
	switch {
	case f.holds && suspected(f.held):
		return wrongKey + " confirms it · " + undoKey + " dismisses it"
	case f.holds:
		return undoKey + " dismisses it"
	case f.served:
		return ""
	case f.Rule == policy.RuleBotWrong:
		return wrongKey + " says so of the bot's last line"
	case f.Rule == policy.RuleFrustration:
		return frustrateKey + " says so of the customer's last line"
	}
	return ""
}

// again says whether a trigger that holds comes out the same from its lines (D-01).
func (f *finding) again() string {
	k := f.check
	switch {
	case k == nil:
		return ""
	case f.Rule == policy.RuleHallucination && errors.Is(k.Err, trigger.ErrKnowledge):
		return "Judged by the hub's knowledge; it cannot be re-checked here."
	case errors.Is(k.Err, trigger.ErrVersion):
		return "Raised by other rules than this desk's; it cannot be re-checked here."
	case k.Err != nil:
		return "Its lines are not all here; it cannot be re-checked."
	case k.Same():
		return "Re-checked from its lines: same verdict."
	}
	return fmt.Sprintf("Re-checked from its lines it comes to %s, %s: it would not be raised like this today.",
		k.Again.Score.Exact(), words.Level(k.Again.Level))
}

// dismissed says how often people said that the rule was wrong.
func (f *finding) dismissed() string {
	n, known := f.hub.Figures(f.Rule)
	switch {
	case f.hub.State == app.HubAway:
		return "Share dismissed: not known while the hub is away"
	case f.hub.State == app.HubSilent:
		return "Share dismissed: the hub did not answer"
	case !known:
		return "Share dismissed: asking the hub…"
	case n.Raised == 0:
		return "Never raised on this floor"
	}
	return fmt.Sprintf("%d of %d dismissed", n.Dismissed, n.Raised)
}

// hubWords say what there is to check the bot's answers by.
func (r *Reasons) hubWords() string {
	if r.shown == nil {
		return ""
	}
	if of := r.snap.Me.Policy; of != 0 && of != r.opts.Policy.Version {
		return fmt.Sprintf("The hub works by policy %d; this desk explains by policy %d, so values may differ.", of, r.opts.Policy.Version)
	}
	h := &r.hub
	switch h.State {
	case app.HubAnswered:
	case app.HubAway:
		return "The hub is away: its part is missing."
	case app.HubSilent:
		return "The hub did not answer: its part is missing."
	default:
		return "Asking the hub for its part…"
	}
	switch h.Knowledge {
	case app.KnowledgeLoaded:
		return "Answers are checked by " + words.Count(h.Articles, "article") + "."
	case app.KnowledgeLoading:
		return "The hub is loading its articles."
	}
	return "The hub has no articles to check answers by."
}

// summed says in a sentence how the chat stands.
func (r *Reasons) summed() string {
	switch {
	case r.shown == nil:
		return "No chat is open. Pick one, and it says here why it calls for a person, or why it does not."
	case len(r.why.Verdicts) == 0 && r.asking:
		return "Measuring…"
	case len(r.why.Verdicts) == 0 && r.shown.Stance == view.Ended:
		return "This chat has ended and left the floor."
	case len(r.why.Verdicts) == 0:
		return "This desk cannot explain this chat."
	}
	alerts, notices := 0, 0
	for _, t := range r.shown.Triggers {
		if t.Level == chat.LevelAlert {
			alerts++
		} else {
			notices++
		}
	}
	switch {
	case alerts > 0 && notices > 0:
		return words.Count(alerts, "alert") + " and " + words.Count(notices, "notice") + " hold."
	case alerts > 0:
		return words.Count(alerts, "alert") + hold(alerts)
	case r.shown.Owner != "":
		return "No alert: a person serves this chat."
	case notices > 0:
		return "No alert; " + words.Count(notices, "notice") + hold(notices)
	}
	return "No alert: no rule is over its threshold."
}

func hold(n int) string {
	if n == 1 {
		return " holds."
	}
	return " hold."
}
