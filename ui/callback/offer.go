package callback

import (
	"strings"

	"floorwalker/app/chat"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// Offer asks for which of the six reasons a call is offered; suggested may be empty.
// A lead may write another reason, which is logged (G-CB-07). It answers in words why
// it does nothing.
func (a *Asker) Offer(t *view.Thread, suggested chat.CallReason) string {
	if why := a.Locked(t); why != "" {
		return why
	}
	reason := reasonField(suggested)
	fields, reasons := []kit.SheetField{reason}, Reasons()
	lead := a.snap != nil && a.snap.Me.Role == chat.RoleLead
	other := kit.NewLineField("Another reason", "A lead may; it is logged", 0)
	if lead {
		none := []kit.Segment{}
		for i, r := range Reasons() {
			none = append(none, kit.Segment{Word: numbered(i, r), Selected: r == suggested})
		}
		reason = kit.NewChoiceField("Why a call", append(none, kit.Segment{Word: "7 other"})...)
		fields, reasons = []kit.SheetField{reason, other}, append(reasons, "")
	}
	id := t.ID
	q := &question{chat: id, name: words.Name(t.Customer.Name), data: kit.SheetData{
		Title: "Offer " + words.Name(t.Customer.Name) + " a call", Confirm: "Offer it",
		Text: "The offer is written down with its reason, and its words are put into your box. What the customer answers is their agreement.",
	}}
	q.lack = func() string {
		if reason.Picked() == len(Reasons()) && strings.TrimSpace(other.Text()) == "" {
			return "Write the other reason"
		}
		return ""
	}
	reason.OnPick = func(int) { a.follow(q) }
	other.OnChange = func() { a.follow(q) }
	a.ask(q, func() {
		var r chat.CallReason
		override := ""
		if i := reason.Picked(); i >= 0 && i < len(Reasons()) {
			r = Reasons()[i]
		} else {
			override = strings.TrimSpace(other.Text())
		}
		a.opts.Desk.OfferCallback(id, r, override)
		if a.opts.OnOffered != nil {
			a.opts.OnOffered(id)
		}
	}, fields...)
	if a.open == q {
		q.sheet.OnKey = a.digits(reason, len(reasons))
	}
	return ""
}
