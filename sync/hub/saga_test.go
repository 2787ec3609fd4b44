package hub

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

func (r *rig) kinds(id chat.ChatID) []chat.Kind { return r.journal.kinds(r.t, id) }

func lastReverted(t *testing.T, j *memJournal) *chat.TakeOverReverted {
	t.Helper()
	for _, e := range slices.Backward(j.all(t)) {
		if b, ok := e.Body.(*chat.TakeOverReverted); ok {
			return b
		}
	}
	return nil
}

func TestARefusedTakeOverIsReverted(t *testing.T) { // D-08
	r := newRig(t, newJournal())
	r.driver.set(func(d *scripted) {
		d.takeOver = func(context.Context, chat.ChatID, driver.Person) error { return errors.New("the shop is shut") }
	})
	c := r.desk(r.agent("Asha", chat.RolePrimary))
	r.open("c")
	if f := c.wish("t", "c", &chat.TakeOver{}); !f.OK {
		t.Fatalf("the claim itself is granted: %+v", f)
	}
	r.wait(func() bool { return slices.Contains(r.kinds("c"), chat.KindTakeOverReverted) })
	c.same()
	if b := lastReverted(t, r.journal); b == nil || b.Agent != "asha" || !strings.Contains(b.Reason, "the shop is shut") {
		t.Errorf("%+v", b)
	}
	if ct := c.floor.Chat("c"); ct.Owner != "" || !ct.Bot {
		t.Errorf("owner %q, bot %v", ct.Owner, ct.Bot)
	}
	if slices.ContainsFunc(r.driver.called(), func(s string) bool { return strings.HasPrefix(s, "post") }) {
		t.Errorf("the customer was told something: %q", r.driver.called())
	}
	r.deliver(said("c", "b", "the bot goes on", chat.SpeakerBot))
}

// TestAnUnsureTakeOverIsReadBack has a backend that does not say whether it
// worked: what it says on being asked counts.
func TestAnUnsureTakeOverIsReadBack(t *testing.T) {
	tests := []struct {
		name    string
		err     error
		serving chat.AgentID
		owner   chat.AgentID
	}{
		{"it worked", driver.ErrUnsure, "asha", "asha"},
		{"it did not", driver.ErrUnsure, "", ""},
		{"somebody else has it", driver.ErrUnsure, "ben", ""},
		{"no answer in time, but it worked", fmt.Errorf("calling: %w", context.DeadlineExceeded), "asha", "asha"},
		{"no answer in time", context.DeadlineExceeded, "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := newRig(t, newJournal())
			r.driver.set(func(d *scripted) {
				d.serving = tt.serving
				d.takeOver = func(context.Context, chat.ChatID, driver.Person) error { return tt.err }
			})
			c := r.desk(r.agent("Asha", chat.RolePrimary))
			r.open("c")
			c.command("t", "c", &chat.TakeOver{})
			r.wait(func() bool {
				ks := r.kinds("c")
				return slices.Contains(ks, chat.KindChatTakenOver) || slices.Contains(ks, chat.KindTakeOverReverted)
			})
			c.same()
			if got := c.floor.Chat("c").Owner; got != tt.owner {
				t.Errorf("owner %q, want %q", got, tt.owner)
			}
			if !slices.Contains(r.driver.called(), "serving c") {
				t.Errorf("it was not read back: %q", r.driver.called())
			}
			if b := lastReverted(t, r.journal); tt.owner == "" && (b == nil || b.Reason == "") {
				t.Errorf("%+v", b)
			}
		})
	}
}

func TestAPostThatFailsOrIsUnsure(t *testing.T) {
	r := newRig(t, newJournal())
	c := r.desk(r.agent("Asha", chat.RolePrimary))
	r.open("c")
	c.takes("t", "c", "asha")
	answers := map[string]error{
		"refused": errors.New("too rude"), "unsure": driver.ErrUnsure, "late": context.DeadlineExceeded, "fine": nil,
	}
	r.driver.set(func(d *scripted) { d.post = func(l driver.Line) error { return answers[l.Text] } })
	for text := range answers {
		if f := c.wish(chat.CommandID(text), "c", &chat.PostMessage{Text: text}); !f.OK {
			t.Fatal(f.Words)
		}
	}
	r.wait(func() bool { return count(r.kinds("c"), chat.KindMessageDelivered) == 5 })
	got := outcomes(r)
	for text, want := range map[chat.MessageID]chat.Delivery{
		"refused": chat.DeliveryFailed, "unsure": chat.DeliveryUnsure, "late": chat.DeliveryUnsure, "fine": "",
	} {
		if got[text].Delivery != want || want != "" && got[text].Reason == "" {
			t.Errorf("%s: %+v", text, got[text])
		}
	}
}

// TestEffectsFollowTheChatsOrder lets a slow backend take one call at a time.
func TestEffectsFollowTheChatsOrder(t *testing.T) {
	r := newRig(t, newJournal())
	first := make(chan struct{})
	r.driver.set(func(d *scripted) {
		d.takeOver = func(_ context.Context, id chat.ChatID, _ driver.Person) error {
			if id == "slow" {
				<-first
			}
			return nil
		}
	})
	c := r.desk(r.agent("Asha", chat.RolePrimary))
	r.open("quick")
	r.deliver(chat.Event{ID: "open", Chat: "slow", Body: &chat.ChatOpened{Driver: "scripted"}}) // waits for a person
	var want []string
	if f := c.wish("t", "slow", &chat.TakeOver{}); !f.OK {
		t.Fatal(f.Words)
	}
	for i := range 20 {
		text := fmt.Sprint("line ", i)
		if f := c.wish(chat.CommandID(fmt.Sprint("p", i)), "slow", &chat.PostMessage{Text: text}); !f.OK {
			t.Fatal(f.Words)
		}
		want = append(want, "post slow agent: "+text)
	}
	c.takes("q", "quick", "asha") // another chat does not wait
	close(first)
	r.wait(func() bool { return count(r.kinds("slow"), chat.KindMessageDelivered) == 21 })
	var got []string
	for _, call := range r.driver.called() {
		if strings.HasPrefix(call, "post slow agent") {
			got = append(got, call)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}
