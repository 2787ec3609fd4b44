package followup

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/typed"
)

// LinesOf returns the calls of one chat: those that it owes, and those that it
// owed and has attempts of. Nearly every chat has none, which costs nothing.
func LinesOf(c *chat.Chat, mine Unsent, ed *policy.Edition) []Line {
	var lines []Line
	for i := range c.Obligations {
		if c.Obligations[i].Kind == chat.OwedCall {
			lines = append(lines, owedLine(c, &c.Obligations[i], mine, ed))
		}
	}
	for i := range c.Calls {
		id := c.Calls[i].Obligation
		known := func(l Line) bool { return l.Key.Obligation == id }
		if _, runs := c.Owed(id); !runs && !slices.ContainsFunc(lines, known) {
			lines = append(lines, endedLine(c, id, mine, ed))
		}
	}
	return lines
}

// owedLine is a call that the chat owes.
func owedLine(c *chat.Chat, o *chat.Obligation, mine Unsent, ed *policy.Edition) Line {
	l := ofChat(c, o.ID, o.Number, mine, ed)
	l.Reason, l.Ref, l.Unconfirmed, l.Owner = reasonOf(o), o.Ref, o.Unconfirmed, o.Owner
	l.Why = cmp.Or(typed.Line(o.Words), l.Why)
	l.Owed = o.Due
	l.Urgent = o.Urgent || urgent(o.Started, o.Due, &ed.Policy)
	from := o.Started
	if l.Reason == chat.CallAgain { // the customer's own time
		from = o.Due
	}
	l.Ended = mine.kept(l.Key, l.Reason)
	l.planAfter(before(c, o, mine), from, &ed.Policy)
	return l
}

// before are the attempts of the call that o goes on from: who asked to be called
// again has been called, and the gap is owed to them whatever the call is called now.
func before(c *chat.Chat, o *chat.Obligation, mine Unsent) chat.CallLog {
	if o.Cause == "" {
		return nil
	}
	was := chat.ObligationID(o.Cause)
	return mine.with(Key{Chat: c.ID, Obligation: was}, c.Calls).Of(was)
}

// reasonOf returns why it is owed, also of a call from before there were reasons.
func reasonOf(o *chat.Obligation) chat.CallReason {
	switch {
	case o.Reason != "":
		return o.Reason
	case o.Cause == chat.CauseSilence:
		return chat.CallSilent
	}
	return chat.CallPromised
}

// endedLine is a call that is not owed any more. What is known of it is what was
// done: the fold keeps no clock that has stopped.
func endedLine(c *chat.Chat, id chat.ObligationID, mine Unsent, ed *policy.Edition) Line {
	was, failed := c.HasFailed(id)
	l := ofChat(c, id, was.Number, mine, ed)
	l.Ended = true
	l.Owner = l.Log[len(l.Log)-1].By
	l.Owed = l.Log.LastEnd()
	if c.Night.Shift != "" {
		l.Reason = chat.CallOvernight
	}
	if failed {
		l.Reason, l.Ref, l.Owner = reasonOf(&was.Obligation), was.Ref, was.Owner
	}
	l.plan(l.Owed, &ed.Policy)
	// Who was spoken to after all, or is let be, is not written to either.
	l.Spent = l.Spent && failed
	return l
}

// ofChat is what every call of a chat has.
func ofChat(c *chat.Chat, id chat.ObligationID, number string, mine Unsent, ed *policy.Edition) Line {
	k := Key{Chat: c.ID, Obligation: id}
	log := mine.with(k, c.Calls).Of(id) // judged with those of the call before
	return Line{
		Key: k, Chat: c.ID, Customer: typed.Line(c.Customer.Name), Phone: PhoneOf(cmp.Or(number, c.Customer.Phone, c.Customer.Contact), ed.Form.Region),
		Why: asked(c), Log: log, Texted: len(log) > 0 && c.Texted(log.LastEnd()),
	}
}

// maxWhy is how much of a customer's line says what a call is about, in
// characters.
const maxWhy = 120

// asked is the customer's first line, shortened.
func asked(c *chat.Chat) string {
	if c.FirstLine < 0 || c.FirstLine >= len(c.Messages) {
		return ""
	}
	s := typed.Line(c.Messages[c.FirstLine].Text)
	if utf8.RuneCountInString(s) > maxWhy {
		s = string([]rune(s)[:maxWhy-1]) + "…"
	}
	return s
}

// RecordLines returns the calls of all open records.
func RecordLines(f *chat.Floor, l List, mine Unsent, ed *policy.Edition) []Line {
	var lines []Line
	for v := range l.Open() {
		lines = append(lines, RecordLine(f, v, mine, ed))
	}
	return lines
}

// RecordLine returns the call of one open record.
func RecordLine(f *chat.Floor, v Version, mine Unsent, ed *policy.Edition) Line {
	r := v.Content
	k := Key{Record: v.ID}
	l := Line{
		Key: k, Chat: r.Chat, Customer: r.Customer, Why: r.Reason, Owner: r.Assignee,
		Urgent: urgent(r.Created, r.Due, &ed.Policy), Log: mine.with(k, f.RecordCalls(string(v.ID))),
	}
	number := r.Phone
	if c := f.Chat(r.Chat); c != nil {
		number = cmp.Or(number, c.Customer.Phone, c.Customer.Contact)
		l.Texted = len(l.Log) > 0 && c.Texted(l.Log.LastEnd())
	}
	l.Phone = PhoneOf(number, ed.Form.Region)
	l.Owed = r.Due
	l.Reason = reasons[r.Origin]
	l.plan(r.Due, &ed.Policy)
	return l
}

// reasons are what the origins of records are called as reasons. Read-only.
var reasons = map[Origin]chat.CallReason{
	OriginSilent: chat.CallSilent, OriginOvernight: chat.CallOvernight, OriginAsked: chat.CallPromised,
}
