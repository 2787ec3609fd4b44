package escalate

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
)

// Kinds of the drafts.
const (
	draftEscalation = "escalation"
	draftChannel    = "channel"
)

// reason is one of the sheet's segments.
type reason struct {
	reason chat.ForwardReason
	word   string
}

// reasons are in the order of the segments (E-ESC-01 to -03).
var reasons = []reason{
	{chat.EscalateExpertise, "Needs expertise"},
	{chat.EscalateAsked, "Customer asked"},
	{chat.EscalateSensitive, "Sensitive or complex"},
	{chat.ForwardOther, "Other"},
}

// ReasonWord names why a chat is escalated.
func ReasonWord(r chat.ForwardReason) string {
	for _, x := range reasons {
		if x.reason == r {
			return strings.ToLower(x.word)
		}
	}
	return "other"
}

// begun is what of a sheet is kept while it is not sent.
type begun struct {
	Reason  int    `json:"reason"` // index of the segment, from 1
	Channel int    `json:"channel,omitempty"`
	Issue   string `json:"issue,omitempty"`
	Steps   string `json:"steps,omitempty"`
	Notice  string `json:"notice,omitempty"` // if it was edited
	Due     string `json:"due,omitempty"`
}

// escalating is the sheet of an escalation.
type escalating struct {
	pane   *Pane
	chat   chat.ChatID
	name   string
	asking *asking

	to     *kit.PickField
	why    *kit.ChoiceField
	issue  *kit.LineField
	steps  *kit.LineField
	by     *kit.WhenField
	notice *kit.LineField

	kept     begun
	composed string // the notice as it was written for them
	building bool
	team     []kit.Choice
}

// Escalate asks to whom the chat on screen goes, why, and by when the customer may
// expect what (E-ESC-04 to -07). It returns in words why it does not.
func (p *Pane) Escalate(s *app.Snapshot) (why string) {
	t, why := p.mine(s, "escalate")
	if why == "" {
		why = pending(t)
	}
	if why != "" || p.Opened() {
		return why
	}
	p.opts.Desk.Draft(t.ID, draftEscalation, func(text string) {
		p.opts.Post(func() {
			e := newEscalating(p, t, text)
			if !p.Opened() {
				p.ask(e.asking, e.send, e.keep)
			}
		})
	})
	return ""
}

func newEscalating(p *Pane, t *view.Thread, kept string) *escalating {
	e := &escalating{pane: p, chat: t.ID, name: customer(t), building: true}
	if kept != "" && json.Unmarshal([]byte(kept), &e.kept) != nil {
		e.kept = begun{}
	}
	least := p.opts.Policy.Note.Min
	e.why = kit.NewChoiceField("Why", e.segments(t)...)
	e.to = kit.NewPickField("To", kit.NewPicker("", "A level, a team or a person"))
	e.issue = kit.NewTextField("What is the matter", "The receiver reads this first", least)
	e.steps = kit.NewTextField("What has been tried", "So that nobody asks the customer again", least)
	e.by = whenField(p, "Solved by when, as the customer is told", &e.kept.Due, e.changed)
	e.notice = kit.NewTextField("What the customer is told now", refWords, 1)
	e.issue.SetText(e.kept.Issue)
	e.steps.SetText(e.kept.Steps)
	for _, f := range []*kit.LineField{e.issue, e.steps, e.notice} {
		watch(f, e.changed)
	}
	e.why.OnPick = func(int) { e.changed() }
	e.to.OnPick = func(string) { e.changed() }
	e.by.OnPick = func(time.Time) { e.changed() }
	if e.kept.Notice != "" {
		e.notice.SetText(inWords(e.kept.Notice))
	} else {
		e.compose()
	}
	e.asking = &asking{
		data: kit.SheetData{Title: "Escalate the chat of " + e.name, Text: intro(p.opts.Edition()), Confirm: "Escalate"},
	}
	e.asking.sheet = kit.NewSheet(e.asking.data, e.why, e.to, e.issue, e.steps, e.by, e.notice)
	e.asking.locked = e.locked
	e.asking.update = e.update
	e.building = false
	return e
}

