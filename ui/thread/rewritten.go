package thread

import (
	"time"

	"floorwalker/app/chat"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// said is when a line was said, with its day where that is another than today, and that
// it is from before the hub saw the chat: no alert and no clock came of it.
func (b *bubbles) said(m *chat.Message) string {
	at := m.SaidAt()
	when := words.At(at)
	if b.now != nil && !sameDay(at, b.now()) {
		when = words.Day(at) + ", " + when
	}
	if m.History() {
		when += " · from the history"
	}
	return when
}

func sameDay(a, b chat.Instant) bool {
	y, m, d := a.Time().Local().Date()
	y2, m2, d2 := b.Time().Local().Date()
	return y == y2 && m == m2 && d == d2
}

// rewritten says of a line that it was changed or taken back where it was written. The
// words of a line that was taken back are gone; that there was one is not.
func rewritten(d *kit.BubbleData, m *chat.Message) {
	switch {
	case !m.Removed.IsZero():
		d.Text = "This line was removed " + remover(m) + " at " + words.At(m.Removed) + "."
		d.Kind, d.Caption = kit.System, ""
		d.Highlights, d.Asked, d.Action, d.Attached = nil, nil, "", nil
	case !m.Edited.IsZero():
		d.Highlights, d.Asked = nil, nil // they are places in the words that stood there before
		d.Caption += " · edited"
		if m.Edited.Sub(m.SaidAt()) >= time.Minute {
			d.Caption += " " + words.At(m.Edited)
		}
	}
}

// remover is who took a line back: whoever wrote it.
func remover(m *chat.Message) string {
	switch m.From {
	case chat.SpeakerCustomer:
		return "by the customer"
	case chat.SpeakerBot:
		return "by the bot"
	case chat.SpeakerAgent:
		if m.Name != "" {
			return "by " + m.Name
		}
		return "by an agent"
	}
	return "at the chat system"
}

// failedThere says what did not work at the backend, in the hub's words.
func failedThere(m chat.Message, backend string) kit.BubbleData {
	what := "Something"
	if m.Told.Operation != "" {
		what = "“" + words.Operation(m.Told.Operation) + "”"
	}
	return kit.BubbleData{
		Kind: kit.Memo, Text: sentence(m.Text), CaptionTone: kit.Red,
		Caption: what + " did not work at " + backend + " · only the team sees this · " + words.At(m.At),
	}
}

// besideOffers says what somebody did that is about no offer; it is empty for what is.
func besideOffers(t chat.Told) string {
	switch t.What {
	case chat.ToldToBot:
		return " gave the chat back to the bot"
	case chat.ToldBlocked:
		return " blocked the customer"
	case chat.ToldUnblocked:
		return " let the customer write again"
	case chat.ToldTranscript:
		return " had the chat mailed"
	}
	return ""
}
