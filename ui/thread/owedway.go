package thread

import (
	"slices"
	"strings"

	"floorwalker/app/chat"
	"floorwalker/app/flow"
	"floorwalker/app/ticket"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// sameWay reports whether nothing has changed of what the panel shows of a chat's way.
func sameWay(a, b *view.Thread) bool {
	return a.Step == b.Step && a.Confirmed == b.Confirmed && a.Verified.At == b.Verified.At && a.Help == b.Help &&
		a.TicketRef == b.TicketRef && slices.Equal(a.Checklist, b.Checklist) && len(a.Messages) == len(b.Messages)
}

// addWay says how far the chat has come (S-GEN-01), and what one needs to know who
// comes back to it from another: what it is about and what was asked last (S-MULTI-02).
func (s *Side) addWay(t *view.Thread) {
	if t.Stage != chat.StageActive {
		return
	}
	s.section("How far it is")
	s.step = kit.NewQuietText("")
	s.add(s.step)
	s.tickWay(s.now())
	if t.Help.Open() {
		s.add(kit.NewKeyValue("Help", "asked for at "+words.At(t.Help.At)))
	}
	if t.Stance != view.Yours {
		return
	}
	if about := aboutOf(t); about != "" {
		s.add(kit.NewQuietText("About: “" + about + "”"))
	}
	if asked, ok := lastAsked(t); ok {
		s.add(kit.NewQuietText("Last asked, " + words.At(asked.At) + ": “" + asked.Text + "”"))
	}
}

// tickWay shows the steps with the time in the present one, and reports whether
// they take another height.
func (s *Side) tickWay(now chat.Instant) bool {
	if s.step == nil || s.shown == nil {
		return false
	}
	text, from, to := wayWords(s.shown, words.Slowly(now))
	return s.step.SetBlanks(text, kit.Blank{Span: kit.Span{From: from, To: to}, Tone: kit.Blue})
}

// wayWords writes the steps on one line and says which bytes are the present one.
func wayWords(t *view.Thread, now chat.Instant) (text string, from, to int) {
	step := t.Step
	if !step.Valid() {
		step = chat.StepGreeting
	}
	var b strings.Builder
	for i, s := range chat.Steps() {
		if i > 0 {
			b.WriteString(" › ")
		}
		switch {
		case s.Order() < step.Order():
			b.WriteString("✓ " + string(s))
		case s == step:
			from = b.Len()
			b.WriteString(words.Upper(string(s)))
			if d := now.Sub(t.StepSince); !t.StepSince.IsZero() && d > 0 {
				b.WriteString(" " + words.For(d))
			}
			to = b.Len()
		default:
			b.WriteString(string(s))
		}
	}
	return b.String(), from, to
}

// aboutOf is the customer's first telling sentence.
func aboutOf(t *view.Thread) string {
	for _, q := range ticket.Summarise(&chat.Chat{ID: t.ID, Messages: t.Messages}) {
		if q.From == chat.SpeakerCustomer {
			return q.Text
		}
	}
	return ""
}

// lastAsked is the newest line that waits for an answer, of whoever.
func lastAsked(t *view.Thread) (chat.Message, bool) {
	for i := len(t.Messages) - 1; i >= 0; i-- {
		m := t.Messages[i]
		if strings.TrimSpace(m.Text) == "" { // a file by itself
			continue
		}
		switch m.From {
		case chat.SpeakerCustomer, chat.SpeakerAgent, chat.SpeakerBot:
			if flow.Expects(m.Text) && strings.Contains(m.Text, "?") || m.From == chat.SpeakerCustomer {
				return m, true
			}
		}
	}
	return chat.Message{}, false
}

// addIdentity says whether anybody has verified who this is (G-SEC-03).
func (s *Side) addIdentity(t *view.Thread) {
	if t.Verified.At.IsZero() {
		if t.Stance == view.Yours {
			line := kit.NewKeyValue("", "")
			line.Set("Identity", "not verified", kit.Amber)
			s.add(line)
		}
		return
	}
	by := "you"
	if t.Verified.By != s.me {
		by = string(t.Verified.By)
		for _, c := range s.team {
			if c.ID == t.Verified.By {
				by = c.Name
			}
		}
	}
	line := kit.NewKeyValue("", "")
	line.Set("Identity", "verified by "+by+", "+words.At(t.Verified.At), kit.Green)
	s.add(line)
	for _, c := range t.Verified.Checks {
		s.add(kit.NewQuietText("✓ " + c))
	}
}

// addChecklist shows the seven points of every chat, as they follow from what
// happened; nobody ticks them (G-CHK-C1 to -C7).
func (s *Side) addChecklist(t *view.Thread) {
	if len(t.Checklist) == 0 || t.Stance != view.Yours && t.Stance != view.Ended {
		return
	}
	done := 0
	for _, c := range t.Checklist {
		if c.OK {
			done++
		}
	}
	s.section("Checklist " + words.Of(done, len(t.Checklist)))
	for _, c := range t.Checklist {
		sign := "○ "
		if c.OK {
			sign = "✓ "
		}
		text := sign + c.Words
		if c.Why != "" {
			text += ": " + c.Why
		}
		s.add(kit.NewQuietText(text))
	}
}
