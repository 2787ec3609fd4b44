package duty

import (
	"strings"

	"floorwalker/app/chat"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// Kept asks what came of it, without which nothing is kept (G-NR-04). Like
// [Asker.Tried] and [Asker.HandOn] it does nothing while another question is open.
func (a *Asker) Kept(d view.Duty) {
	note := kit.NewTextField("What came of it", "Who you spoke to, and what was said", a.opts.Policy.Note.Min)
	a.ask(&question{duty: d, note: note, locked: a.Locked, data: kit.SheetData{
		Title: words.DutyFull(d.Kind) + ": kept", Confirm: "It is kept", Text: a.text(d),
	}}, "kept", func(note string) { a.opts.Desk.KeepObligation(d.Chat, d.ID, note) }, note)
}

// outcomes are why a call failed, in the order of the sheet's segments. It is
// read-only.
var outcomes = []struct{ outcome, word string }{
	{chat.AttemptNoAnswer, "No answer"},
	{chat.AttemptBusy, "Busy"},
	{chat.AttemptWrong, "Wrong number"},
	{chat.AttemptOther, "Other"},
}

// Tried asks how a call failed; the last of the attempts ends it as failed (G-FU-06).
func (a *Asker) Tried(d view.Duty) {
	segments := make([]kit.Segment, len(outcomes))
	for i, x := range outcomes {
		segments[i].Word = x.word
	}
	how := kit.NewChoiceField("What happened", segments...)
	note := kit.NewLineField("In your own words", "This may stay empty", 0)
	text, rule := a.text(d), a.opts.Policy.FollowUp
	if left := rule.Attempts - d.Attempts - 1; left <= 0 {
		text += " This is the last attempt: the call ends as failed, and is never dropped silently."
	} else {
		text += " " + words.Count(left, "attempt") + " left after this one, each at least " + words.Span(rule.Gap) + " after the last."
	}
	a.ask(&question{duty: d, note: note, locked: a.TriedLocked, data: kit.SheetData{
		Title: "The call did not succeed", Confirm: "Write it down", Text: text,
	}}, "tried", func(note string) {
		a.opts.Desk.AttemptObligation(d.Chat, d.ID, outcomes[how.Picked()].outcome, note)
	}, how, note)
}

// HandOn asks who keeps it instead.
func (a *Asker) HandOn(d view.Duty) {
	to := kit.NewPickField("To", kit.NewPicker("", "Find a colleague"))
	to.Set(a.choices(d))
	note := kit.NewTextField("Note", "What they need to know to keep it", a.opts.Policy.Note.Min)
	a.ask(&question{duty: d, note: note, locked: a.Locked, data: kit.SheetData{
		Title: "Hand on: " + strings.ToLower(words.DutyFull(d.Kind)), Confirm: "Hand it on",
		Text: a.text(d) + " It stays due at the same time.",
	}}, "hand", func(note string) {
		a.opts.Desk.HandObligation(d.Chat, d.ID, chat.AgentID(to.Chosen()), note)
	}, to, note)
}

// choices are who can see to it: who is online, and leads (G-CHK-E1).
func (a *Asker) choices(d view.Duty) []kit.Choice {
	var who []kit.Choice
	add := func(c view.Colleague) {
		k := kit.Choice{Key: string(c.ID), Name: c.Name, Detail: "offline", Pill: kit.PillData{Word: c.Department}}
		if c.Online {
			k.Detail = "online · " + words.Count(c.Chats, "chat")
		}
		switch {
		case c.ID == d.Owner:
			k.Locked = "owes it already"
		case !c.Online && c.Role != chat.RoleLead:
			k.Locked = "offline"
		}
		who = append(who, k)
	}
	if !d.Mine && a.me.Agent != "" {
		who = append(who, kit.Choice{Key: string(a.me.Agent), Name: "You", Detail: "it becomes yours"})
	}
	for _, c := range a.team {
		add(c)
	}
	return who
}

// text says what is owed to whom.
func (a *Asker) text(d view.Duty) string {
	text := "Owed to " + words.Name(d.Customer) + ", due " + a.opts.At(d.Due) + "."
	if d.Words != "" {
		text += " Promised was: " + Quote(d.Words) + "."
	}
	return text
}
