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

// closing is a backend that can be told that a chat has ended.
type closing struct{ *scripted }

func (d closing) Close(_ context.Context, id chat.ChatID, claim chat.EventID) error {
	d.note("close %s as %s", id, claim)
	return nil
}

// owned is a chat that Asha serves, as facts.
func owned(id chat.ChatID) []chat.Event {
	return []chat.Event{
		{ID: "open", Chat: id, Body: &chat.ChatOpened{Driver: "scripted"}},
		{ID: "own", Chat: id, By: "asha", Body: &chat.ChatAccepted{Agent: "asha"}},
	}
}

// handing are the ways in which a chat goes from Asha to Meera, or ends.
var handing = []struct {
	name  string
	facts []chat.Event
	want  string // what the backend is asked; "" is nothing
}{
	{"forwarded", []chat.Event{
		{ID: "fwd", Body: &chat.ChatForwarded{From: "asha", To: "meera"}},
	}, "take over c by meera as fwd"},
	{"left to who had joined", []chat.Event{
		{ID: "join", By: "meera", Body: &chat.AgentJoined{Agent: "meera"}},
		{ID: "left", By: "asha", Body: &chat.AgentLeft{Agent: "asha", Next: "meera"}},
	}, "take over c by meera as left"},
	{"left to nobody", []chat.Event{
		{ID: "left", By: "asha", Body: &chat.AgentLeft{Agent: "asha"}},
		{ID: "left/1", By: "asha", Body: &chat.ChatQueued{Reason: "left"}},
	}, ""},
	{"a guest left", []chat.Event{
		{ID: "join", By: "meera", Body: &chat.AgentJoined{Agent: "meera"}},
		{ID: "left", By: "meera", Body: &chat.AgentLeft{Agent: "meera"}},
	}, ""},
	{"ended by an agent", []chat.Event{
		{ID: "end", By: "asha", Body: &chat.ChatClosed{Reason: "solved"}},
	}, "close c as end"},
	{"ended by the customer", []chat.Event{
		{ID: "end", Body: &chat.ChatClosed{Reason: "went away"}},
	}, ""},
}

func in(id chat.ChatID, facts []chat.Event) []chat.Event {
	facts = slices.Clone(facts)
	for i := range facts {
		facts[i].Chat = id
	}
	return facts
}

// TestTheBackendIsToldWhoServes hands a chat over in each way there is.
func TestTheBackendIsToldWhoServes(t *testing.T) { // S-TRF-05, V-LEAVE-01
	for _, tt := range handing {
		t.Run(tt.name, func(t *testing.T) {
			r := newRig(t, newJournal(), func(c *Config) { c.Drivers = []driver.Driver{closing{newScripted()}} })
			r.deliver(owned("c")...)
			r.deliver(in("c", tt.facts)...)
			if err := r.stop(); err != nil { // waits for what is under way
				t.Fatal(err)
			}
			want := []string{"take over c by asha as own"}
			if tt.want != "" {
				want = append(want, tt.want)
			}
			if got := r.driver.called(); !slices.Equal(got, want) {
				t.Errorf("the backend was asked %q, want %q", got, want)
			}
		})
	}
}

// TestTheBackendIsToldAgain starts a hub on the log of one that died between an
// event and the call that it asks for.
func TestTheBackendIsToldAgain(t *testing.T) {
	for _, tt := range handing {
		for _, serving := range []chat.AgentID{"", "asha", "meera", "somebody else"} {
			t.Run(fmt.Sprintf("%s, served by %q", tt.name, serving), func(t *testing.T) {
				j := newJournal()
				r := newRig(t, j)
				r.deliver(owned("c")...)
				r.deliver(in("c", tt.facts)...)
				d := closing{newScripted()}
				d.serving = serving
				r = r.restart(func(c *Config) { c.Drivers = []driver.Driver{d} })
				if err := r.stop(); err != nil {
					t.Fatal(err)
				}
				got := slices.DeleteFunc(r.driver.called(), func(s string) bool { return strings.HasPrefix(s, "serving") })
				var want []string
				wins := serving == "" || serving == "asha"
				switch {
				case strings.HasPrefix(tt.want, "close"), tt.want != "" && wins:
					want = []string{tt.want}
				case tt.name == "a guest left" && serving == "":
					want = []string{"take over c by asha as own"}
				}
				if !slices.Equal(got, want) {
					t.Errorf("the backend was told %q, want %q", got, want)
				}
			})
		}
	}
}

