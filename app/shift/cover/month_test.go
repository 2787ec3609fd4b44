package cover_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/shift/cover"
	"floorwalker/app/shift/roster"
)

// attention measures a log. Between two events nothing changes, so the whole
// time is seen. In cover somebody is always named. A stretch without anybody is
// the time in which the one who is named is not there although somebody else is
// who may answer (anybody but a backup, and a backup on a holiday or a break);
// it may last as long as the switch may take. The time in which nobody is there
// who may is counted apart: somebody is named then who cannot answer.
type attention struct {
	s       *stage
	last    chat.Instant
	since   chat.Instant // of the stretch that runs
	longest time.Duration
	alone   time.Duration // nobody was there who may answer
	covered time.Duration
	bad     string
}

func (a *attention) see(e chat.Event) {
	a.pass(e.At)
	a.judge()
}

// pass accounts for the time since the last event.
func (a *attention) pass(at chat.Instant) {
	r := roster.Of(a.s.ed)
	if shift, runs := r.ShiftAt(a.last); runs && a.last > 0 {
		span := min(at, shift.End).Sub(a.last)
		a.covered += span
		if !a.s.able() {
			a.alone += span
		}
	}
	if a.since > 0 {
		if d := at.Sub(a.since); d > a.longest {
			a.longest = d
			if d > 15*time.Second && a.bad == "" {
				a.bad = fmt.Sprintf("at %v %+v was not there", a.since.Time(), a.s.f.Cover())
			}
		}
	}
	a.last = at
}

func (a *attention) judge() {
	_, runs := roster.Of(a.s.ed).ShiftAt(a.last)
	c := a.s.f.Cover()
	switch {
	case !runs:
		a.since = 0
		return
	case c.Agent == "" && !c.Since.IsZero() && c.Shift != "" && a.bad == "":
		a.bad = "nobody is named at " + a.last.Time().String()
	}
	if a.s.there(c.Agent) || !a.s.able() {
		a.since = 0
	} else if a.since == 0 {
		a.since = a.last
	}
}

func (s *stage) there(a chat.AgentID) bool {
	p := s.f.Agent(a)
	shift, runs := roster.Of(s.ed).ShiftAt(s.log[len(s.log)-1].At)
	home := runs && s.f.Shift(shift.ID).EndedBy(a)
	return p != nil && !p.Revoked && p.Presence == chat.PresenceOnline && !p.Idle && p.Break.IsZero() && !home
}

// able reports whether somebody is there who may answer for the floor. It reads
// the roster anew and not by the code under test.
func (s *stage) able() bool {
	r := roster.Of(s.ed)
	at := s.log[len(s.log)-1].At
	shift, _ := r.ShiftAt(at)
	ok := false
	s.f.EachAgent(func(p *chat.Agent) {
		backup := p.Role == chat.RoleBackup
		for _, role := range []policy.Role{policy.RolePrimary, policy.RoleSecondary, policy.RoleLead} {
			backup = backup && !slices.Contains(r.WhoAt(at, role), p.ID)
		}
		ok = ok || s.there(p.ID) && !backup && !slices.Contains(r.WhoAt(at, policy.RoleBackup), p.ID) ||
			s.there(p.ID) && shift.Day == policy.DayHoliday && slices.Contains(r.WhoAt(at, policy.RoleBackup), p.ID)
	})
	return ok
}

// month plays days of random absences to a hub, with a mishap at every pace on
// average, and returns its floor and log, and what was measured.
func month(t testing.TB, ed *policy.Edition, start chat.Instant, days int, pace time.Duration, people []chat.AgentID, seed uint64) (*stage, *attention) {
	t.Helper()
	rnd := rand.New(rand.NewPCG(seed, 6))
	s := newStage(t, ed, start)
	a := &attention{s: s}
	s.seen = a.see
	roles := []chat.Role{chat.RolePrimary, chat.RoleSecondary, chat.RoleLead, chat.RoleBackup}
	for i, p := range people {
		s.join(p, string(p), roles[i%len(roles)])
	}
	end := start.Add(time.Duration(days) * 24 * time.Hour)
	for s.now < end {
		// The hub wakes when something is due, or later.
		step := time.Duration(rnd.ExpFloat64() * float64(pace))
		switch rnd.IntN(40) {
		case 0:
			step += time.Duration(rnd.IntN(14)) * time.Hour // it slept, or its clock was set forward
		case 1:
			step = time.Duration(rnd.IntN(20)) * time.Second
		case 2:
			step = 0
		}
		for target := s.now.Add(step); s.now < target; {
			next := target
			if due, ok := cover.Due(s.f, s.ed, s.now); ok && rnd.IntN(4) > 0 {
				next = min(target, max(due, s.now+1))
			}
			s.until(next)
		}
		s.mishap(rnd, people)
	}
	s.until(end)
	a.pass(end)
	return s, a
}

