package e2e

import (
	"testing"

	"floorwalker/app"
	"floorwalker/app/chat"
)

// E-ACT-06: a line is delivered when the customer's page has drawn it, in a real
// browser; the second within the second in which the page says nothing.
func TestThePageSaysWhatItHasDrawn(t *testing.T) {
	s := openFloor(t)
	b := openBrowser(t, 420, 820)
	b.enter(s.PageURL(), "Asha")
	b.say("hello")
	id, desk := b.chat(), deskOf(t, s)
	desk.Open(id)
	desk.TakeOver(id, "")
	eventually(t, "the takeover", func() error {
		shown := desk.Snapshot().Thread
		return yes(shown != nil && shown.Owner == "omar", "the chat is %+v", shown)
	})
	delivered := func(text string) {
		t.Helper()
		eventually(t, "the receipt", func() error {
			shown := desk.Snapshot().Thread
			for i, m := range shown.Messages {
				if m.From == chat.SpeakerAgent && m.Text == text {
					_, open := shown.Outcomes[m.ID]
					return yes(!open && i < shown.Reached, "%d of %d lines are confirmed", shown.Reached, len(shown.Messages))
				}
			}
			return yes(false, "the line is not in the chat")
		})
	}
	for _, text := range []string{"I am looking at it.", "It is solved now."} {
		desk.Say(id, app.Line{Text: text})
		delivered(text)
	}
}
