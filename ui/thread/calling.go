package thread

import (
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"floorwalker/app/chat"
	"floorwalker/app/flow"
	"floorwalker/app/script"
	"floorwalker/app/view"
	"floorwalker/ui/callback"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// callSnooze is how long a suggestion to call stays away (G-CB-05).
const callSnooze = 5 * time.Minute

// calling is what the pane remembers about calls that are agreed in chats.
type calling struct {
	asker *callback.Asker
	// later is until when a chat's suggestions stay away.
	later map[chat.ChatID]chat.Instant
	// confirmed are the callbacks whose confirmation was put into the box by itself
	// already; it is done once each.
	confirmed map[chat.ObligationID]bool
}

func (p *Pane) newCalling() {
	p.calls = calling{later: make(map[chat.ChatID]chat.Instant), confirmed: make(map[chat.ObligationID]bool)}
	p.calls.asker = callback.New(callback.Options{
		Desk: p.opts.Desk, Policy: p.opts.Policy, Now: p.opts.Now, Post: p.opts.Post, Shortcut: p.opts.Shortcut,
		Canvas:    func() fyne.Canvas { return fyne.CurrentApp().Driver().CanvasForObject(p.content) },
		OnOffered: p.offered,
	})
}

// Calling is the next step of a call that is agreed in the chat on screen: to send its
// confirmation, to write down what the customer agreed to, or to offer it (G-CB-07 to
// -11). It says under the ladder why it does nothing.
func (p *Pane) Calling() {
	t := p.here()
	if t == nil || p.asking != nil || p.calls.asker.Asking() {
		return
	}
	why := ""
	switch o, ok := unconfirmed(t); {
	case ok:
		p.bringConfirmation(t, o)
	case len(t.CallsOffered) > 0 && !callOwed(t):
		why = p.calls.asker.Agree(t, suggestedCall(t))
	default:
		why = p.calls.asker.Offer(t, suggestedCall(t))
	}
	if why != "" {
		p.say(why)
	}
}

// LaterCall lets the suggestion to call wait for five minutes (G-CB-05).
func (p *Pane) LaterCall() {
	t := p.here()
	if t == nil {
		return
	}
	if _, _, ok := p.callLines(t); !ok {
		p.say("Nothing suggests a call here now.")
		return
	}
	p.calls.later[t.ID] = p.opts.Now().Add(callSnooze)
	p.renderPrompt(t)
}

// snoozed reports whether suggestions to call stay away from a chat for now.
func (p *Pane) snoozed(id chat.ChatID) bool { return p.opts.Now() < p.calls.later[id] }

func suggestedCall(t *view.Thread) chat.CallReason {
	if len(t.Calling.Suggested) > 0 {
		return t.Calling.Suggested[0]
	}
	return ""
}

// callOwed reports whether a call is agreed already, or owed for another reason.
func callOwed(t *view.Thread) bool {
	return slices.ContainsFunc(t.Obligations, func(o view.Owed) bool { return o.Kind == chat.OwedCall })
}

// unconfirmed is a callback of which the customer does not have the number yet
// (G-CB-11).
func unconfirmed(t *view.Thread) (view.Owed, bool) {
	i := slices.IndexFunc(t.Obligations, func(o view.Owed) bool { return o.Kind == chat.OwedCall && o.Unconfirmed && o.Ref != "" })
	if i < 0 || !within(t.Stance) {
		return view.Owed{}, false
	}
	return t.Obligations[i], true
}

// callLines say over the box what is to be done about a call: amber while one is
// unconfirmed; else a suggestion, and that it can wait.
func (p *Pane) callLines(t *view.Thread) (line, later kit.AdviceLine, ok bool) {
	if o, un := unconfirmed(t); un {
		return kit.AdviceLine{
			Tone: kit.Amber, Text: "The call " + o.Ref + ", " + words.At(o.Due) + ", is unconfirmed: the customer has not been sent its number.",
			Button: kit.ButtonData{Word: "Write the confirmation", Key: callKey},
		}, kit.AdviceLine{}, true
	}
	if t.Stance != view.Yours || callOwed(t) || p.snoozed(t.ID) {
		return line, later, false
	}
	later = kit.AdviceLine{Text: "Not now: it is said again in 5 minutes.", Button: kit.ButtonData{Word: "Later", Key: laterKey}}
	switch n := len(t.CallsOffered); {
	case n > 0 && p.opts.Now().Sub(t.CallsOffered[n-1].At) < 2*callSnooze:
		line = kit.AdviceLine{Tone: kit.Blue, Text: "A call is offered. Once the customer agrees, write it down with their line.", Button: kit.ButtonData{Word: "They agreed…", Key: callKey}}
	case t.Calling.Details:
		line = kit.AdviceLine{Tone: kit.Blue, Text: "The customer asks for a call: ask once what it is about, then offer it."}
	case len(t.Calling.Suggested) > 0:
		var why []string
		for _, r := range t.Calling.Suggested {
			why = append(why, words.CallReason(r))
		}
		line = kit.AdviceLine{Tone: kit.Blue, Text: "A call may help: " + strings.Join(why, "; ") + ".", Button: kit.ButtonData{Word: "Offer a call…", Key: callKey}}
	default:
		return line, later, false
	}
	return line, later, true
}

// offered puts the words of an offer into the box, where nothing is written there.
func (p *Pane) offered(id chat.ChatID) {
	e, t := p.edition(), p.shown
	if t == nil || t.ID != id || e == nil || len(e.Scripts.CallbackOffer) == 0 {
		return
	}
	p.foot.write(t, false)
	p.aheadOfSteps()
	p.fillBox(t, script.ResponseID(e.Scripts.CallbackOffer[0]), p.known())
}

// aheadOfSteps puts the steps of a takeover aside for a text about a call, which would
// stand unseen behind them.
func (p *Pane) aheadOfSteps() {
	if p.reply.guide.opened() && p.reply.w.blank() {
		p.reply.guide.putAside()
	}
}

// renderCalling puts the confirmation of a call that was agreed here into an empty
// box, once.
func (p *Pane) renderCalling(t *view.Thread) {
	o, ok := unconfirmed(t)
	if !ok || p.calls.confirmed[o.ID] || o.HandedBy != "" {
		return
	}
	p.calls.confirmed[o.ID] = true
	if t.Stance != view.Yours || !p.reply.w.blank() || p.reply.w.filling != nil {
		return
	}
	if p.Writing(p.focused()) { // else nobody here has just agreed it
		p.aheadOfSteps()
	}
	if !p.reply.guide.opened() {
		p.fillConfirmation(t, o)
	}
}

func (p *Pane) bringConfirmation(t *view.Thread, o view.Owed) {
	if !p.reply.w.blank() {
		p.say("Something is written in the box: send it or take it away, then " + callKey + " writes the confirmation.")
		return
	}
	p.foot.write(t, false)
	p.aheadOfSteps()
	p.fillConfirmation(t, o)
}

// fillConfirmation writes the number and the time of a call for the customer.
func (p *Pane) fillConfirmation(t *view.Thread, o view.Owed) {
	e := p.edition()
	if e == nil || len(e.Scripts.CallbackConfirm) == 0 {
		return
	}
	k := p.known()
	now := p.opts.Now().Time().In(p.opts.Policy.Cover.Location())
	if o.Due <= p.opts.Now().Add(time.Minute) {
		k.Typed[script.SlotWhen] = "right now"
	} else {
		day, clock, _ := strings.Cut(words.When(o.Due.Time(), now), " ")
		if i := strings.LastIndexByte(clock, ' '); i >= 0 { // "24 Nov 15:00"
			day, clock = day+" "+clock[:i], clock[i+1:]
		}
		k.Typed[script.SlotWhen] = day + " by " + clock
	}
	k.Typed[script.SlotRef] = o.Ref
	p.fillBox(t, script.ResponseID(e.Scripts.CallbackConfirm[0]), k)
}

// fillBox writes an approved text into the empty box: by the strip of blanks if one
// of them is empty.
func (p *Pane) fillBox(t *view.Thread, id script.ResponseID, k script.Known) {
	w := p.reply.w
	if p.opts.Library == nil || !w.blank() {
		return
	}
	v, ok := p.opts.Library().Get(id)
	if !ok || v.Deleted {
		return
	}
	f := script.Fill(v.Content, k)
	if ok, _ := f.Ready(); !ok {
		w.fillStrip(&canned{chat: t.ID, id: id, known: k, filled: f})
		return
	}
	w.texts[t.ID] = []inserted{{id, f}}
	w.put(f.Text)
	p.reply.filled = promptFill{chat: t.ID, text: f.Text}
}

// withoutSnoozed is the chat without the prompt to offer a call, while that waits or
// was done.
func (p *Pane) withoutSnoozed(t *view.Thread) *view.Thread {
	if !p.snoozed(t.ID) && len(t.CallsOffered) == 0 {
		return t
	}
	c := *t
	c.Prompts = slices.DeleteFunc(slices.Clone(t.Prompts), func(pr flow.Prompt) bool { return pr.Kind == flow.PromptCallback })
	return &c
}
