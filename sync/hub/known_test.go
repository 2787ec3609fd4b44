package hub

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

type ctxt = context.Context

func knowing(t *testing.T, r *rig) driver.KnownSink {
	t.Helper()
	k, ok := r.driver.sink.(driver.KnownSink)
	if !ok {
		t.Fatal("the hub's sink does not say what it knows")
	}
	return k
}

// TestTheSinkSaysWhatTheHubKnows, and that it is just telling the backend something.
func TestTheSinkSaysWhatTheHubKnows(t *testing.T) {
	d := newAble()
	r := newRig(t, newJournal(), func(c *Config) { c.Drivers = []driver.Driver{d} })
	k := knowing(t, r)
	if _, ok := k.Known(t.Context(), "c"); ok {
		t.Error("a chat that never was is known")
	}
	r.deliver(owned("c")...)
	r.deliver(
		chat.Event{ID: "j", Chat: "c", By: "meera", Body: &chat.AgentJoined{Agent: "meera"}},
		chat.Event{ID: "x", Chat: "c", Body: &chat.TagAdded{Tag: "vip"}},
		chat.Event{ID: "scripted:c:1", Chat: "c", Body: &chat.CustomerBlocked{On: true}},
	)
	r.wait(func() bool {
		got, _ := k.Known(t.Context(), "c")
		return !got.Telling
	})
	got, ok := k.Known(t.Context(), "c")
	if !ok || !got.Open || got.Bot || got.Owner != "asha" || !got.Blocked || got.Claimed ||
		!slices.Equal(got.Guests, []chat.AgentID{"meera"}) || !slices.Equal(got.Tags, []string{"vip"}) {
		t.Errorf("%+v", got)
	}
	hold, busy := make(chan struct{}), make(chan struct{}, 1)
	d.set(func(s *scripted) {
		s.takeOver = func(ctxt, chat.ChatID, driver.Person) error { busy <- struct{}{}; <-hold; return nil }
	})
	r.deliver(chat.Event{ID: "fwd", Chat: "c", By: "asha", Body: &chat.ChatForwarded{From: "asha", To: "meera"}})
	if got, _ := k.Known(t.Context(), "c"); !got.Telling {
		t.Error("what the hub is telling the backend is not said")
	}
	<-busy
	close(hold)
}

// TestSomebodyWhomOnlyTheBackendKnows has a name on the floor, and no desk.
func TestSomebodyWhomOnlyTheBackendKnows(t *testing.T) {
	r := newRig(t, newJournal())
	k := knowing(t, r)
	token := r.agent("Asha", chat.RolePrimary)
	for _, tt := range []struct {
		who  driver.Outsider
		want chat.AgentID
		out  bool
	}{
		{driver.Outsider{ID: "1", Name: "Asha"}, "asha", false},
		{driver.Outsider{ID: "2", Name: " Meera K. "}, "meera-k-", true},
		{driver.Outsider{ID: "2", Name: "Meera K."}, "meera-k-", true},
		{driver.Outsider{ID: "3"}, "somebody-at-scripted-3", true},
		{driver.Outsider{ID: "4", Name: "@bot"}, "somebody-at-scripted-4", true},
		{driver.Outsider{ID: strings.Repeat("9", 90)}, "somebody-at-scripted", true},
	} {
		got, err := k.Outsider(t.Context(), tt.who)
		if err != nil || got != tt.want {
			t.Errorf("%+v is %q, %v, want %q", tt.who, got, err, tt.want)
		}
		if a := r.agentOf(got); a.Outside != tt.out || a.Name == "" {
			t.Errorf("%+v is %+v on the floor", tt.who, a)
		}
	}
	c := r.desk(token)
	c.same()
	r.agent("Meera K.", chat.RoleBackup) // who comes onto the team after all
	if a := r.agentOf("meera-k-"); a.Outside || a.Role != chat.RoleBackup {
		t.Errorf("%+v", a)
	}
	if _, err := k.Outsider(t.Context(), driver.Outsider{ID: "2", Name: "Meera K."}); err != nil || r.agentOf("meera-k-").Outside {
		t.Error("somebody on the team is put outside by their backend")
	}
}

func (r *rig) agentOf(id chat.AgentID) (a chat.Agent) {
	r.t.Helper()
	if err := r.hub.look(context.Background(), func(c *core) {
		if x := c.floor.Agent(id); x != nil {
			a = *x
		}
	}); err != nil {
		r.t.Fatal(err)
	}
	return a
}