// intro says what will happen, and that nobody has written the matrix yet (G-ESC-00,
//
func intro(e *policy.Edition) string {
	text := "The customer is told first, with the number. You serve the chat until somebody accepts."
	if len(e.Matrix) == 0 {
		text += " The escalation matrix of this team is still empty: a lead fills it in on the page Policy. Until then choose a team or a person."
	}
	return text
}

// segments are the reasons; that the customer asked is chosen already where the rule
// for it has fired, so that it is counted once (E-ESC-02, A-33).
func (e *escalating) segments(t *view.Thread) []kit.Segment {
	at := e.kept.Reason - 1
	asks := func(tr chat.Trigger) bool { return tr.Rule == policy.RuleHumanRequest }
	if at < 0 && (slices.ContainsFunc(t.Triggers, asks) || slices.ContainsFunc(t.Brought, asks)) {
		at = slices.IndexFunc(reasons, func(r reason) bool { return r.reason == chat.EscalateAsked })
	}
	segments := make([]kit.Segment, len(reasons))
	for i, r := range reasons {
		segments[i] = kit.Segment{Word: r.word, Selected: i == at}
	}
	return segments
}

func (e *escalating) update(s *app.Snapshot) {
	if next := reachable(s, e.chat, targets(s, e.pane.opts.Edition())); !slices.Equal(next, e.team) {
		e.team = next
		e.to.Set(next)
	}
}

func (e *escalating) locked(s *app.Snapshot) string {
	if why := lostIt(s, e.chat, e.name); why != "" {
		return why
	}
	return unnumbered(e.notice.Text())
}

// changed composes the notice anew, unless it was edited, and keeps what is written.
func (e *escalating) changed() {
	if e.building || e.asking == nil {
		return
	}
	e.compose()
	e.keep()
	e.asking.follow(e.pane.snap)
}

// compose writes what the customer is told, with the number and the time (G-ESC-01
// to -03); words of the person's own stay.
func (e *escalating) compose() {
	if e.notice.Text() != e.composed {
		return
	}
	to, ok := targetOf(e.to.Chosen(), e.pane.snap, e.pane.opts.Edition())
	who := "a specialist"
	if ok && to.queue != "" && to.level == "" {
		who = to.name
	}
	text := "I am passing your request to " + who + " now. Your reference number is " + refWords + "."
	if at := e.by.At(); !at.IsZero() {
		text += " We expect to have this solved by " + told(at, e.pane.zone()) + "."
	}
	e.composed = text
	was := e.building
	e.building = true
	e.notice.SetText(text)
	e.building = was
}

func (e *escalating) keep() {
	k := begun{Reason: e.why.Picked() + 1, Issue: e.issue.Text(), Steps: e.steps.Text(), Due: e.kept.Due}
	if n := e.notice.Text(); n != e.composed {
		k.Notice = asSent(n)
	}
	text := ""
	if k.Issue+k.Steps+k.Notice+k.Due != "" {
		if raw, err := json.Marshal(k); err == nil {
			text = string(raw)
		}
	}
	e.pane.opts.Desk.SaveDraft(e.chat, draftEscalation, text)
}

func (e *escalating) send() {
	p := e.pane
	to, ok := targetOf(e.to.Chosen(), p.snap, p.opts.Edition())
	if !ok {
		return
	}
	p.opts.Desk.Escalate(e.chat, chat.Escalate{
		To: to.to, Queue: to.queue, Level: to.level, Reason: reasons[e.why.Picked()].reason,
		Issue: e.issue.Text(), Steps: e.steps.Text(), Notice: asSent(e.notice.Text()), Resolve: chat.InstantOf(e.by.At()),
	})
	p.opts.Desk.SaveDraft(e.chat, draftEscalation, "")
}
