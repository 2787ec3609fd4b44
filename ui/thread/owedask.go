package thread

import (
	"strings"

	"fyne.io/fyne/v2"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// OwedDesk is what the panel asks of the console about what is owed.
type OwedDesk interface {
	KeepObligation(id chat.ChatID, o chat.ObligationID, note string)
	AttemptObligation(id chat.ChatID, o chat.ObligationID, outcome, note string)
	HandObligation(id chat.ChatID, o chat.ObligationID, to chat.AgentID, note string)
}

// Tell says under the ladder why a key of the window did nothing here.
func (p *Pane) Tell(why string) { p.say(why) }

// firstOwed returns what is owed first of what a person keeps by their word.
func (s *Side) firstOwed(is func(view.Owed) bool) (view.Owed, bool) {
	if s.shown == nil || s.desk == nil || s.asking != nil {
		return view.Owed{}, false
	}
	for _, o := range s.shown.Obligations {
		if callable(o.Kind) && is(o) {
			return o, true
		}
	}
	return view.Owed{}, false
}

// Kept says of what is owed first on the chat on screen that it is kept. Like
// [Side.Tried] and [Side.HandOn] it is one key, and returns in words why it does
// nothing.
func (s *Side) Kept() string {
	o, ok := s.firstOwed(func(view.Owed) bool { return true })
	if !ok {
		return "Nothing is owed here that is kept by one's word."
	}
	s.askKept(s.shown, o)
	return ""
}

// Tried says that a call was tried in vain.
func (s *Side) Tried() string {
	o, ok := s.firstOwed(func(o view.Owed) bool { return o.Kind == chat.OwedCall })
	if !ok {
		return "No call is owed here."
	}
	if left := leftOf(o, s.policy.FollowUp.Gap, s.now()); left > 0 {
		return "The next attempt counts from " + words.At(o.LastAttempt.Add(s.policy.FollowUp.Gap)) + " (A-15)."
	}
	s.askAttempt(s.shown, o)
	return ""
}

// HandOn gives what is owed to a colleague.
func (s *Side) HandOn() string {
	o, ok := s.firstOwed(func(view.Owed) bool { return true })
	if !ok {
		return "Nothing is owed here that could be handed on."
	}
	s.askHand(s.shown, o)
	return ""
}

// ask lays a sheet over the window; only one can be open. It locks itself once
// what it is about is owed no more.
func (s *Side) ask(id chat.ChatID, o view.Owed, a *asking, confirm func()) {
	canvas := fyne.CurrentApp().Driver().CanvasForObject(s.content)
	if canvas == nil || s.asking != nil {
		return
	}
	a.locked = func(snap *app.Snapshot) string {
		t := snap.Thread
		if t == nil || t.ID != id {
			return ""
		}
		for _, x := range t.Obligations {
			if x.ID == o.ID {
				return ""
			}
		}
		return "This is owed no more."
	}
	s.asking = a
	a.sheet.OnConfirm = func() bool {
		s.asking = nil
		confirm()
		return true
	}
	a.sheet.OnCancel = func() { s.asking = nil }
	kit.ShowSheet(canvas, a.sheet)
}

func (s *Side) followOwed(snap *app.Snapshot) {
	if s.asking != nil {
		s.asking.follow(snap)
	}
}

// askKept asks what came of it, without which a call is not kept (G-NR-04).
func (s *Side) askKept(t *view.Thread, o view.Owed) {
	note := kit.NewTextField("What came of it", "Who you spoke to, and what was said", s.policy.Note.Min)
	a := newAsking(kit.SheetData{
		Title: words.DutyFull(o.Kind) + ": kept", Confirm: "It is kept",
		Text: owedText(t, o),
	}, note)
	id := t.ID
	s.ask(id, o, a, func() { s.desk.KeepObligation(id, o.ID, note.Text()) })
}

// outcomes are why a call failed, in the order of the sheet's segments.
var outcomes = []struct{ outcome, word string }{
	{chat.AttemptNoAnswer, "No answer"},
	{chat.AttemptBusy, "Busy"},
	{chat.AttemptWrong, "Wrong number"},
	{chat.AttemptOther, "Other"},
}

// askAttempt asks how a call failed; the third ends it as failed (G-FU-06).
func (s *Side) askAttempt(t *view.Thread, o view.Owed) {
	segments := make([]kit.Segment, len(outcomes))
	for i, x := range outcomes {
		segments[i].Word = x.word
	}
	how := kit.NewChoiceField("What happened", segments...)
	note := kit.NewLineField("In your own words", "This may stay empty", 0)
	left := s.policy.FollowUp.Attempts - o.Attempts - 1
	text := owedText(t, o)
	if left <= 0 {
		text += " This is the last attempt: the call ends as failed, and is never dropped silently."
	} else {
		text += " " + words.Count(left, "attempt") + " left after this one, each at least " + words.Span(s.policy.FollowUp.Gap) + " after the last."
	}
	a := newAsking(kit.SheetData{Title: "The call did not succeed", Confirm: "Write it down", Text: text}, how, note)
	id := t.ID
	s.ask(id, o, a, func() { s.desk.AttemptObligation(id, o.ID, outcomes[how.Picked()].outcome, note.Text()) })
}

// askHand asks who keeps it instead.
func (s *Side) askHand(t *view.Thread, o view.Owed) {
	to := kit.NewPickField("To", kit.NewPicker("", "Find a colleague"))
	var who []kit.Choice
	for _, c := range s.team {
		k := kit.Choice{Key: string(c.ID), Name: c.Name, Detail: "offline", Pill: kit.PillData{Word: c.Department}}
		if c.Online {
			k.Detail = "online · " + words.Count(c.Chats, "chat")
		}
		who = append(who, k)
	}
	to.Set(who)
	note := kit.NewTextField("Note", "What they need to know to keep it", s.policy.Note.Min)
	a := newAsking(kit.SheetData{
		Title: "Hand on: " + strings.ToLower(words.DutyFull(o.Kind)), Confirm: "Hand it on",
		Text: owedText(t, o) + " It stays due at the same time.",
	}, to, note)
	id := t.ID
	s.ask(id, o, a, func() { s.desk.HandObligation(id, o.ID, chat.AgentID(to.Chosen()), note.Text()) })
}

// owedText says what is owed to whom.
func owedText(t *view.Thread, o view.Owed) string {
	text := "Owed to " + words.Name(t.Customer.Name) + ", due at " + words.At(o.Due) + "."
	if o.Words != "" {
		text += " Promised was: “" + o.Words + "”."
	}
	return text
}