// ago is a line that was said before the hub heard of it.
func ago(r *rig, e chat.Event, d time.Duration) chat.Event {
	e.Body.(*chat.MessagePosted).Said = chat.InstantOf(time.Now().Add(-d))
	return e
}

// TestHistoryIsNoNews: a chat that is seen for the first time brings what was said
// before, and a line that was forgotten comes late. Neither the fence nor the end of a
// chat is about those.
func TestHistoryIsNoNews(t *testing.T) { // D-08, E-Q-04
	r := newRig(t, newJournal())
	r.deliver(chat.Event{ID: "open", Chat: "c", Body: &chat.ChatOpened{Driver: "scripted"}})
	r.deliver(
		ago(r, said("c", "m1", "this is the worst service that I ever had, get me a manager", chat.SpeakerCustomer), time.Hour),
		ago(r, said("c", "m2", "how can I help", chat.SpeakerBot), time.Hour),
		chat.Event{ID: "own", Chat: "c", Body: &chat.ChatAccepted{Agent: "asha"}},
		ago(r, said("c", "m3", "I forgot to say this", chat.SpeakerBot), time.Hour),
	)
	if _, err := r.driver.sink.Deliver(t.Context(), said("c", "m4", "too late", chat.SpeakerBot)); err == nil {
		t.Error("the bot speaks in a chat that is taken over")
	}
	for _, e := range r.journal.all(t) {
		switch e.Body.Kind() {
		case chat.KindTriggerRaised, chat.KindObligationStarted:
			if e.Chat == "c" && strings.Contains(string(e.ID), "m1") {
				t.Errorf("what was said an hour ago brings about %s %+v", e.Body.Kind(), e.Body)
			}
		}
	}
	r.deliver(closedFact("c", "x"))
	r.deliver(ago(r, said("c", "m5", "which was said while it was open", chat.SpeakerCustomer), time.Hour))
	if ct := r.chatOf("c"); ct.Active() || len(ct.Messages) < 4 {
		t.Errorf("%s with %d lines", ct.Stage, len(ct.Messages))
	}
	r.deliver(chat.Event{ID: "open", Chat: "d", Body: &chat.ChatOpened{Driver: "scripted", Bot: true}})
	ahead := said("d", "m", "from a clock that is ahead", chat.SpeakerCustomer)
	r.deliver(ago(r, ahead, -time.Hour))
	if m := r.chatOf("d").Messages[0]; !m.Said.IsZero() {
		t.Errorf("a line was said at %d, and came at %d", m.Said, m.At)
	}
}

func (r *rig) chatOf(id chat.ChatID) (c chat.Chat) {
	r.t.Helper()
	if err := r.hub.look(context.Background(), func(core *core) {
		if x := core.floor.Chat(id); x != nil {
			c = *x
		}
	}); err != nil {
		r.t.Fatal(err)
	}
	return c
}

// TestSecretsInWhatIsNotALine are masked like those in lines: in drafts, in new words
// of old lines, in what a backend keeps of a customer.
func TestSecretsInWhatIsNotALine(t *testing.T) { // A-49, G-SEC-01
	const card = "4111 1111 1111 1111"
	r := newRig(t, newJournal())
	r.open("c")
	r.deliver(said("c", "m", "hello", chat.SpeakerCustomer))
	r.deliver(
		chat.Event{ID: "e", Chat: "c", Body: &chat.MessageEdited{Message: "m", Text: "my card is " + card}},
		chat.Event{ID: "t", Chat: "c", Body: &chat.CustomerTyped{Draft: "it is " + card + strings.Repeat(" x", 300)}},
		chat.Event{ID: "d", Chat: "c", Body: &chat.CustomerDescribed{Customer: chat.Customer{Name: "Rohan M.", Data: []chat.Field{
			{Name: "plan", Value: "gold"}, {Name: "card", Value: card},
		}}}},
	)
	for _, e := range r.journal.all(t) {
		if b, ok := e.Body.(*chat.MessageEdited); ok && (!b.Masked || b.Text == "") {
			t.Errorf("%+v", b)
		}
	}
	for _, raw := range r.journal.events {
		if strings.Contains(string(raw), card) {
			t.Errorf("on the log: %s", raw)
		}
	}
	ct := r.chatOf("c")
	if n := len([]rune(ct.Draft)); n == 0 || n > chat.MostDraft {
		t.Errorf("a draft of %d characters", n)
	}
	if len(ct.Customer.Data) != 2 || ct.Customer.Data[0].Value != "gold" {
		t.Errorf("%+v", ct.Customer.Data)
	}
}
