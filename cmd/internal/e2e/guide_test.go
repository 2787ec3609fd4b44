package e2e

import (
	"slices"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/flow"
	"floorwalker/app/script"
	"floorwalker/app/ticket"
	"floorwalker/assets"
)

// TestGuideByKeysAlone goes the guide's whole way in the window, without a mouse:
// alert, takeover, three steps, solved, three closing messages, ticket (G-HAND-01 to
// -04, S-FLOW-01 to -05, G-CLOSE-01 to -03, G-COMM-03, G-TKT-01 to -10, G-TAG-13, -14).
func TestGuideByKeysAlone(t *testing.T) {
	s := openScreen(t)
	g := &guided{desk: openDesk(t, s, "--no-scenarios"), id: "web-guide"}
	g.customer("I cannot log in to the panel since this morning, it says error 403.")
	g.customer(askForHuman)
	eventually(t, "the alert", func() error { return notificationDrawn(t, s, "Rohan M.: asks for a person") })
	g.keys("alt+shift+Down", "ctrl+shift+t")
	for i, step := range script.TakeOverScript().Steps {
		// The next step is there when the desk has seen the one before on the log.
		begins := []string{"From now on I will help you", "As I understand it", "You are in good hands"}[i]
		eventually(t, "step "+string(step), func() error { return says(t, g.part(threadPane), begins) })
		if step == script.IDTakeOver3 {
			g.keys("Return") // the one blank that nobody can fill but the agent is empty: nothing goes
			g.write("reset your login", 10)
		}
		g.keys("Return")
		g.sent(step)
	}
	g.write("I have reset it. Does it work now?", 10)
	g.keys("Return")
	g.sent("")
	g.customer("Yes, it works now, thank you!")
	eventually(t, "the way to say so", func() error { return says(t, g.part(threadPane), "It is solved") })
	g.keys("F2")
	g.until("the confirmation", func(c *chat.Chat) bool { return c.Confirmed != "" })
	for _, step := range script.ClosingScript().Steps {
		eventually(t, "the closing message", func() error { return says(t, g.part(threadPane), "Write it") })
		g.keys("F2", "Return")
		g.sent(step)
		if step == script.IDClosing1 {
			g.customer("No, that is all.")
		}
	}
	eventually(t, "the rating", func() error { return says(t, g.part(threadPane), "Ask for a rating") })
	g.keys("F2")
	g.until("the question for a rating", func(c *chat.Chat) bool { return !c.Rating.AskedAt.IsZero() })
	g.close(t)
	g.ended(t)
}

// close fills the close dialog in, from the first thing that is missing to the last.
func (g *guided) close(t *testing.T) {
	t.Helper()
	g.keys("ctrl+shift+x")
	eventually(t, "the close dialog", func() error { return says(t, g.window(), "Close the chat of Rohan") })
	g.keys("y", "n") // solved at first contact; no follow-up
	for _, choice := range []string{"technical", "login", "positive", "chat", "login"} {
		g.write(choice, 10)
		g.keys("Return")
	}
	g.keys("ctrl+j")
	for range 3 { // account, service number, phone
		g.write("?Not given in the chat", 10)
		g.keys("Return")
	}
	g.keys("ctrl+Return")
	g.until("the end", func(c *chat.Chat) bool { return !c.Active() })
}

// ended sees that nothing is missing from what the hub has kept.
func (g *guided) ended(t *testing.T) {
	t.Helper()
	edition := assets.Edition()
	g.log.chats(func(c *chat.Chat) {
		if c.ID != g.id {
			return
		}
		k, err := ticket.Decode(c.Ticket)
		if err != nil {
			t.Fatalf("the ticket: %v", err)
		}
		if problems := edition.Form.Problems(&k); len(problems) > 0 || len(k.ByRule) > 0 {
			t.Errorf("the ticket has %v, and %v by rule", problems, k.ByRule)
		}
		if k.EndReason != "resolved" || k.FCR != ticket.Yes || k.Category != "technical" || k.Classification != "login" || k.Confirmed != c.Confirmed {
			t.Errorf("the ticket says %+v", k)
		}
		for _, tag := range edition.Form.TagsOf(&k) {
			if !slices.Contains(c.Tags, tag) {
				t.Errorf("the chat has no tag %q, but %q", tag, c.Tags)
			}
		}
		if open := flow.Missing(flow.Trace(c, edition), nil); len(open) > 0 {
			t.Errorf("of the closing %v is open", open)
		}
		if len(c.Obligations) > 0 {
			t.Errorf("still owed: %v", c.Obligations)
		}
	})
}

// guided is a desk with the one chat that the guide is followed in.
type guided struct {
	*desk
	id    chat.ChatID
	lines int // of the customer
	said  int // of the agent
}

// customer lets the customer write the next line.
func (g *guided) customer(text string) {
	g.t.Helper()
	g.post(string(g.id), g.lines, text)
	g.lines++
}

// sent waits for the agent's next line, which says a response, or own words.
func (g *guided) sent(r script.ResponseID) {
	g.t.Helper()
	g.said++
	g.until("the line "+string(r), func(c *chat.Chat) bool {
		n := 0
		for i := range c.Messages {
			if c.Messages[i].From != chat.SpeakerAgent {
				continue
			}
			if n++; n == g.said {
				return c.Messages[i].Script == string(r)
			}
		}
		return false
	})
}

// until waits for the chat on the hub's log to be as it should.
func (g *guided) until(what string, right func(*chat.Chat) bool) {
	g.t.Helper()
	eventually(g.t, what, func() error {
		ok := false
		g.log.chats(func(c *chat.Chat) { ok = ok || c.ID == g.id && right(c) })
		return yes(ok, "the log does not have it")
	})
}
