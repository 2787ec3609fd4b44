package cover_test

import (
	"bytes"
	"fmt"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/shift/cover"
	"floorwalker/assets"
)

// stage is a floor that plays the hub: it asks for what is due, folds, follows
// and folds again.
type stage struct {
	t   testing.TB
	f   *chat.Floor
	ed  *policy.Edition
	now chat.Instant
	log []chat.Event
	n   int
	// within has the events that were told in one breath with the one before them.
	within map[chat.EventID]bool
	// seen is called after each event that was folded.
	seen func(chat.Event)
}

func newStage(t testing.TB, ed *policy.Edition, start chat.Instant) *stage {
	return &stage{t: t, f: chat.NewFloor(), ed: ed, now: start, within: make(map[chat.EventID]bool)}
}

// fold puts one event on the log.
func (s *stage) fold(e chat.Event) {
	s.t.Helper()
	if n := len(s.log); n > 0 && e.At < s.log[n-1].At {
		e.At = s.log[n-1].At
	}
	if !s.f.Apply(&e).Applied {
		for _, l := range s.log[max(0, len(s.log)-6):] {
			s.t.Logf("%d %s %T %+v", l.At, l.ID, l.Body, l.Body)
		}
		s.t.Fatalf("event %q was folded before: %+v", e.ID, e.Body)
	}
	s.log = append(s.log, e)
	if s.seen != nil {
		s.seen(e)
	}
}

// until moves time and stages what is due.
func (s *stage) until(at chat.Instant) {
	s.t.Helper()
	s.now = max(s.now, at)
	for n := 0; ; n++ {
		facts := cover.Elapse(s.f, s.now, s.ed)
		if len(facts) == 0 {
			break
		}
		if n > 10_000 {
			s.t.Fatal("what is due never ends")
		}
		for _, e := range facts {
			s.fold(e)
		}
	}
	if due, ok := cover.Due(s.f, s.ed, s.now); ok && due <= s.now {
		s.t.Fatalf("due at %v, which is over at %v, and nothing follows", due.Time(), s.now.Time())
	}
}

func (s *stage) wait(d time.Duration) {
	s.t.Helper()
	s.until(s.now.Add(d))
}

// tell stages bodies at the present time, each with what follows from it.
func (s *stage) tell(bodies ...chat.Body) {
	s.t.Helper()
	s.until(s.now)
	for i, b := range bodies {
		s.n++
		e := chat.Event{ID: chat.EventID(fmt.Sprint("e", s.n)), At: s.now, Body: b}
		s.within[e.ID] = i > 0
		s.fold(e)
		for _, fact := range cover.Follow(s.f, &e, s.ed) {
			s.fold(fact)
			if more := cover.Follow(s.f, &fact, s.ed); len(more) > 0 {
				s.t.Fatalf("a fact of its own has consequences: %+v", more)
			}
		}
	}
}

// wish stages what a judgement allows, or returns why not.
func (s *stage) wish(bodies []chat.Body, no *chat.Refusal) *chat.Refusal {
	s.t.Helper()
	if no == nil {
		s.tell(bodies...)
	}
	return no
}

func (s *stage) must(bodies []chat.Body, no *chat.Refusal) {
	s.t.Helper()
	if no != nil {
		s.t.Fatalf("refused: %v", no)
	}
	s.tell(bodies...)
}

func (s *stage) join(a chat.AgentID, name string, role chat.Role) {
	s.t.Helper()
	s.tell(&chat.AgentAdded{Agent: a, Name: name, Role: role})
}

func (s *stage) online(who ...chat.AgentID)  { s.t.Helper(); s.presence(chat.PresenceOnline, who) }
func (s *stage) offline(who ...chat.AgentID) { s.t.Helper(); s.presence(chat.PresenceOffline, who) }

func (s *stage) presence(p chat.Presence, who []chat.AgentID) {
	s.t.Helper()
	for _, a := range who {
		s.tell(&chat.PresenceChanged{Agent: a, Presence: p})
	}
}

func (s *stage) idle(a chat.AgentID, on bool) {
	s.t.Helper()
	s.tell(&chat.IdleChanged{Agent: a, On: on})
}

// covers fails unless somebody answers for the floor in a role.
func (s *stage) covers(a chat.AgentID, role chat.Role) {
	s.t.Helper()
	if c := s.f.Cover(); c.Agent != a || c.Role != role {
		s.t.Fatalf("%s: %q covers as %q (%s), want %q as %q", s.now.Time().In(s.ed.Zone()).Format(time.DateTime), c.Agent, c.Role, c.Why, a, role)
	}
}

// asked fails unless exactly these people are asked now.
func (s *stage) asked(who ...chat.AgentID) []chat.CoverAsk {
	s.t.Helper()
	asks := s.f.Cover().Asks
	var got []chat.AgentID
	for _, a := range asks {
		got = append(got, a.To)
	}
	if fmt.Sprint(got) != fmt.Sprint(who) {
		s.t.Fatalf("asked are %v, want %v", got, who)
	}
	return asks
}

// inZone is the policy that ships, read with another zone, which it then knows by
// heart.
func inZone(zone string) *policy.Edition {
	ed, err := policy.ParseEdition(bytes.Replace(assets.DefaultPolicy, []byte(`"Asia/Kolkata"`), []byte(`"`+zone+`"`), 1))
	if err != nil {
		panic(err)
	}
	return ed
}

// of returns an edition with a roster, in a zone.
func of(zone string, slots []policy.RosterSlot, holidays ...string) *policy.Edition {
	ed := *inZone(zone)
	ed.Roster, ed.Holidays = slots, holidays
	return &ed
}

func slot(day policy.DayType, role policy.Role, a chat.AgentID) policy.RosterSlot {
	return policy.RosterSlot{Day: day, Role: role, Agent: a}
}

// guide is the roster that the guide describes, with invented names; nobody is
// there at weekends but one backup, who covers nothing alone.
func guide() *policy.Edition {
	return of("Asia/Kolkata", []policy.RosterSlot{
		slot(policy.DayWeekday, policy.RolePrimary, "asha"),
		slot(policy.DayWeekday, policy.RoleSecondary, "rohan"),
		slot(policy.DayWeekday, policy.RoleBackup, "meera"),
		slot(policy.DayWeekday, policy.RoleLead, "isha"),
		slot(policy.DayWeekend, policy.RolePrimary, ""),
		slot(policy.DayHoliday, policy.RolePrimary, ""),
		slot(policy.DayHoliday, policy.RoleBackup, "meera"),
		slot(policy.DayHoliday, policy.RoleLead, "isha"),
	}, "2026-12-25")
}

func when(ed *policy.Edition, s string) chat.Instant {
	t, err := time.ParseInLocation(time.DateTime, s, ed.Zone())
	if err != nil {
		panic(err)
	}
	return chat.InstantOf(t)
}

// weekday is a Monday of the guide's team at 09:30, everybody connected but Meera.
func weekday(t testing.TB) *stage {
	t.Helper()
	ed := guide()
	s := newStage(t, ed, when(ed, "2026-11-23 09:30:00"))
	s.join("asha", "Asha", chat.RolePrimary)
	s.join("rohan", "Rohan M.", chat.RoleSecondary)
	s.join("meera", "Meera", chat.RoleBackup)
	s.join("isha", "Isha", chat.RoleLead)
	s.online("asha", "rohan", "isha")
	return s
}

// working is the same at 11:00.
func working(t testing.TB) *stage {
	t.Helper()
	s := weekday(t)
	s.until(when(s.ed, "2026-11-23 11:00:00"))
	s.covers("asha", chat.RolePrimary)
	return s
}