// mishap is one thing that people or machines do.
func (s *stage) mishap(rnd *rand.Rand, people []chat.AgentID) {
	who := people[rnd.IntN(len(people))]
	p := s.f.Agent(who)
	switch rnd.IntN(13) {
	case 0, 1, 2, 3:
		if p.Presence != chat.PresenceOnline {
			s.online(who)
		} else if rnd.IntN(3) == 0 {
			s.offline(who)
		}
	case 4, 5:
		s.idle(who, !p.Idle && rnd.IntN(3) == 0)
	case 6:
		to := []chat.AgentID{people[rnd.IntN(len(people))], ""}[rnd.IntN(2)]
		_ = s.wish(cover.Ask(s.f, s.ed, s.now, chat.CommandID(fmt.Sprint("ask", s.n)), who, to, "a break"))
	case 7, 8:
		if asks := s.f.Cover().Asks; len(asks) > 0 {
			q := asks[rnd.IntN(len(asks))]
			_ = s.wish(cover.Answer(s.f, s.ed, s.now, q.To, q.Ask, rnd.IntN(3) > 0, "no time"))
		}
	case 9:
		_ = s.wish(cover.End(s.f, who))
	case 10:
		if rnd.IntN(8) == 0 {
			_ = s.wish(cover.Take(s.f, s.ed, s.now, who, "there is an outage"))
		} else {
			_ = s.wish(cover.Override(s.f, s.ed, s.now, people[2%len(people)], who, "they have to eat"))
		}
	case 11:
		if rnd.IntN(4) == 0 {
			s.restart(people)
		}
	case 12:
		s.comesOrGoes(rnd, who)
	}
}

// comesOrGoes has somebody end the shift that runs, or begin it again.
func (s *stage) comesOrGoes(rnd *rand.Rand, who chat.AgentID) {
	s.until(s.now)
	shift, runs := roster.Of(s.ed).ShiftAt(s.now)
	switch {
	case !runs:
	case s.f.Shift(shift.ID).EndedBy(who):
		s.tell(&chat.ShiftStarted{Shift: shift.ID, Agent: who})
	case rnd.IntN(4) == 0:
		s.tell(&chat.ShiftEnded{Shift: shift.ID, Agent: who})
	}
}

// restart plays a hub that was killed: it folds its log again, and finds nobody
// connected; most desks are back within seconds.
func (s *stage) restart(people []chat.AgentID) {
	s.t.Helper()
	f := chat.NewFloor()
	for i := range s.log {
		f.Apply(&s.log[i])
	}
	if f.Hash() != s.f.Hash() {
		s.t.Fatal("a hub that starts again has another floor")
	}
	s.f = f
	var were []chat.AgentID
	for _, p := range people {
		if f.Agent(p).Presence == chat.PresenceOnline {
			were = append(were, p)
		}
	}
	s.offline(were...)
	s.wait(3 * time.Second)
	s.online(were...)
}

// replay tells a hub that sleeps between them what was told from outside; it
// comes to the same log.
func replay(t testing.TB, ed *policy.Edition, start chat.Instant, awake *stage) {
	t.Helper()
	log := awake.log
	s := newStage(t, ed, start)
	for _, e := range log {
		if e.ID[0] != 'e' {
			continue // a fact, which has to follow again
		}
		if !awake.within[e.ID] { // what was decided at once has no time in it
			s.until(e.At)
		}
		s.fold(e)
		for _, fact := range cover.Follow(s.f, &e, s.ed) {
			s.fold(fact)
		}
	}
	s.until(log[len(log)-1].At)
	if len(s.log) != len(log) {
		t.Fatalf("%d events, want %d", len(s.log), len(log))
	}
	for i := range log {
		was, _ := json.Marshal(log[i])
		is, _ := json.Marshal(s.log[i])
		if string(was) != string(is) {
			t.Fatalf("event %d is\n%s\nwant\n%s", i, is, was)
		}
	}
}

