package thread

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"floorwalker/app/chat"
	"floorwalker/ui/internal/stage"
)

// Whoever is taken a chat from in mid-sentence is told so, and where their
// words are.
func TestLosingAChatIsSaid(t *testing.T) {
	forward := func(r *room) chat.Body {
		return stage.Forwarded("o", stage.Me, stage.Other, r.Now(), "she wants billing")
	}
	for _, c := range []struct {
		name  string
		goes  func(r *room)
		says  []string // none is no notice
		words string
	}{
		{
			"taken", func(r *room) { r.Do("c", stage.Taken("dee")...) },
			[]string{"agent dee serves this chat now.", "What you were writing was not sent. It is kept as a draft."},
			"half a sen",
		},
		{"taken with nothing begun", func(r *room) { r.Do("c", stage.Taken("dee")...) }, []string{"agent dee serves this chat now."}, ""},
		{
			"into the queue", func(r *room) { r.Do("c", &chat.AgentLeft{Agent: stage.Me}, &chat.ChatQueued{}) },
			[]string{"waits in the queue now", "kept as a draft"},
			"half",
		},
		{
			"to the bot, by a lead", func(r *room) {
				r.FoldBy("c", stage.Other, &chat.ChatReturned{Agent: stage.Other, Reason: "it knows this"})
			},
			[]string{"This chat is the bot's again; nobody serves it."},
			"",
		},
		{
			"taken while it is offered", func(r *room) { r.Do("c", forward(r)); r.render(); r.Do("c", stage.Taken("dee")...) },
			[]string{"agent dee serves this chat now."},
			"",
		},
		{"my own forward", func(r *room) {
			r.Do("c", forward(r))
			r.render()
			r.Do("c", &chat.OfferAccepted{Offer: "o", Agent: stage.Other}, &chat.ChatForwarded{From: stage.Me, To: stage.Other})
		}, nil, "half"},
		{"my own leaving", func(r *room) {
			r.pane.Leave()
			r.confirmKey()
			r.desk.Take()
			r.Do("c", &chat.AgentLeft{Agent: stage.Me, Next: stage.Other})
		}, nil, "half"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := mineWith(t)
			r.pane.Write(false)
			if c.words != "" {
				r.write(c.words)
			}
			c.goes(r)
			r.render()
			r.wantSays(c.says...)
			if r.pane.notice.Visible() != (c.says != nil) {
				t.Fatalf("notice visible: %t", r.pane.notice.Visible())
			}
			if c.says == nil {
				return
			}
			if kept := stage.Says(r.pane.notice, "kept as a draft"); kept != (c.words != "") {
				t.Errorf("it says that a draft is kept: %t", kept)
			}
			r.render() // it stays until it is heeded
			if !r.pane.notice.Visible() {
				t.Fatal("gone by itself")
			}
			test.Tap(r.button("OK"))
			if r.pane.notice.Visible() {
				t.Error("OK does not take it away")
			}
		})
	}
}

func TestTheNoticeOfALossGoesWithTheChat(t *testing.T) {
	r := mineWith(t)
	r.Do("d", stage.Opened("Bo"))
	r.Do("c", stage.Taken("dee")...)
	r.render()
	r.show("d")
	if r.pane.notice.Visible() {
		t.Error("it came along into another chat")
	}
}

// the sender is told in the window that an offer came back, until they
// have seen it or act.
func TestAnOfferThatCameBackIsSaid(t *testing.T) {
	for _, c := range []struct {
		name string
		made chat.Body
		back *chat.OfferReturned
		says string
	}{
		{
			"declined", stage.Forwarded("o", stage.Me, stage.Other, stage.Start, "note"),
			&chat.OfferReturned{How: chat.ReturnedDeclined, Reason: "Busy now", Agent: stage.Other}, "agent ben declined: Busy now",
		},
		{
			"ran out", stage.Forwarded("o", stage.Me, stage.Other, stage.Start, "note"),
			&chat.OfferReturned{How: chat.ReturnedExpired}, "agent ben did not take it in time",
		},
		{
			"a team", &chat.OfferMade{Offer: chat.Offer{ID: "o", Kind: chat.OfferForward, From: stage.Me, Queue: "Billing"}},
			&chat.OfferReturned{How: chat.ReturnedExpired}, "Nobody of Billing took it in time",
		},
		{
			"an invitation", stage.Invited("o", stage.Me, stage.Other, stage.Start, "note"),
			&chat.OfferReturned{How: chat.ReturnedExpired}, "agent ben did not answer your invitation in time",
		},
		{
			"an escalation", &chat.OfferMade{Offer: chat.Offer{ID: "o", Kind: chat.OfferEscalation, From: stage.Me, To: stage.Other}},
			&chat.OfferReturned{How: chat.ReturnedExpired}, "agent ben did not take it in time",
		},
	} {
		for _, end := range []string{"OK", "an act", "Esc"} {
			t.Run(c.name+", "+end, func(t *testing.T) {
				c.back.Offer = "o"
				r := mineWith(t, c.made, c.back)
				r.wantSays(c.says)
				if still := stage.Says(r.pane.notice, "You still serve this chat."); still == strings.Contains(c.says, "invitation") {
					t.Errorf("it says who serves: %t", still)
				}
				switch end {
				case "OK":
					test.Tap(r.button("OK"))
				case "an act":
					r.Do("c", stage.Wrote("hello", chat.DeliverySent))
				case "Esc":
					r.pane.Write(false)
					r.press(fyne.KeyEscape)
				}
				r.render()
				if r.pane.notice.Visible() {
					t.Error("it is still there")
				}
			})
		}
	}
	r := newRoom(t)
	r.Do("c", stage.Opened("Ada"))
	r.Do("c", others...)
	r.Do("c", stage.Forwarded("o", stage.Other, stage.Me, r.Now(), "note"), &chat.OfferReturned{Offer: "o", How: chat.ReturnedExpired})
	r.show("c")
	if r.pane.notice.Visible() {
		t.Error("what came back to a colleague is said to me")
	}
}
