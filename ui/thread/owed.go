package thread

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/obligation"
	"floorwalker/app/view"
	"floorwalker/ui/duty"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// owedLine is one clock with its bar, who owes it, and how it stands in words.
type owedLine struct {
	o      view.Owed
	clock  *kit.Clock
	bar    *kit.Bar
	detail *kit.Text
}

// Owing lets what is owed be kept, tried and handed on in the panel; without it the
// clocks only run. uncertain says that hub time is a guess; nil is never.
// Drafts of the desk come by post.
func (s *Side) Owing(desk OwedDesk, uncertain func() bool, post func(func())) {
	s.doubt = uncertain
	s.asker = duty.NewAsker(duty.Options{Desk: desk, Policy: s.policy, Now: s.now, Post: post, Canvas: func() fyne.Canvas {
		return fyne.CurrentApp().Driver().CanvasForObject(s.content)
	}})
}

// Calling lets a call that is owed lead to its card: open is told of the press. An
// attempt is made there, and nowhere else.
func (s *Side) Calling(open func(followup.Key)) { s.dial = open }

func (s *Side) addOwed(t *view.Thread) {
	s.section("Owed on this chat")
	if len(t.Obligations) == 0 {
		s.add(kit.NewQuietText("Nothing is owed now."))
	}
	for _, o := range t.Obligations {
		l := &owedLine{o: o, clock: kit.NewSmallClock(""), bar: kit.NewBar(), detail: kit.NewQuietText("")}
		s.owed = append(s.owed, l)
		s.add(container.NewBorder(nil, nil, nil, l.clock, kit.NewBody(duty.For(o)).Yield()), l.bar, l.detail)
		if buttons := s.owedButtons(t, o); buttons != nil {
			s.add(buttons)
		}
	}
}

// Tick lets the clocks run.
func (s *Side) Tick() {
	now := s.now()
	doubt := s.doubt != nil && s.doubt()
	changed := false
	for _, l := range s.owed {
		k := obligation.Read(l.o.Obligation, now, doubt, s.policy)
		text, tone := duty.Clock(l.o.Obligation, k, s.policy)
		l.clock.Set(text, tone)
		l.bar.Set(duty.Share(l.o.Obligation, now), tone)
		detail := duty.Detail(l.o, k, words.At)
		changed = l.detail.Set(detail) || changed
		changed = kit.SetShown(l.detail, detail != "") || changed
	}
	if s.tickWay(now) || changed {
		s.column.Refresh()
	}
}

// callable reports whether something owed is kept by a person's word: a call, a
// promise, and what follows an escalation.
func callable(k chat.ObligationKind) bool { return k.Outlives() && obligation.ByHand(k) }

// dutyOf is o with the chat that owes it.
func dutyOf(t *view.Thread, o view.Owed) view.Duty {
	return view.Duty{Chat: t.ID, Customer: t.Customer.Name, Closed: t.Stance == view.Ended, Owed: o}
}

// owedButtons are what can be done about something owed; nil where it keeps itself
// by what is written in the chat.
func (s *Side) owedButtons(t *view.Thread, o view.Owed) fyne.CanvasObject {
	if s.asker == nil || !callable(o.Kind) {
		return nil
	}
	d := dutyOf(t, o)
	locked := s.asker.Locked(d)
	row := container.NewHBox(kit.NewButton(kit.ButtonData{Word: "Kept…", Locked: locked}, func() { s.asker.Kept(d) }))
	handOn := kit.NewButton(kit.ButtonData{Word: "Hand on…", Locked: locked}, func() { s.asker.HandOn(d) })
	if o.Kind != chat.OwedCall {
		row.Add(handOn)
		return row
	}
	// Three beside each other are wider than the panel, and would push its right edge out of sight.
	if s.dial != nil {
		row = container.NewHBox(kit.NewButton(kit.ButtonData{Word: "Call…", Kind: kit.Primary}, func() { s.dial(followup.Key{Chat: d.Chat, Obligation: d.ID}) }))
	}
	return kit.NewColumn(6, row, container.NewHBox(handOn))
}
