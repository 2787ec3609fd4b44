package hub

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"floorwalker/app/chat"
	"floorwalker/app/referee"
	"floorwalker/assets"
)

// player drives a core without a hub around it, on a clock that often stands
// still, so that many chats close in the same millisecond.
type player struct {
	t    *rapid.T
	j    *memJournal
	cfg  Config
	core *core
	now  time.Time
	n    int
	// numbers are those that the facts got, by chat and id.
	numbers map[string]uint64
	chats   []chat.ChatID
}

func newPlayer(t *rapid.T, p Config) *player {
	pl := &player{t: t, j: p.Journal.(*memJournal), cfg: p, now: time.UnixMilli(1_795_300_000_000), numbers: make(map[string]uint64)}
	pl.cfg.Now = func() time.Time { return pl.now }
	pl.core = newCore(&pl.cfg)
	if err := pl.core.load(context.Background(), nil, false); err != nil {
		t.Fatal(err)
	}
	for i := range 12 {
		pl.chats = append(pl.chats, chat.ChatID(fmt.Sprint("c", i)))
	}
	for _, a := range []chat.AgentID{"asha", "ben"} {
		pl.core.stage(chat.Event{ID: chat.EventID("add-" + a), Body: &chat.AgentAdded{Agent: a, Name: string(a), Role: chat.RoleLead}})
		pl.core.stage(chat.Event{ID: chat.EventID("on-" + a), Body: &chat.PresenceChanged{Agent: a, Presence: chat.PresenceOnline}})
	}
	pl.commit()
	return pl
}

func (p *player) commit() {
	done, err := p.core.commit(context.Background())
	if err != nil {
		p.t.Fatal(err)
	}
	for _, e := range done {
		p.numbers[string(e.ev.Chat)+"\x00"+string(e.ev.ID)] = e.seq
	}
}

func (p *player) fact(e chat.Event) {
	old, err := p.core.fact(context.Background(), e)
	if err != nil && !errors.Is(err, errNoChat) {
		return // fenced
	}
	if want := p.numbers[string(e.Chat)+"\x00"+string(e.ID)]; old != 0 && old != want {
		p.t.Fatalf("%s of %s has number %d, at first %d", e.ID, e.Chat, old, want)
	}
}

// closed puts n chats among the closed ones.
func (p *player) fill(n int) {
	for i := range n {
		id := chat.ChatID(fmt.Sprint("filler", p.n, "-", i))
		p.fact(chat.Event{ID: "open", Chat: id, Body: &chat.ChatOpened{Driver: "scripted"}})
		p.fact(chat.Event{ID: "close", Chat: id, Body: &chat.ChatClosed{Reason: "over"}})
		if i%50 == 49 {
			p.commit()
		}
	}
	p.commit()
}

func (p *player) step() {
	p.n++
	p.now = p.now.Add(time.Duration(rapid.IntRange(0, 2).Draw(p.t, "ms")) * time.Millisecond)
	id := rapid.SampledFrom(p.chats).Draw(p.t, "chat")
	name := func(kind string) chat.EventID { return chat.EventID(fmt.Sprint(kind, p.n)) }
	switch rapid.SampledFrom([]string{"open", "customer", "customer", "bot", "close", "close", "take", "confirm", "note", "again", "fill"}).Draw(p.t, "what") {
	case "open":
		p.fact(chat.Event{ID: name("open"), Chat: id, Body: &chat.ChatOpened{Bot: true, Driver: "scripted"}})
	case "customer":
		p.fact(said(id, string(name("m")), rapid.SampledFrom([]string{"hello", "I want to talk to a human", "refund"}).Draw(p.t, "text"), chat.SpeakerCustomer))
	case "bot":
		p.fact(said(id, string(name("b")), "the same answer", chat.SpeakerBot))
	case "close":
		p.fact(closedFact(id, string(name("x"))))
	case "take":
		p.command(id, &chat.TakeOver{})
	case "confirm":
		for _, e := range referee.Confirm(p.core.floor, id, p.core.instant(), &p.core.edition.Policy) {
			p.core.stage(e)
		}
	case "note":
		p.command(id, &chat.PostNote{Text: "a note"})
	case "again":
		if all := slices.Sorted(maps.Keys(p.numbers)); len(all) > 0 {
			key := rapid.SampledFrom(all).Draw(p.t, "again")
			in, ev, _ := cut(key)
			if in != "" && p.core.staged == nil {
				p.fact(said(in, string(ev), "again", chat.SpeakerCustomer))
			}
		}
	case "fill":
		p.fill(rapid.SampledFrom([]int{1, 30, 101}).Draw(p.t, "fillers"))
	}
	if rapid.Bool().Draw(p.t, "commit") {
		p.commit()
	}
}

func cut(key string) (chat.ChatID, chat.EventID, bool) {
	for i := range key {
		if key[i] == 0 {
			return chat.ChatID(key[:i]), chat.EventID(key[i+1:]), true
		}
	}
	return "", "", false
}

func (p *player) command(id chat.ChatID, w chat.Wish) {
	cmd := chat.Command{ID: chat.CommandID(fmt.Sprint("k", p.n)), Chat: id, By: "asha", Body: w}
	if p.n%2 == 0 {
		cmd.By = "ben"
	}
	d, _ := referee.Decide(p.core.floor, cmd, p.core.instant(), p.core.edition)
	for _, e := range d.Events {
		p.core.stage(e)
	}
}

