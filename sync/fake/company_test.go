package fake_test

import (
	"fmt"
	"slices"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/sync/fake"
	"floorwalker/sync/wire"
)

// signIn greets the hub and returns the ids of the events it is told at first.
func (c *client) signIn(token, resume string) (agent chat.AgentID, ids []string) {
	c.t.Helper()
	c.put(wire.Frame{Kind: wire.FrameHello, Token: token, Resume: resume})
	agent = c.get(wire.FrameWelcome).Agent
	if resume == "" {
		c.get(wire.FrameSnapshot)
	}
	for {
		_, data, err := c.ws.ReadMessage()
		if err != nil {
			c.t.Fatal(err)
		}
		f, err := wire.DecodeFrame(data, nil)
		if err != nil {
			c.t.Fatal(err)
		}
		if f.Kind == wire.FrameLive {
			return agent, ids
		}
		ids = append(ids, c.idsOf(f)...)
	}
}

func (c *client) idsOf(f wire.Frame) (ids []string) {
	c.t.Helper()
	for i, line := range f.Events {
		e, err := wire.DecodeEvent(line, nil)
		if err != nil {
			c.t.Fatal(err)
		}
		ids = append(ids, fmt.Sprintf("%d %s", f.First+uint64(i), e.ID))
	}
	return ids
}

// D-03: whom a whisper does not concern is not told that there is one, neither
// in a snapshot, nor live, nor over a resume, nor by a number.
func TestWhispersAreForTwo(t *testing.T) {
	h := fake.New(t)
	h.As("meera", "meera", "Meera", chat.RoleLead)
	h.As("rohan", "rohan", "Rohan M.", chat.RoleSecondary)
	h.Load(fake.Opened(1), fake.Whispered(1, 1, "meera", "rohan", "ask for the order"), fake.Line(1, 1, "hello"))
	all := []string{"1 fake:c1:opened", "2 fake:c1:w1", "3 fake:c1:1"}
	desks := []struct {
		token string
		agent chat.AgentID
		want  []string
		next  []string // each in a frame of its own
		c     *client
	}{
		{token: "meera", agent: "meera", want: all, next: []string{"4 fake:c1:w2", "5 fake:c1:2"}},
		{token: "rohan", agent: "rohan", want: all, next: []string{"4 fake:c1:w2", "5 fake:c1:2"}},
		{token: "another", agent: "asha", want: []string{"1 fake:c1:opened", "2 fake:c1:1"}, next: []string{"3 fake:c1:2"}},
	}
	for i := range desks {
		d := &desks[i]
		d.c = dial(t, h)
		if agent, got := d.c.signIn(d.token, ""); agent != d.agent || !slices.Equal(got, d.want) {
			t.Errorf("%s is %s and is told %q, want %q", d.token, agent, got, d.want)
		}
	}
	h.PushEach(fake.Whispered(1, 2, "meera", "rohan", "now"), fake.Line(1, 2, "one moment"))
	for _, d := range desks {
		for _, want := range d.next {
			if got := d.c.idsOf(d.c.get(wire.FrameEvents)); !slices.Equal(got, []string{want}) {
				t.Errorf("%s is told %q, want %q", d.token, got, want)
			}
		}
	}
	for _, tt := range []struct {
		token string
		want  []string
	}{{"rohan", []string{"1 fake:c1:w2", "2 fake:c1:2"}}, {"another", []string{"1 fake:c1:2"}}} {
		if _, got := dial(t, h).signIn(tt.token, "1:3"); !slices.Equal(got, tt.want) {
			t.Errorf("%s resumes with %q, want %q", tt.token, got, tt.want)
		}
	}
}

// pair is two desks at an obedient hub, and the floor that the first folds.
type pair struct {
	t           *testing.T
	asha, rohan *client
	floor       *chat.Floor
}

func newPair(t *testing.T, h *fake.Hub) *pair {
	h.As("rohan", "rohan", "Rohan M.", chat.RoleSecondary)
	p := &pair{t: t, asha: dial(t, h), rohan: dial(t, h), floor: chat.NewFloor()}
	began := []chat.Event{fake.Opened(1), fake.Served(1, "asha"), fake.Opened(2), fake.Served(2, "asha")}
	h.Load(began...)
	h.Obey(true)
	for i := range began {
		p.floor.Apply(&began[i])
	}
	p.asha.signIn("asha", "")
	p.rohan.signIn("rohan", "")
	return p
}

// say gives a command and takes the answer, after the events that both are told.
func (p *pair) say(c *client, id chat.CommandID, in chat.ChatID, w chat.Wish, told bool) wire.Frame {
	p.t.Helper()
	c.put(wire.Frame{Kind: wire.FrameCommand, Command: id, Chat: in, Wanted: w.Name(), Wish: w})
	if told {
		p.rohan.get(wire.FrameEvents)
		for _, line := range p.asha.get(wire.FrameEvents).Events {
			e, err := wire.DecodeEvent(line, nil)
			if err != nil {
				p.t.Fatal(err)
			}
			p.floor.Apply(&e)
		}
	}
	r := c.get(wire.FrameResult)
	if r.Command != id {
		p.t.Fatalf("%+v answers %s", r, id)
	}
	return r
}

// An obedient hub plays a forward, an invitation, a whisper and an edit.
func TestObedientHub(t *testing.T) {
	h := fake.New(t)
	p := newPair(t, h)
	version := []byte(`{"id":"refund"}`)
	p.say(p.asha, "f", "c1", &chat.Forward{To: "rohan", Reason: chat.ForwardOther, Note: "knows it better"}, true)
	if o, ok := p.floor.Chat("c1").Forwarding(); !ok || o.ID != "f" || o.To != "rohan" || o.Due.Sub(o.Made) <= 0 {
		t.Fatalf("%+v", o)
	}
	p.say(p.rohan, "y", "c1", &chat.AcceptOffer{Offer: "f"}, true)
	p.say(p.rohan, "y", "c1", &chat.AcceptOffer{Offer: "f"}, false) // the same id once more
	p.say(p.asha, "i", "c2", &chat.Invite{To: "rohan", Note: "please look"}, true)
	p.say(p.rohan, "j", "c2", &chat.AcceptOffer{Offer: "i"}, true)
	p.say(p.asha, "w", "c2", &chat.Whisper{Text: "thanks", To: "rohan"}, true)
	p.say(p.asha, "l", "c2", &chat.Leave{Reason: "lunch"}, true)
	p.say(p.asha, "s", "", &chat.SaveRecord{Shelf: chat.ShelfCanned, Version: version}, true)
	p.say(p.asha, "o", "c1", &chat.Observe{}, false)
	c1, c2 := p.floor.Chat("c1"), p.floor.Chat("c2")
	if c1.Owner != "rohan" || len(c1.Offers) != 0 || c2.Owner != "rohan" || len(c2.Messages) != 3 || p.floor.Hash() != h.Hash() {
		t.Errorf("%+v\n%+v", c1, c2)
	}
	// What the test refuses is not done.
	h.Answer(func(wire.Frame) wire.Frame { return wire.Frame{Code: "role", Words: "No."} })
	if r := p.say(p.asha, "no", "", &chat.SaveRecord{Shelf: chat.ShelfCanned, Version: version}, false); r.OK || r.Code != "role" {
		t.Errorf("%+v", r)
	}
}
