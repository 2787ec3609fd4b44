package hub

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/trigger/learned"
	"floorwalker/assets"
)

// given is a floor of four people to whom a hub gives chats at random, and on which they
// do what they like.
type given struct {
	*moved
	chats, cmds int
}

var givenTeam = []chat.AgentID{"asha", "bela", "cem", "meera"}

func newGiven(t *testing.T, seed uint64, w *learned.Weights) *given {
	t.Helper()
	ed, err := policy.ParseEdition(edited(t, assets.Edition(), `assign = "manual"`, `assign = "auto"`, "cap = 5", "cap = 3", "caps = {}", "caps = { cem = 1 }"))
	if err != nil {
		t.Fatal(err)
	}
	g := &given{moved: &moved{
		t: t, rng: rand.New(rand.NewPCG(seed, 7)), j: newJournal(), weights: w, edition: ed, wall: monday(10, 0), mono: time.Hour,
	}}
	g.began = chat.InstantOf(g.wall)
	g.start()
	g.core.uncounted = false // who is here is what the test says
	for i, a := range givenTeam {
		role := chat.RoleBackup
		if i == len(givenTeam)-1 {
			role = chat.RoleLead
		}
		g.team("add-"+string(a), &chat.AgentAdded{Agent: a, Name: string(a), Role: role})
	}
	return g
}

// turn lets one thing happen.
func (g *given) turn() {
	g.t.Helper()
	g.cmds++
	id := fmt.Sprint("k", g.cmds)
	who := givenTeam[g.rng.IntN(len(givenTeam))]
	in := chat.ChatID(fmt.Sprint("c", g.rng.IntN(max(g.chats, 1))))
	g.wall, g.mono = g.wall.Add(time.Second), g.mono+time.Second
	switch g.rng.IntN(10) {
	case 0, 1, 2:
		in = chat.ChatID(fmt.Sprint("c", g.chats))
		g.chats++
		g.decide(func(c *core) {
			for i, b := range []chat.Body{&chat.ChatOpened{Bot: true, Driver: "scripted"}, &chat.ChatQueued{Reason: "asked for a person"}} {
				if _, err := c.fact(context.Background(), chat.Event{ID: chat.EventID(fmt.Sprint(id, "-", i)), Chat: in, Body: b}); err != nil {
					g.t.Fatal(err)
				}
			}
		})
	case 3:
		g.team(id, &chat.PresenceChanged{Agent: who, Presence: []chat.Presence{chat.PresenceOnline, chat.PresenceOnline, chat.PresenceOffline}[g.rng.IntN(3)]})
	case 4:
		g.team(id, &chat.FocusChanged{Agent: who, On: g.rng.IntN(3) == 0})
	case 5:
		g.team(id, &chat.IdleChanged{Agent: who, On: g.rng.IntN(3) == 0})
	case 6:
		g.decide(func(c *core) { _, _ = c.fact(context.Background(), closedFact(in, id)) }) // it may not be there yet
	case 7:
		g.wish(id, who, in, &chat.AcceptChat{})
	case 8:
		g.wish(id, g.core.ownerOf(in), in, &chat.Leave{Reason: "lunch"})
	default:
		g.wish(id, g.core.ownerOf(in), in, &chat.ReturnToBot{Reason: "only hours"})
	}
}

func (c *core) ownerOf(id chat.ChatID) chat.AgentID {
	if ct := c.floor.Chat(id); ct != nil {
		return ct.Owner
	}
	return ""
}

// wish has the referee decide, as for a desk.
func (g *given) wish(id string, who chat.AgentID, in chat.ChatID, w chat.Wish) {
	g.t.Helper()
	g.decide(func(c *core) {
		d, _ := c.scene(c.instant()).Decide(chat.Command{ID: chat.CommandID(id), Chat: in, By: who, Body: w})
		for _, e := range d.Events {
			c.stage(e)
		}
	})
}

// fair looks at every assignment on the log: the chat waited, the person was there and
// below their cap, and nobody who was free and was not the one who gave it up had less
// to do (E-Q-03, E-ACT-03). It returns how many there were.
func (g *given) fair() (n int) {
	g.t.Helper()
	f := chat.NewFloor()
	for _, e := range g.j.all(g.t) {
		if b, ok := e.Body.(*chat.ChatAccepted); ok && b.Rule == chat.AutoRule {
			n++
			c, a := f.Chat(e.Chat), f.Agent(b.Agent)
			switch {
			case c.Stage != chat.StageQueued || c.Owner != "":
				g.t.Fatalf("%s is given to %s, and is %s of %q", e.Chat, b.Agent, c.Stage, c.Owner)
			case !isFree(a) || a.Owns >= g.edition.CapOf(a.ID):
				g.t.Fatalf("%s is given to %s, who is %+v", e.Chat, b.Agent, a)
			}
			f.EachAgent(func(o *chat.Agent) {
				if isFree(o) && o.Owns < g.edition.CapOf(o.ID) && o.Owns < a.Owns && o.ID != c.ServedBy {
					g.t.Fatalf("%s is given to %s, who has %d, and %s has %d", e.Chat, a.ID, a.Owns, o.ID, o.Owns)
				}
			})
		}
		f.Apply(&e)
	}
	return n
}

func isFree(a *chat.Agent) bool {
	return a.Presence == chat.PresenceOnline && !a.Revoked && !a.Outside && !a.Idle && !a.Focus && a.Break.IsZero()
}

// waitsForNobody: nobody who could be given a chat is without one that waits for them.
func (g *given) waitsForNobody() {
	g.t.Helper()
	f := g.core.floor
	f.EachChat(func(c *chat.Chat) {
		if c.Stage != chat.StageQueued || c.Claim.Open() {
			return
		}
		f.EachAgent(func(a *chat.Agent) {
			if isFree(a) && a.Owns < g.edition.CapOf(a.ID) && a.ID != c.ServedBy {
				g.t.Fatalf("%s waits, and %s is free with %d", c.ID, a.ID, a.Owns)
			}
		})
	})
}

// TestAssignmentAtRandom plays floors on which people come and go: what the hub gives,
// it gives as it should, and it lets nobody wait for whom there is somebody, also when it
// is started again in between.
func TestAssignmentAtRandom(t *testing.T) { // E-Q-03, E-ACT-03
	w, given := testWeights(t), 0
	for seed := range uint64(20) {
		g := newGiven(t, seed, w)
		for i := range 150 {
			g.turn()
			g.waitsForNobody()
			if i == 75 {
				g.start()
				g.core.uncounted = false
			}
		}
		given += g.fair()
	}
	if given < 200 {
		t.Errorf("only %d chats were given", given)
	}
}
