package duty

import (
	"strings"

	"floorwalker/app/chat"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// Kept asks what came of it, without which nothing is kept (G-NR-04). Like
// [Asker.HandOn] it does nothing while another question is open.
func (a *Asker) Kept(d view.Duty) {
	note := kit.NewTextField("What came of it", "Who you spoke to, and what was said", a.opts.Policy.Note.Min)
	a.ask(&question{duty: d, note: note, locked: a.Locked, data: kit.SheetData{
		Title: words.DutyFull(d.Kind) + ": kept", Confirm: "It is kept", Text: a.text(d),
	}}, "kept", func(note string) { a.opts.Desk.KeepObligation(d.Chat, d.ID, note) }, note)
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