// TestLongAgoIsNotToldAgain: what a backend was told long before the end of the
// log it has heard.
func TestLongAgoIsNotToldAgain(t *testing.T) {
	j, at := newJournal(), time.UnixMilli(1_795_300_000_000)
	clock := func(c *Config) { c.Now = func() time.Time { return at } }
	r := newRig(t, j, clock)
	r.deliver(owned("c")...)
	at2 := at.Add(toldAgain + time.Second)
	r = r.restart(func(c *Config) { c.Now = func() time.Time { return at2 } })
	r.wait(func() bool { return len(r.driver.called()) == 2 }) // who serves, and the call
	r.open("d")
	r = r.restart(func(c *Config) { c.Now = func() time.Time { return at2 } })
	if err := r.stop(); err != nil {
		t.Fatal(err)
	}
	if got := r.driver.called(); len(got) != 0 {
		t.Errorf("the backend was asked %q", got)
	}
}

// TestJoinedAgentsWriteUnderTheirOwnName posts a line of each agent in a chat.
func TestJoinedAgentsWriteUnderTheirOwnName(t *testing.T) { // V-JOIN-03
	r := newRig(t, newJournal())
	posted := make(chan driver.Line, 4)
	r.driver.set(func(d *scripted) { d.post = func(l driver.Line) error { posted <- l; return nil } })
	asha, meera := r.desk(r.agent("Asha", chat.RolePrimary)), r.desk(r.agent("Meera", chat.RoleBackup))
	r.deliver(owned("c")...)
	r.deliver(chat.Event{ID: "join", Chat: "c", By: "meera", Body: &chat.AgentJoined{Agent: "meera"}})
	for id, c := range map[chat.CommandID]*client{"a": asha, "m": meera} {
		if f := c.wish(id, "c", &chat.PostMessage{Text: "hello from " + string(id)}); !f.OK {
			t.Fatal(f.Words)
		}
		l := <-posted
		if want := map[chat.CommandID]string{"a": "Asha", "m": "Meera"}[id]; l.Person.Name != want || l.From != chat.SpeakerAgent {
			t.Errorf("%+v, want a line of %s", l, want)
		}
	}
}

// TestABackendThatRefusesToEndIsLogged: the chat stays closed on the floor.
func TestABackendThatRefusesToEndIsLogged(t *testing.T) {
	d := refusing{newScripted()}
	r := newRig(t, newJournal(), func(c *Config) { c.Drivers = []driver.Driver{d} })
	r.deliver(owned("c")...)
	r.deliver(chat.Event{ID: "end", Chat: "c", By: "asha", Body: &chat.ChatClosed{Reason: "solved"}})
	r.wait(func() bool { return slices.Contains(d.called(), "close") })
	r.deliver(said("c", "m", "one more thing", chat.SpeakerCustomer)) // E-Q-04
	if ks := r.kinds("c"); !slices.Contains(ks, chat.KindChatQueued) {
		t.Errorf("%v", ks)
	}
}

type refusing struct{ *scripted }

func (d refusing) Close(context.Context, chat.ChatID, chat.EventID) error {
	d.note("close")
	return errors.New("no such operation")
}

// S-TRF-05: a backend is told that somebody has left whose access was taken away: else it
// says with the customer's next line that they serve the chat, and they do again.
func TestTheBackendIsToldWhoseAccessIsGone(t *testing.T) {
	d := newAble()
	r := newRig(t, newJournal(), func(c *Config) { c.Drivers = []driver.Driver{d} })
	r.agent("Asha", chat.RolePrimary)
	r.deliver(owned("c")...)
	if err := r.hub.RevokeAgent(t.Context(), "Asha"); err != nil {
		t.Fatal(err)
	}
	if err := r.stop(); err != nil { // waits for what is under way
		t.Fatal(err)
	}
	if got := r.driver.called(); !slices.Contains(got, "leave c asha") {
		t.Errorf("the backend was asked %q", got)
	}
}