// around the clock in three shifts, with one place of each kind.
func aroundTheClock(zone string) *policy.Edition {
	var slots []policy.RosterSlot
	for _, day := range policy.DayTypes() {
		for i, w := range []policy.Window{{From: 6 * 60, To: 14 * 60}, {From: 14 * 60, To: 22 * 60}, {From: 22 * 60, To: 30 * 60}} {
			slots = append(slots,
				policy.RosterSlot{Day: day, Role: policy.RolePrimary, Agent: chat.AgentID(fmt.Sprint("p", i)), Window: w},
				policy.RosterSlot{Day: day, Role: policy.RoleSecondary, Agent: chat.AgentID(fmt.Sprint("s", i)), Window: w},
			)
		}
		slots = append(slots, policy.RosterSlot{Day: day, Role: policy.RoleLead, Agent: "l", Window: policy.Window{From: 0, To: 24 * 60}})
	}
	return of(zone, slots)
}

func TestAMonthWithoutASecondOfNobody(t *testing.T) { // D-12
	for _, c := range []struct {
		name, start string
		ed          *policy.Edition
		people      []chat.AgentID
		seeds       int
		pace        time.Duration
	}{
		{"the guide's team", "2026-11-20 08:00:00", guide(), []chat.AgentID{"asha", "rohan", "isha", "meera"}, 4, 10 * time.Minute},
		// The clocks are turned back on 1 November there, and forward on 14 March.
		{"round the clock, turned back", "2026-10-20 08:00:00", aroundTheClock("America/New_York"), []chat.AgentID{"p0", "s0", "l", "p1", "s1", "p2", "s2"}, 1, 20 * time.Minute},
		{"round the clock, turned forward", "2027-03-01 08:00:00", aroundTheClock("America/New_York"), []chat.AgentID{"p0", "s0", "l", "p1", "s1", "p2", "s2"}, 1, 20 * time.Minute},
		{"half an hour is turned", "2027-03-20 08:00:00", aroundTheClock("Australia/Lord_Howe"), []chat.AgentID{"p0", "s0", "l", "p1", "s1", "p2", "s2"}, 1, 20 * time.Minute},
	} {
		t.Run(c.name, func(t *testing.T) {
			for seed := range uint64(c.seeds) {
				s, a := month(t, c.ed, when(c.ed, c.start), 30, c.pace, c.people, seed)
				if a.bad != "" || a.longest > 15*time.Second {
					t.Fatalf("seed %d: %s; nobody for %v", seed, a.bad, a.longest)
				}
				if a.covered < 150*time.Hour || a.longest < 10*time.Second {
					t.Errorf("seed %d: %v of cover and at most %v without anybody: too little was tried", seed, a.covered, a.longest)
				}
				t.Logf("seed %d: %d events, %v of cover, nobody for at most %v; %v in which nobody was there who may answer", seed, len(s.log), a.covered, a.longest, a.alone)
				replay(t, c.ed, when(c.ed, c.start), s)
			}
		})
	}
}

// randomRoster draws places of any kind, windows over midnight among them.
func randomRoster(t *rapid.T) *policy.Edition {
	people := []chat.AgentID{"", "a", "b", "c", "d", "e"}
	slots := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) policy.RosterSlot {
		s := policy.RosterSlot{
			Day:   rapid.SampledFrom(policy.DayTypes()).Draw(t, "day"),
			Role:  rapid.SampledFrom(policy.Roles()).Draw(t, "role"),
			Agent: rapid.SampledFrom(people).Draw(t, "agent"),
		}
		if rapid.Bool().Draw(t, "own window") {
			s.Window.From = 15 * rapid.IntRange(0, 95).Draw(t, "from")
			s.Window.To = s.Window.From + 15*rapid.IntRange(1, 96).Draw(t, "for")
		}
		return s
	}), 1, 12).Draw(t, "slots")
	zone := rapid.SampledFrom([]string{"Asia/Kolkata", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe"}).Draw(t, "zone")
	return of(zone, slots, "2026-10-26", "2027-03-15")
}

func TestRandomRosters(t *testing.T) { // D-12, 1,000 rosters and more
	rapid.Check(t, func(rt *rapid.T) {
		for range 12 {
			ed := randomRoster(rt)
			if !roster.Of(ed).Written() {
				continue
			}
			start := when(ed, rapid.SampledFrom([]string{
				"2026-10-24 20:00:00", "2026-10-31 20:00:00", "2026-11-20 12:00:00", "2027-03-13 12:00:00", "2027-04-03 12:00:00",
			}).Draw(rt, "start"))
			s, a := month(t, ed, start, 2, time.Hour, []chat.AgentID{"a", "b", "c", "d", "e"}, rapid.Uint64().Draw(rt, "seed"))
			if a.bad != "" || a.longest > 15*time.Second {
				rt.Fatalf("%s; nobody for %v", a.bad, a.longest)
			}
			replay(t, ed, start, s)
		}
	})
}