// TestACheckpointIsTheWholeFloor plays a floor on which chats close, come back
// and are forgotten, writes a checkpoint somewhere on the way, and opens the
// log three ways: as it was played, from the checkpoint, and from nothing. A
// desk that reads the snapshot is a fourth. All have the same floor and give
// every fact its first number.
func TestACheckpointIsTheWholeFloor(t *testing.T) {
	weights := testWeights(t)
	rapid.Check(t, func(t *rapid.T) {
		j := newJournal()
		p := newPlayer(t, Config{Journal: j, Edition: assets.Edition(), Weights: weights})
		p.fill(rapid.SampledFrom([]int{0, 98, 99, 100}).Draw(t, "before"))
		steps := rapid.IntRange(0, 60).Draw(t, "steps")
		at := rapid.IntRange(0, 60).Draw(t, "checkpoint")
		for i := range steps {
			if i == at {
				p.commit()
				if err := p.core.checkpoint(context.Background()); err != nil {
					t.Fatal(err)
				}
			}
			p.step()
		}
		p.commit()
		reopened := map[string]*core{"from the checkpoint": newCore(&p.cfg), "from nothing": newCore(&p.cfg)}
		if err := reopened["from the checkpoint"].load(context.Background(), nil, false); err != nil {
			t.Fatal(err)
		}
		j.schema = "none"
		if err := reopened["from nothing"].load(context.Background(), nil, false); err != nil {
			t.Fatal(err)
		}
		snapshot := newCore(&p.cfg)
		p.core.lines(func(seq uint64, raw []byte, _ *chat.Event) {
			if err := snapshot.replay(seq, raw); err != nil {
				t.Fatal(err)
			}
		})
		reopened["from the snapshot"] = snapshot
		for how, c := range reopened {
			p.compare(t, how, c)
			if how != "from the snapshot" { // which has nothing of who left
				p.askAgain(t, how, c)
			}
		}
	})
}

// compare sees that c is what was played.
func (p *player) compare(t *rapid.T, how string, c *core) {
	if c.floor.Hash() != p.core.floor.Hash() {
		t.Fatalf("%s the floor is another one", how)
	}
	for _, id := range p.chats {
		if p.core.floor.Chat(id) != nil && c.lastOwn(id) != p.core.lastOwn(id) {
			t.Fatalf("%s %s is owned since %d, not %d", how, id, c.lastOwn(id), p.core.lastOwn(id))
		}
	}
}

// askAgain repeats every fact to c.
func (p *player) askAgain(t *rapid.T, how string, c *core) {
	for key, want := range p.numbers {
		in, ev, _ := cut(key)
		if in == "" {
			continue
		}
		if got, err := c.fact(context.Background(), said(in, string(ev), "again", chat.SpeakerCustomer)); err != nil || got != want {
			t.Fatalf("%s %s of %s has number %d (%v), at first %d", how, ev, in, got, err, want)
		}
	}
}

// TestAChatThatCameBackPushesNobodyOut has as many closed chats as the floor
// keeps, and an active one that was closed before: while it is folded again it
// counts as closed for a moment.
func TestAChatThatCameBackPushesNobodyOut(t *testing.T) {
	r := newRig(t, newJournal())
	token := r.agent("Asha", chat.RolePrimary)
	filler := func(i int) chat.ChatID { return chat.ChatID(fmt.Sprint("filler", i)) }
	for i := range chat.KeepClosed {
		r.open(filler(i))
	}
	r.open("c")
	r.deliver(said("c", "m1", "hello", chat.SpeakerCustomer), closedFact("c", "x"), said("c", "m2", "I am back", chat.SpeakerCustomer))
	for i := range chat.KeepClosed {
		r.deliver(closedFact(filler(i), "x"))
	}
	c := r.desk(token)
	c.same()
	r.wait(func() bool { return len(r.journal.presences(t)) == 1 })
	h := r.hash()
	c.close()
	r = r.restart()
	r.wait(func() bool { return len(r.journal.presences(t)) == 2 })
	c = r.desk(token)
	c.same()
	if got := r.hash(); got != h {
		t.Error("from the checkpoint the floor is another one")
	}
}

// TestAnotherSchemaIsNotRead has a checkpoint that this version did not write.
func TestAnotherSchemaIsNotRead(t *testing.T) {
	r := newRig(t, newJournal())
	r.open("c")
	h := r.hash()
	if err := r.stop(); err != nil {
		t.Fatal(err)
	}
	r.journal.set(func(j *memJournal) { j.schema, j.saved = "of the future", []byte("nothing that this version can read") })
	if got := newRig(t, r.journal).hash(); got != h {
		t.Error("another floor")
	}
}

func TestADamagedCheckpointIsSaid(t *testing.T) {
	for _, text := range []string{"x", "1", "1 {\n", "-1 {}\n", "1 {\"id\":\"a\"}\n"} {
		j := newJournal()
		j.schema, j.saved = schema(), []byte(text)
		if _, err := Open(t.Context(), Config{Journal: j, Edition: testEdition(t), Weights: testWeights(t)}); err == nil {
			t.Errorf("%q was read", text)
		}
	}
}
