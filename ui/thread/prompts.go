package thread

import (
	"slices"
	"strings"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/flow"
	"floorwalker/app/policy"
	"floorwalker/app/script"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// promptFill is the text that the last "next right thing" put into the box; while it
// stands there unchanged, the same key sends it.
type promptFill struct {
	chat chat.ChatID
	text string
}

// edition is the team's whole policy, or nil where the house has none to give.
func (p *Pane) edition() *policy.Edition {
	if p.opts.Edition == nil {
		return nil
	}
	return p.opts.Edition()
}

// vague is the time that a promise without an hour gets.
func (p *Pane) vague() time.Duration { return p.opts.Policy.Promise.Vague }

// nextPrompt is what is right to do next in t besides greeting and answering, which
// nobody can write for the agent: what it is time for comes before what will be. A
// question that is open comes before every goodbye.
func nextPrompt(t *view.Thread) (next flow.Prompt, ok bool) {
	if t.Stance != view.Yours {
		return next, false
	}
	asked := false
	for _, pr := range t.Prompts {
		switch pr.Kind {
		case flow.PromptGreet:
			continue
		case flow.PromptRating:
			if asked || !t.Can.Do(chat.OpRating) { // what the backend lacks is not offered
				continue
			}
		case flow.PromptReply:
			asked = true
			continue
		case flow.PromptClosing, flow.PromptEnd:
			if asked {
				continue
			}
		}
		if !ok || pr.Now && !next.Now {
			next, ok = pr, true
		}
	}
	return next, ok
}

// owesReply reports whether the customer waits for an answer.
func owesReply(t *view.Thread) bool {
	return slices.ContainsFunc(t.Prompts, func(pr flow.Prompt) bool { return pr.Kind == flow.PromptReply })
}

// ownWords begin what the team has no approved text for; they are the agent's to
// change.
var ownWords = map[flow.PromptKind]string{
	flow.PromptUpdate: "Thank you for waiting. I am still looking into this for you.",
}

// promptLine is the quiet strip over the box: what is next, its text, and the key.
func (p *Pane) promptLine(t *view.Thread) (kit.AdviceLine, bool) {
	if why := paused(t); why != "" {
		return kit.AdviceLine{Text: why}, true
	}
	pr, ok := nextPrompt(t)
	if !ok {
		return kit.AdviceLine{}, false
	}
	now := p.opts.Now()
	l := kit.AdviceLine{Text: words.Upper(pr.Words)}
	if silent := silentSince(t, pr); !silent.IsZero() {
		l.Text = "Silent for " + words.Clock(now.Sub(silent)) + " · " + pr.Words
	}
	if text := p.promptText(pr); text != "" {
		l.Text += ": “" + atMost(firstLine(text), 90) + "”"
	}
	if !pr.Due.IsZero() {
		l.Text += " · " + until(pr.Due, now)
	}
	if !silentSince(t, pr).IsZero() && p.opts.Policy.Silence.Send == policy.SendAuto {
		l.Text += " · then it goes by itself"
	}
	switch {
	case !pr.Due.IsZero() && pr.Due <= now:
		l.Tone = kit.Red
	case pr.Now:
		l.Tone = kit.Blue
	}
	l.Button = kit.ButtonData{Word: promptVerb(pr)}
	if _, blocked := p.reply.verdict.block(); !blocked && !p.backToSteps(t) {
		l.Button.Key = string(nextKey) // of several things in sight one is the next, and has the key
	}
	return l, true
}

// backToSteps reports whether the next right thing is a step that was put aside.
func (p *Pane) backToSteps(t *view.Thread) bool {
	return p.reply.guide.offered(t) && !duePrompt(t)
}

func until(due, now chat.Instant) string {
	if left := due.Sub(now); left > 0 {
		return "in " + words.Clock(left)
	}
	return "due since " + words.Clock(now.Sub(due))
}

// promptVerb is what the key does: nothing of it sends anything yet.
func promptVerb(pr flow.Prompt) string {
	switch pr.Kind {
	case flow.PromptConfirm:
		return "It is solved"
	case flow.PromptRating:
		return "Ask for a rating"
	case flow.PromptEnd:
		return "Close…"
	case flow.PromptCallback:
		return "Offer a call"
	}
	return "Write it"
}

// silentSince is since when the customer has been silent, for the prompts of that
// series.
func silentSince(t *view.Thread, pr flow.Prompt) chat.Instant {
	switch pr.Kind {
	case flow.PromptNudge, flow.PromptWarn, flow.PromptClose:
	default:
		return 0
	}
	for _, o := range t.Obligations {
		if o.ID == pr.Obligation {
			return o.Started
		}
	}
	return 0
}

// paused says why the clock of a silent customer stands still, or "".
func paused(t *view.Thread) string {
	if t.Stance != view.Yours {
		return ""
	}
	for _, o := range t.Obligations {
		switch o.Kind {
		case chat.OwedNudge, chat.OwedWarn, chat.OwedClose, chat.OwedFinish:
			if !o.Paused.IsZero() {
				return "The clock of the silent customer stands still: " + strings.TrimSuffix(o.PausedWhy, ".") + "."
			}
		}
	}
	return ""
}

// promptText is the text of a prompt as it would be written, blanks in braces; empty
// where it has none.
func (p *Pane) promptText(pr flow.Prompt) string {
	if pr.Response == "" || p.opts.Library == nil {
		return ownWords[pr.Kind]
	}
	v, ok := p.opts.Library().Get(pr.Response)
	if !ok {
		return ""
	}
	return script.Fill(v.Content, p.known()).Text
}

// NextThing does the next right thing in the chat on screen: it sends the step of the
// takeover, or goes to the blank that it lacks; it puts the text that is due into the
// box, and sends it when it is pressed once more; and where a text asks for a secret,
// it puts the request for a screenshot in its place. It sends nothing that was not
// read on screen before.
func (p *Pane) NextThing() {
	t := p.here()
	if t == nil {
		return
	}
	if t.Stance != view.Yours {
		p.say("You do not serve this chat; there is nothing to do next for you here.")
		return
	}
	aside := p.foot.mode != modeStance
	if aside || !p.Writing(p.focused()) {
		p.foot.write(t, false) // first it is shown what the key would send
	}
	if !p.finish(t, aside) {
		p.begin(t)
	}
}

// finish sends or mends what is in the box already, and reports whether there was
// anything; aside says that it was not in sight when the key went down.
func (p *Pane) finish(t *view.Thread, aside bool) bool {
	r := p.reply
	_, blocked := r.verdict.block()
	switch {
	case r.guide.opened():
		if !aside {
			r.guide.box.Send()
		}
	case r.w.filling != nil:
		r.w.strip.Use()
	case blocked:
		r.instead()
	case r.filled.chat == t.ID && r.w.box.Text() == r.filled.text:
		if !aside {
			r.w.box.Submit()
		}
	case !r.w.blank():
		p.say("Your own words stand in the box: Enter sends them. " + string(nextKey) + " works again when it is empty.")
	default:
		return false
	}
	return true
}

// begin brings what is right to do next into the empty box: what it is time for, or
// the steps that were put aside, or what will be due.
func (p *Pane) begin(t *view.Thread) {
	if !duePrompt(t) && p.reply.guide.open(t) {
		return
	}
	p.doPrompt(t)
}

// duePrompt reports whether it is time for something other than to greet.
func duePrompt(t *view.Thread) bool {
	pr, ok := nextPrompt(t)
	return ok && pr.Now
}

// doPrompt begins what is due.
func (p *Pane) doPrompt(t *view.Thread) {
	if len(p.nightLines(t)) > 0 {
		p.nightThing(t)
		return
	}
	pr, ok := nextPrompt(p.withoutSnoozed(t))
	switch {
	case owesReply(t) && !pr.Now:
		p.say("The customer waits for an answer: write it.")
		return
	case !ok:
		if _, _, calls := p.callLines(t); calls {
			p.Calling()
			return
		}
		p.say("Nothing is due in this chat now.")
		return
	}
	switch pr.Kind {
	case flow.PromptConfirm:
		p.Solved()
	case flow.PromptRating:
		p.AskRating()
	case flow.PromptEnd:
		p.End()
	case flow.PromptCallback:
		p.Calling()
	default:
		p.bring(t, pr)
	}
}

// bring puts the text of a prompt into the box: by the strip of blanks if one of them
// is empty.
func (p *Pane) bring(t *view.Thread, pr flow.Prompt) {
	w := p.reply.w
	if pr.Response == "" || p.opts.Library == nil {
		w.put(ownWords[pr.Kind])
		p.reply.filled = promptFill{chat: t.ID, text: w.box.Text()}
		p.foot.focus()
		return
	}
	v, ok := p.opts.Library().Get(pr.Response)
	if !ok {
		p.say("The text “" + string(pr.Response) + "” is not in the library any more; write your own.")
		return
	}
	f := script.Fill(v.Content, p.known())
	if ok, _ := f.Ready(); !ok {
		w.choose(string(pr.Response))
		return
	}
	w.texts[t.ID] = []inserted{{pr.Response, f}}
	w.put(f.Text)
	p.reply.filled = promptFill{chat: t.ID, text: f.Text}
	p.foot.focus()
}
