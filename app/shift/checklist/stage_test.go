package checklist_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/policy"
	"floorwalker/app/record"
	"floorwalker/app/report"
	"floorwalker/app/shift/checklist"
	"floorwalker/assets"
)

const today = "2026-11-23-1000" // a Monday

// stage is a floor in the shift of today, at 18:30; Asha answers for it.
type stage struct {
	t  *testing.T
	in checklist.Input
	n  int
}

func newStage(t *testing.T) *stage {
	t.Helper()
	ed := *assets.Edition()
	ed.Roster = []policy.RosterSlot{
		{Day: policy.DayWeekday, Role: policy.RolePrimary, Agent: "asha"},
		{Day: policy.DayWeekday, Role: policy.RoleSecondary, Agent: "rohan"},
		{Day: policy.DayWeekday, Role: policy.RoleLead, Agent: "isha"},
	}
	at, err := time.ParseInLocation(time.DateTime, "2026-11-23 18:30:00", ed.Zone())
	if err != nil {
		t.Fatal(err)
	}
	s := &stage{t: t, in: checklist.Input{Floor: chat.NewFloor(), Shift: today, Me: "asha", Now: chat.InstantOf(at), Edition: &ed}}
	for _, p := range []struct {
		id   chat.AgentID
		name string
		role chat.Role
	}{{"asha", "Asha", chat.RolePrimary}, {"rohan", "Rohan M.", chat.RoleSecondary}, {"isha", "Isha", chat.RoleLead}} {
		s.do("", "", &chat.AgentAdded{Agent: p.id, Name: p.name, Role: p.role})
		s.do("", "", &chat.PresenceChanged{Agent: p.id, Presence: chat.PresenceOnline})
	}
	s.do("", "", &chat.CoverChanged{Agent: "asha", Role: chat.RolePrimary, Shift: today})
	return s
}

// at turns the clock, also back.
func (s *stage) at(clock string) {
	s.t.Helper()
	at, err := time.ParseInLocation(time.DateTime, clock, s.in.Edition.Zone())
	if err != nil {
		s.t.Fatal(err)
	}
	s.in.Now = chat.InstantOf(at)
}

func (s *stage) do(id chat.ChatID, by chat.AgentID, b chat.Body) {
	s.t.Helper()
	s.n++
	s.in.Now += 1000
	if !s.in.Floor.Apply(&chat.Event{ID: chat.EventID(fmt.Sprint("e", s.n)), At: s.in.Now, Chat: id, By: by, Body: b}).Applied {
		s.t.Fatalf("not applied: %+v", b)
	}
}

func (s *stage) open(id chat.ChatID, customer string) {
	s.t.Helper()
	s.do(id, "", &chat.ChatOpened{Bot: true, Driver: "practice", Customer: chat.Customer{Name: customer}})
}

func (s *stage) serve(id chat.ChatID, who chat.AgentID) {
	s.t.Helper()
	s.do(id, who, &chat.ChatTakenOver{Agent: who})
}

func (s *stage) owe(id chat.ChatID, o chat.Obligation) {
	s.t.Helper()
	o.Started = s.in.Now
	if o.Due == 0 {
		o.Due = s.in.Now.Add(20 * time.Minute)
	}
	s.do(id, "", &chat.ObligationStarted{Obligation: o})
}

func (s *stage) kept(id chat.ChatID, o chat.ObligationID) {
	s.t.Helper()
	s.do(id, "", &chat.ObligationEnded{Obligation: o, How: chat.EndedKept})
}

// sign hands items over to somebody, as Asha.
func (s *stage) sign(hash string, to chat.AgentID, items ...chat.HandoverItem) {
	s.t.Helper()
	s.do("", "asha", &chat.HandoverSigned{Shift: today, Hash: hash, To: to, Items: items, Due: s.in.Now.Add(10 * time.Minute)})
}

func (s *stage) ack(hash string, by chat.AgentID, items ...string) {
	s.t.Helper()
	s.do("", by, &chat.HandoverAcknowledged{Hash: hash, Items: items})
}

func find(t *testing.T, items []checklist.Item, id string) checklist.Item {
	t.Helper()
	for i := range items {
		if items[i].ID == id {
			return items[i]
		}
	}
	t.Fatalf("there is no %s in %v", id, items)
	return checklist.Item{}
}

// is fails unless an item stands so; missing are parts of what it lacks, in order.
func (s *stage) is(id string, done bool, count, of int, why string, missing ...string) {
	s.t.Helper()
	list := checklist.Daily(s.in)
	if !strings.HasPrefix(id, "G-CHK-D") {
		list = checklist.Leaving(s.in)
	}
	it := find(s.t, list, id)
	if it.Done != done || it.Count != count || it.Of != of || !strings.Contains(it.Why, why) || it.Words == "" || it.Why == "" || len(it.Missing) != len(missing) {
		s.t.Fatalf("%s: done %t, %d of %d, %q, %q; want done %t, %d of %d, %q, %q", id, it.Done, it.Count, it.Of, it.Why, it.Missing, done, count, of, why, missing)
	}
	for i := range missing {
		if !strings.Contains(it.Missing[i].Words, missing[i]) {
			s.t.Errorf("%s lacks %q, want %q", id, it.Missing[i].Words, missing[i])
		}
	}
}

// figures gives the day's figures, as the hub tells them.
func (s *stage) figures(change func(*report.Day)) {
	d := report.Day{}
	if s.in.Day != nil {
		d = *s.in.Day
	}
	change(&d)
	s.in.Day, s.in.Coverage = &d, &d.Coverage
}

func (s *stage) listed(f followup.FollowUp) {
	s.t.Helper()
	list, _, err := s.in.FollowUps.Put("f1", f, record.Revision{}, "asha", s.in.Now)
	if err != nil {
		s.t.Fatal(err)
	}
	s.in.FollowUps = list
}

// assign has a record be somebody else's to call for.
func (s *stage) assign(id record.ID, to chat.AgentID) {
	s.t.Helper()
	f, _ := s.in.FollowUps.Get(id)
	list, _, err := s.in.FollowUps.Put(id, f.Content.Assign(to), f.Revision, to, s.in.Now)
	if err != nil {
		s.t.Fatal(err)
	}
	s.in.FollowUps = list
}
