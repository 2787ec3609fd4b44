package thread

import (
	"floorwalker/app/chat"
	"floorwalker/app/flow"
	"floorwalker/app/script"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
)

// renderReply shows what stands around the box to the customer.
func (p *Pane) renderReply(t *view.Thread) {
	w := p.reply.w
	if verified := !t.Verified.At.IsZero(); verified != p.reply.verified {
		p.reply.verified, p.reply.verdict = verified, verdict{}
		w.check()
	}
	p.reply.guide.render(t)
	w.arrange()
	p.renderPrompt(t)
}

// renderPrompt shows what is right to do next; the steps of a takeover say that
// themselves.
func (p *Pane) renderPrompt(t *view.Thread) {
	lines, do := p.adviceOver(t)
	p.reply.overDo = do
	was := len(p.reply.prompt.Lines())
	if p.reply.prompt.Set(lines...) && was != len(lines) {
		p.relaid()
	}
}

// adviceOver is what stands over the box, with what each button does. A locked chat
// of the night says that and nothing else.
func (p *Pane) adviceOver(t *view.Thread) (lines []kit.AdviceLine, do []func()) {
	if p.reply.guide.opened() {
		return nil, nil
	}
	idle := p.reply.filled == (promptFill{})
	if night := p.nightLines(t); len(night) > 0 {
		if !idle {
			night = night[1:]
			return night, []func(){p.Unlock}
		}
		return night, []func(){p.NextThing, p.Unlock}
	}
	said := false // that a call is offered now
	if l, ok := p.promptLine(p.withoutSnoozed(t)); ok && idle {
		lines, do = append(lines, l), append(do, p.NextThing)
		pr, _ := nextPrompt(p.withoutSnoozed(t))
		said = pr.Kind == flow.PromptCallback
	}
	if l, later, ok := p.callLines(t); ok {
		if !said {
			lines, do = append(lines, l), append(do, p.Calling)
		}
		if later.Text != "" {
			lines, do = append(lines, later), append(do, p.LaterCall)
		}
	}
	return lines, do
}

// tickReply lets the clocks around the box run.
func (p *Pane) tickReply(t *view.Thread) {
	p.reply.guide.tick(t)
	p.renderPrompt(t)
	if t.Stance == view.Taking {
		p.foot.watch.Set(watching(t, p.unfenced(t), p.opts.ObserveOff))
	}
}

// relaid lays the pane out anew after something around the box took another height.
func (p *Pane) relaid() {
	if p.filled != nil {
		p.filled.Refresh()
	}
}

// showSource brings the line into sight that a value was taken from, with the words
// of it marked.
func (p *Pane) showSource(s script.Source) {
	t := p.shown
	p.Ask(t.ID, "", []chat.Evidence{{Message: s.Message, From: s.Start, To: s.End}}, true)
}

// AskRating asks the customer of the chat on screen what they think, which happens
// once (V-RATE-01).
func (p *Pane) AskRating() {
	t := p.here()
	switch {
	case t == nil:
	case t.Stance != view.Yours:
		p.say("Only who serves this chat can ask for a rating.")
	case !t.Can.Do(chat.OpRating):
		p.say(t.Can.Of(chat.OpRating).Words)
	case t.Rating.Stars > 0:
		p.say("The customer has rated this chat already.")
	case !t.Rating.AskedAt.IsZero():
		p.say("The customer was asked to rate this chat already; nobody is asked twice.")
	default:
		p.opts.Desk.AskRating(t.ID)
	}
}

// Solved says which line of the customer's confirms that it is solved: the last one in
// sight (S-FLOW-04).
func (p *Pane) Solved() {
	t := p.here()
	if t == nil {
		return
	}
	if why := solvedLock(t); why != "" {
		p.say(why)
		return
	}
	theirs, last := make(map[string]bool), ""
	for _, m := range t.Messages {
		if m.From == chat.SpeakerCustomer && m.At >= t.Owned {
			last = string(m.ID)
			theirs[last] = true
		}
	}
	if last == "" {
		p.say("The customer has not written anything since you came.")
		return
	}
	line, ok := p.lines.LastInSight(func(key string) bool { return theirs[key] })
	if !ok {
		line = last
	}
	p.opts.Desk.ConfirmResolution(t.ID, chat.MessageID(line))
}

func solvedLock(t *view.Thread) string {
	switch {
	case t.Stance == view.Ended:
		return "This chat is closed."
	case t.Stance != view.Yours:
		return "Only who serves this chat can say that it is solved."
	case t.Confirmed != "":
		return "A line of the customer's confirms already that it is solved."
	}
	return ""
}

// Verify asks which of the team's questions the customer has answered rightly
// (G-SEC-03).
func (p *Pane) Verify() {
	t := p.here()
	if t == nil {
		return
	}
	e := p.edition()
	switch {
	case t.Stance != view.Yours:
		p.say("Only who serves this chat can verify the customer.")
		return
	case !t.Verified.At.IsZero():
		p.say("The customer is verified already.")
		return
	case e == nil || len(e.Identity) == 0:
		p.say("The policy has no checklist for this.")
		return
	}
	p.askIdentity(t, e.Identity)
}

// Assist puts the line that offers a look at the customer's screen into the box
// (G-SEC-04).
func (p *Pane) Assist() {
	t, e := p.here(), p.edition()
	switch {
	case t == nil:
	case !within(t.Stance):
		p.say("You do not write to the customer here.")
	case e == nil || e.Assist.Link == "":
		p.say("The policy names no tool for looking at a customer's screen.")
	default:
		p.foot.write(t, false)
		p.reply.insert("If you like, I can look at your screen with you: " + e.Assist.Name + ", " + e.Assist.Link + " . You see all that I do, and can end it at any time.")
	}
}
