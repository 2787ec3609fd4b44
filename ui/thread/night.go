package thread

import (
	"slices"

	"floorwalker/app/chat"
	"floorwalker/app/script"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
)

// nightLock says why a text may not be sent to a customer of the night, or "": whoever
// wrote while nobody was there is acknowledged and phoned first (G-ON-05, A-17).
func (p *Pane) nightLock(from string) string {
	t := p.shown
	if t == nil || !t.NightLocked || !within(t.Stance) {
		return ""
	}
	if e := p.edition(); e != nil && from != "" && slices.Contains(e.Scripts.OvernightAck, from) {
		return ""
	}
	return "it came overnight: acknowledge, then call"
}

// nightLines say over the box of such a chat what may be sent, and how to unlock it.
func (p *Pane) nightLines(t *view.Thread) []kit.AdviceLine {
	if !t.NightLocked || t.Stance != view.Yours {
		return nil
	}
	first := kit.AdviceLine{
		Tone: kit.Amber, Text: "This customer wrote while nobody was there. Acknowledge them here, then call; other lines open with the first attempt.",
		Button: kit.ButtonData{Word: "Acknowledge", Key: string(nextKey)},
	}
	if acknowledged(t) {
		first.Text = "This customer of the night is acknowledged: call them now. Other lines open with the first attempt."
		first.Button.Word = "Call…"
	}
	return []kit.AdviceLine{
		first,
		{Text: "They want to go on in the chat, or there is another reason?", Button: kit.ButtonData{Word: "Unlock…", Key: callKey}},
	}
}

// acknowledged reports whether a customer of the night has their word, so that the call
// is next and not another one.
func acknowledged(t *view.Thread) bool {
	return !slices.ContainsFunc(t.Obligations, func(o view.Owed) bool { return o.Kind == chat.OwedNightAck })
}

// nightThing is what F2 does in a locked chat: to acknowledge, and then to call.
func (p *Pane) nightThing(t *view.Thread) {
	if !acknowledged(t) {
		p.acknowledgeNight(t)
		return
	}
	why := "They are acknowledged: call them from the page Overnight."
	if p.opts.OnCall != nil {
		why = p.opts.OnCall()
	}
	if why != "" {
		p.say(why)
	}
}

// acknowledgeNight puts the acknowledgement into the empty box: that the call comes
// within two hours. That it comes now is said from the night's worklist, which leads
// to the telephone.
func (p *Pane) acknowledgeNight(t *view.Thread) {
	e := p.edition()
	if e == nil || len(e.Scripts.OvernightAck) == 0 {
		p.say("The policy names no acknowledgement.")
		return
	}
	p.foot.write(t, false)
	p.fillBox(t, script.ResponseID(e.Scripts.OvernightAck[len(e.Scripts.OvernightAck)-1]), p.known())
}

// Unlock asks why a chat of the night is written in before its customer was called.
func (p *Pane) Unlock() {
	t := p.here()
	if t == nil || !t.NightLocked {
		p.say("This chat is not locked.")
		return
	}
	id := t.ID
	reason := kit.NewTextField("Why not by phone", "A sentence: they asked to go on in the chat", max(p.opts.Policy.Note.Min, 1))
	a := newAsking(kit.SheetData{
		Title: "Unlock the chat", Confirm: "Unlock",
		Text: "Whoever wrote in the night is called first. Unlocking is logged with its reason.",
	}, reason)
	p.ask(a, func() { p.opts.Desk.UnlockNight(id, reason.Text()) })
}

// CallOrUnlock is one key for what stands over the box about calling: in a locked chat
// of the night to unlock it, else [Pane.Calling].
func (p *Pane) CallOrUnlock() {
	if t := p.shown; t != nil && len(p.nightLines(t)) > 0 {
		p.Unlock()
		return
	}
	p.Calling()
}
