package thread

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"floorwalker/app/chat"
	"floorwalker/app/obligation"
	"floorwalker/app/view"
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
func (s *Side) Owing(desk OwedDesk, uncertain func() bool) { s.desk, s.doubt = desk, uncertain }

func (s *Side) addOwed(t *view.Thread) {
	s.section("Owed on this chat")
	if len(t.Obligations) == 0 {
		s.add(kit.NewQuietText("Nothing is owed now."))
	}
	for _, o := range t.Obligations {
		l := &owedLine{o: o, clock: kit.NewSmallClock(""), bar: kit.NewBar(), detail: kit.NewQuietText("")}
		s.owed = append(s.owed, l)
		s.add(container.NewBorder(nil, nil, nil, l.clock, kit.NewBody(owedFor(o)).Yield()), l.bar, l.detail)
		if buttons := s.owedButtons(t, o); buttons != nil {
			s.add(buttons)
		}
	}
}

// owedFor names what is owed, and for what if several are.
func owedFor(o view.Owed) string {
	if o.Rule == "" {
		return words.DutyFull(o.Kind)
	}
	return words.DutyFull(o.Kind) + " · " + strings.ToLower(words.Rule(o.Rule))
}

// Tick lets the clocks run.
func (s *Side) Tick() {
	now := s.now()
	doubt := s.doubt != nil && s.doubt()
	changed := false
	for _, l := range s.owed {
		k := obligation.Read(l.o.Obligation, now, doubt, s.policy)
		text, tone := s.clockOf(l.o, k)
		l.clock.Set(text, tone)
		l.bar.Set(share(l.o.Obligation, now), tone)
		detail := owedDetail(l.o, k)
		changed = l.detail.Set(detail) || changed
		changed = kit.SetShown(l.detail, detail != "") || changed
	}
	if s.tickWay(now) || changed {
		s.column.Refresh()
	}
}

// clockOf is the figure of a clock and its tone: red is a breach or a clock of 30
// seconds, which is red from its start.
func (s *Side) clockOf(o view.Owed, k obligation.Clock) (string, kit.Tone) {
	tone := levelTone(k.Level)
	if o.Due.Sub(o.Started) <= s.policy.TakeOver.Immediate {
		tone = kit.Red
	}
	text := words.Countdown(k.Left)
	if k.Uncertain {
		text = "about " + text
	}
	switch {
	case k.Paused:
		return "paused", kit.Grey
	case k.Level == obligation.Breached:
		return "late " + text, tone
	case k.Left <= 0:
		return "now", tone
	}
	return text, tone
}

// owedDetail says who owes it if I do not, what was promised, and how the clock stands.
func owedDetail(o view.Owed, k obligation.Clock) string {
	var parts []string
	if !o.Mine {
		parts = append(parts, o.OwnerName)
	}
	if o.Words != "" {
		parts = append(parts, "“"+o.Words+"”")
	}
	switch {
	case k.Paused:
		parts = append(parts, "paused: "+o.PausedWhy)
	case k.Level == obligation.Breached:
		parts = append(parts, "the time is over")
	case k.Level == obligation.Warning80, k.Level == obligation.Warning50:
		parts = append(parts, "hurry")
	}
	if o.Attempts > 0 {
		parts = append(parts, words.Count(o.Attempts, "attempt")+", the last at "+words.At(o.LastAttempt))
	}
	if k.Uncertain {
		parts = append(parts, "time is uncertain")
	}
	return strings.Join(parts, " · ")
}

func levelTone(l obligation.Level) kit.Tone {
	switch l {
	case obligation.Breached:
		return kit.Red
	case obligation.Warning50, obligation.Warning80:
		return kit.Amber
	}
	return kit.Green
}

// share is how much of the time has gone, 0 to 1; a clock that stands still keeps
// what it had.
func share(o chat.Obligation, now chat.Instant) float32 {
	if !o.Paused.IsZero() {
		now = o.Paused
	}
	whole := o.Due.Sub(o.Started)
	if whole <= 0 {
		return 1
	}
	return float32(min(max(float64(now.Sub(o.Started))/float64(whole), 0), 1))
}

// callable reports whether something owed is kept by a person's word: a call, a
// promise, and what follows an escalation.
func callable(k chat.ObligationKind) bool { return k.Outlives() }

// owedButtons are what can be done about something owed; nil where it keeps itself
// by what is written in the chat.
func (s *Side) owedButtons(t *view.Thread, o view.Owed) fyne.CanvasObject {
	if s.desk == nil || !callable(o.Kind) {
		return nil
	}
	row := container.NewHBox(kit.NewButton(kit.ButtonData{Word: "Kept…"}, func() { s.askKept(t, o) }))
	if o.Kind == chat.OwedCall {
		locked := ""
		if again := o.LastAttempt.Add(s.policy.FollowUp.Gap); !o.LastAttempt.IsZero() && s.now() < again {
			locked = "not before " + words.At(again) + " (A-15)"
		}
		row.Add(kit.NewButton(kit.ButtonData{Word: "No answer…", Locked: locked}, func() { s.askAttempt(t, o) }))
	}
	row.Add(kit.NewButton(kit.ButtonData{Word: "Hand on…"}, func() { s.askHand(t, o) }))
	return row
}

// leftOf is how long a call has to wait after a failed one.
func leftOf(o view.Owed, gap time.Duration, now chat.Instant) time.Duration {
	if o.LastAttempt.IsZero() {
		return 0
	}
	return max(o.LastAttempt.Add(gap).Sub(now), 0)
}
