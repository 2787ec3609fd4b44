package hub

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

// texting is a backend that can write by WhatsApp.
type texting struct {
	*scripted
	text func(number string, line driver.Line) error
}

func (d texting) Text(_ context.Context, id chat.ChatID, number string, line driver.Line) error {
	d.note("text %s %s: %s", id, number, line.Text)
	return d.text(number, line)
}

// RepeatablePosts says that a line may be posted twice; a message by WhatsApp never is.
func (texting) RepeatablePosts() bool { return true }

// newTexts is a phone whose customer was called three times in vain and whose chat is
// over.
func newTexts(t *testing.T, text func(number string, line driver.Line) error) *phone {
	t.Helper()
	p := newPhone(t, func(c *Config) {
		if text != nil {
			c.Drivers = []driver.Driver{texting{newScripted(), text}}
		}
	})
	p.deliver(chat.Event{ID: "who", Chat: "c", Body: &chat.CustomerDescribed{Customer: chat.Customer{
		Name: "Rohan M.", Contact: "rohan@example.com", Phone: "+1 202 555 0100",
	}}})
	p.deliver(closedFact("c", "end"))
	for n := range 3 {
		if f := p.whatsApp(fmt.Sprint("w", n)); f == "" || !strings.Contains(f, "in vain") {
			t.Fatalf("after %d failures: %q", n, f)
		}
		began := p.hub.now()
		id := fmt.Sprint("a", n)
		if f := p.asha.wish(chat.CommandID(id), "c", &chat.BeginAttempt{Obligation: p.owed, Began: began}); !f.OK {
			t.Fatal(f.Words)
		}
		if f := p.asha.wish(chat.CommandID(id+"-end"), "c", p.end(chat.AttemptID(id), began, 0)); !f.OK {
			t.Fatal(f.Words)
		}
		p.turn(time.Hour)
	}
	return p
}

// whatsApp asks for a message by WhatsApp and returns why not.
func (p *phone) whatsApp(id string) (words string) {
	p.t.Helper()
	f := p.asha.wish(chat.CommandID(id), "c", &chat.PostMessage{Text: "We tried to call you about your order.", Via: chat.ChannelWhatsApp})
	if f.OK {
		return ""
	}
	return f.Words
}

// After the third failure, and not before, a closed chat's customer is written to by
// WhatsApp, through the platform and at the number that was called (G-FU-08, A-16).
func TestWhatsAppOnAClosedChat(t *testing.T) {
	var numbers []string
	fails := errors.New("the platform is away")
	answers := []error{fails, driver.ErrUnsure}
	p := newTexts(t, func(number string, _ driver.Line) error {
		numbers = append(numbers, number)
		err := answers[0]
		answers = answers[1:]
		return err
	})
	fate := func(m chat.MessageID, to chat.Delivery) func(*chat.Floor) bool {
		return func(f *chat.Floor) bool { return f.Chat("c").Outcomes()[m].Delivery == to }
	}
	if words := p.whatsApp("m1"); words != "" {
		t.Fatal(words)
	}
	p.asha.sees(fate("m1", chat.DeliveryFailed))
	if words := p.whatsApp("m2"); words != "" { // a person's own wish, after it failed
		t.Fatal(words)
	}
	p.asha.sees(fate("m2", chat.DeliveryUnsure))
	if words := p.whatsApp("m3"); !strings.Contains(words, "was sent") {
		t.Errorf("a second message: %q", words)
	}
	if !slices.Equal(numbers, []string{"+12025550100", "+12025550100"}) {
		t.Errorf("numbers %q", numbers)
	}
	if slices.ContainsFunc(p.driver.called(), func(s string) bool { return strings.HasPrefix(s, "post c agent: We tried") }) {
		t.Error("it went into the chat, too")
	}
	c := p.asha.floor.Chat("c")
	if c.Stage != chat.StageClosed || slices.ContainsFunc(c.Obligations, func(o chat.Obligation) bool { return o.Kind == chat.OwedReply }) {
		t.Errorf("the chat goes on: %s, %+v", c.Stage, c.Obligations)
	}
}

// A message that was under way when the hub was killed is unsure, and not sent again
// by itself.
func TestWhatsAppIsNotRepeated(t *testing.T) {
	hold := make(chan struct{})
	p := newTexts(t, func(string, driver.Line) error { <-hold; return nil })
	if words := p.whatsApp("m1"); words != "" {
		t.Fatal(words)
	}
	p.wait(func() bool { return len(p.driver.called()) > 0 })
	j, by := p.journal.killed(), p.hub.cfg.Hand.By()
	close(hold)
	if err := p.stop(); err != nil {
		t.Fatal(err)
	}
	_, practise := practising(by)
	p.rig = newRig(t, j, practise, func(c *Config) {
		c.Drivers = []driver.Driver{texting{newScripted(), func(string, driver.Line) error { return nil }}}
	})
	p.asha = p.desk(p.tokens["asha"])
	p.asha.sees(func(f *chat.Floor) bool { return f.Chat("c").Outcomes()["m1"].Delivery == chat.DeliveryUnsure })
	if calls := p.driver.called(); slices.ContainsFunc(calls, func(s string) bool { return strings.HasPrefix(s, "text ") }) {
		t.Errorf("it was sent again: %q", calls)
	}
}

// A backend that has no such way says so, and nothing is on the log (G-FU-08).
func TestABackendWithoutWhatsApp(t *testing.T) {
	_, practise := practising(0)
	r := newRig(t, newJournal(), practise)
	asha := r.desk(r.agent("Asha", chat.RolePrimary))
	r.open("c")
	before := r.journal.Last()
	f := asha.wish("w", "c", &chat.PostMessage{Text: "We tried to call you.", Via: chat.ChannelWhatsApp})
	if f.OK || !strings.Contains(f.Words, "this backend cannot send WhatsApp") || r.journal.Last() != before {
		t.Errorf("%+v", f)
	}
}
