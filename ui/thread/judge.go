package thread

import (
	"slices"
	"strings"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/guard"
	"floorwalker/app/promise"
	"floorwalker/app/script"
	"floorwalker/app/view"
	"floorwalker/ui/words"
)

// ruleRoster is the override of a promise that nobody is there to keep (D-11).
const ruleRoster = "roster"

// judgeNow is the longest draft, in bytes, that is judged between two keys: that
// takes about a tenth of a millisecond. A longer one is judged in the background while
// it is written, and always at once before it is sent.
const judgeNow = 4000

// customerLines is how many of the customer's last lines are compared with what is
// quoted.
const customerLines = 60

// verdict is what is to be said of a text before it goes to the customer.
type verdict struct {
	text       string
	objections []guard.Objection
	promises   []promise.Promise
	// unkept are those of the promises for which nobody is on cover, with why.
	unkept []string
}

// circumstances are what a text is judged by besides itself; they are read on the UI
// thread and may be used on another.
type circumstances struct {
	guard guard.Context
	// theirs are the customer's name and the words of theirs that an approved text
	// quotes: in whatever language they are, nobody has to write them otherwise.
	theirs []string
	now    chat.Instant
	cover  cover
}

// circumstances are those of the chat on screen.
func (p *Pane) circumstances(t *view.Thread, filled ...script.Filled) circumstances {
	canned := len(filled) > 0
	return circumstances{
		theirs: theirs(t, filled), guard: guard.Context{Verified: !t.Verified.At.IsZero(), Canned: canned, Customer: lastWords(t)},
		now: p.opts.Now(), cover: p.cover(),
	}
}

// theirs are the customer's own words in texts that were filled, and their name.
func theirs(t *view.Thread, filled []script.Filled) []string {
	out := []string{t.Customer.Name}
	for _, f := range filled {
		for _, s := range f.Slots {
			if s.Source.Kind == script.SourceMessage || s.Source.Kind == script.SourceCustomer {
				out = append(out, s.Value)
			}
		}
	}
	return out
}

// lastWords are the customer's last lines.
func lastWords(t *view.Thread) []string {
	var ls []string
	for i := len(t.Messages) - 1; i >= 0 && len(ls) < customerLines; i-- {
		if m := t.Messages[i]; m.From == chat.SpeakerCustomer {
			ls = append(ls, m.Text)
		}
	}
	return ls
}

// judge reads a text. It is pure, and safe on any goroutine.
func judge(text string, c circumstances) verdict {
	v := verdict{text: text}
	if strings.TrimSpace(text) == "" {
		return v
	}
	for _, o := range guard.Check(covering(text, c.theirs), c.guard) {
		known := slices.ContainsFunc(v.objections, func(k guard.Objection) bool { return k.Rule == o.Rule && k.Words == o.Words })
		if o.Rule != guard.RuleSlot && !known { // the box has its own word for blanks
			v.objections = append(v.objections, o)
		}
	}
	v.promises = promise.Find(text, c.now, c.cover.zone, promise.Options{DayEnd: time.Duration(c.cover.hours.Window.To) * time.Minute})
	for _, p := range v.promises {
		if why := c.cover.unkept(p, c.now); why != "" {
			v.unkept = append(v.unkept, why)
		}
	}
	return v
}

// covering is a text with the customer's own words made meaningless, to the byte.
func covering(text string, theirs []string) string {
	for _, w := range theirs {
		if strings.TrimSpace(w) != "" {
			text = strings.ReplaceAll(text, w, strings.Repeat("x", len(w)))
		}
	}
	return text
}

// block is the objection that holds the text, if there is one.
func (v *verdict) block() (guard.Objection, bool) {
	for _, o := range v.objections {
		if o.Severity == guard.Block {
			return o, true
		}
	}
	return guard.Objection{}, false
}

// warned are the rules that would be overridden by sending the text all the same,
// each once.
func (v *verdict) warned() []string {
	var rules []string
	for _, o := range v.objections {
		if o.Severity == guard.Warn && !slices.Contains(rules, string(o.Rule)) {
			rules = append(rules, string(o.Rule))
		}
	}
	if len(v.unkept) > 0 {
		rules = append(rules, ruleRoster)
	}
	return rules
}

// becomes says what a promise is kept as: "call due 16:40".
func becomes(p promise.Promise, vague time.Duration, now chat.Instant) string {
	what := promiseWords[p.Kind]
	if what == "" {
		what = "promise"
	}
	if !p.DueKnown {
		if vague <= 0 {
			return what + ", without an hour"
		}
		return what + ", due " + words.At(now.Add(vague)) + " because it names no hour"
	}
	return what + " due " + dueWords(p.Due, now)
}

func dueWords(due, now chat.Instant) string {
	d, n := due.Time().Local(), now.Time().Local()
	if d.YearDay() == n.YearDay() && d.Year() == n.Year() {
		return words.At(due)
	}
	return words.At(due) + " on " + words.Day(due)
}

var promiseWords = map[promise.Kind]string{
	promise.Call: "call", promise.Write: "message", promise.Mail: "e-mail", promise.Update: "update",
	promise.Fix: "fix", promise.Refund: "refund", promise.Visit: "visit",
}
