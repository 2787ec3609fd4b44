package thread

import (
	"strings"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/ui/internal/stage"
	"floorwalker/ui/kit"
)

// S-TRF-03: the note of a forward, and why one was declined, are read in the
// thread by everybody on the team after the banner has gone.
func TestWhatColleaguesToldStaysInTheThread(t *testing.T) {
	const note = "She paid twice in May and has the receipts; ask for the second one."
	r := mineWith(t)
	for _, c := range []struct {
		name    string
		happens []chat.Body
		caption string
		text    string
	}{
		{"declined", []chat.Body{
			stage.Forwarded("o1", stage.Me, stage.Other, r.Now(), note),
			&chat.OfferReturned{Offer: "o1", How: chat.ReturnedDeclined, Reason: "Busy now", Agent: stage.Other},
		}, "Agent ben declined your forward · only the team sees this", "Busy now"},
		{"expired", []chat.Body{
			stage.Invited("o2", stage.Me, "dee", r.Now(), note),
			&chat.OfferReturned{Offer: "o2", How: chat.ReturnedExpired, Reason: "nobody answered in time"},
		}, "Agent dee did not answer your invitation · only the team", "nobody answered in time"},
		{"accepted", []chat.Body{
			stage.Forwarded("o3", stage.Me, stage.Other, r.Now(), note),
			&chat.OfferAccepted{Offer: "o3", Agent: stage.Other}, &chat.ChatForwarded{From: stage.Me, To: stage.Other, Offer: "o3"},
		}, "You forwarded to agent ben · only the team sees this", note + "\nReason: expertise"},
		{
			"left",
			[]chat.Body{&chat.AgentLeft{Agent: stage.Other, Next: "dee", Reason: "end of my shift"}},
			"Agent ben left · only the team sees this", "end of my shift",
		},
		{"accepted by one of a team", []chat.Body{
			&chat.OfferMade{Offer: chat.Offer{ID: "o4", Kind: chat.OfferForward, From: "dee", Queue: "Billing", Reason: chat.ForwardOther, Note: note}},
			&chat.OfferAccepted{Offer: "o4", Agent: stage.Me}, &chat.ChatForwarded{From: "dee", To: stage.Me, Offer: "o4"},
		}, "Agent dee forwarded to Billing; you accepted · only the team", note + "\nReason: other"},
		{"escalated to a team", []chat.Body{ // E-ESC-02
			&chat.OfferMade{Offer: chat.Offer{ID: "o5", Kind: chat.OfferEscalation, From: "dee", Queue: "Billing", Reason: chat.EscalateAsked, Note: note}},
			&chat.OfferAccepted{Offer: "o5", Agent: stage.Me}, &chat.ChatForwarded{From: "dee", To: stage.Me, Offer: "o5"},
		}, "Agent dee escalated to Billing; you accepted · only the team", note + "\nReason: the customer asked"},
	} {
		r.Do("c", c.happens...)
		ls := lines(r.Floor)
		d := ls[len(ls)-1]
		if d.Kind != kit.Memo || !strings.HasPrefix(d.Caption, c.caption) || d.Text != c.text {
			t.Errorf("%s: %q says %q", c.name, d.Caption, d.Text)
		}
		if row := r.Row("c"); row.LastText == c.text {
			t.Errorf("%s: the row shows what only the team says", c.name)
		}
	}
}
