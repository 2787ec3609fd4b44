package callback

import (
	"encoding/json"
	"slices"

	"floorwalker/app/chat"
	"floorwalker/app/view"
)

// draftAgree is the draft of what is answered in the sheet, a chat each.
const draftAgree = "callback"

// answers are what is answered in the sheet and not agreed. They outlive the sheet
// until the call is on the floor: the hub may refuse it, and whoever asked has to
// mend one answer and not give all of them again.
type answers struct {
	Own, Number string
	Reason      chat.CallReason
	Consent     chat.MessageID
	Slot        chat.CallSlot
	Owner       chat.AgentID // empty while nobody chose
}

func (g *agreement) keep() {
	a := answers{
		Own: g.own.Text(), Number: g.number.Text(), Consent: chat.MessageID(g.consent.Chosen()), Slot: g.picked(), Owner: g.caller(),
	}
	if i := g.reason.Picked(); i >= 0 {
		a.Reason = Reasons()[i]
	}
	if raw, err := json.Marshal(a); err == nil {
		g.asker.opts.Desk.SaveDraft(g.thread.ID, draftAgree, string(raw))
	}
}

// restore answers what was answered before, where nobody has answered meanwhile.
func (g *agreement) restore(text string) {
	var a answers
	if g.asker.open != g.q || text == "" || json.Unmarshal([]byte(text), &a) != nil {
		return
	}
	if a.Own != "" && g.own.Text() == "" {
		g.own.SetText(a.Own)
	}
	if a.Number != "" {
		g.number.SetText(a.Number)
	}
	if i := slices.Index(Reasons(), a.Reason); i >= 0 && g.reason.Picked() < 0 {
		g.reason.Pick(i)
	}
	if i := slices.IndexFunc(slotWords, func(s slotWord) bool { return s.slot == a.Slot }); i >= 0 {
		g.slot.Pick(i)
	}
	if g.consent.Chosen() == "" {
		g.consent.Begin(string(a.Consent))
	}
	if i := slices.Index(g.people, a.Owner); i >= 0 && !g.named && a.Owner.Person() {
		g.owner.Pick(i)
		g.named = true
	}
	g.asker.follow(g.q)
}

// callsIn are the calls that are owed in t.
func callsIn(t *view.Thread) []chat.ObligationID {
	ids := []chat.ObligationID{}
	for i := range t.Obligations {
		if o := &t.Obligations[i]; o.Kind == chat.OwedCall {
			ids = append(ids, o.ID)
		}
	}
	return ids
}

// agreed drops the answers of a call once it is on the floor.
func (a *Asker) agreed(t *view.Thread) {
	if t == nil || a.sent[t.ID] == nil {
		return
	}
	before := a.sent[t.ID]
	isNew := func(id chat.ObligationID) bool { return !slices.Contains(before, id) }
	if slices.ContainsFunc(callsIn(t), isNew) {
		delete(a.sent, t.ID)
		a.opts.Desk.SaveDraft(t.ID, draftAgree, "")
	}
}
