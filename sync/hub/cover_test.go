package hub

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/trigger/learned"
	"floorwalker/assets"
	"floorwalker/sync/log"
)

// rostered is the policy that ships with three people on its weekdays, from 10:00 to
// 19:00 in India.
func rostered(t testing.TB) *policy.Edition {
	t.Helper()
	ed, err := policy.ParseEdition(edited(t, assets.Edition(),
		`day = "weekday", role = "primary", agent = ""`, `day = "weekday", role = "primary", agent = "asha"`,
		`day = "weekday", role = "secondary", agent = ""`, `day = "weekday", role = "secondary", agent = "rohan"`,
		`day = "weekday", role = "lead", agent = ""`, `day = "weekday", role = "lead", agent = "meera"`))
	if err != nil {
		t.Fatal(err)
	}
	return ed
}

// monday is a Monday in India, at a time of the day there.
func monday(hour, minute int) time.Time {
	return time.Date(2026, 11, 23, hour, minute, 0, 0, time.FixedZone("IST", 5*3600+1800))
}

// newShift is a floor of three people, early on a Monday.
func newShift(t testing.TB, seed uint64, w *learned.Weights) *moved {
	m := &moved{
		t: t, rng: rand.New(rand.NewPCG(seed, 6)), j: newJournal(), weights: w, edition: rostered(t), wall: monday(9, 0), mono: time.Hour,
	}
	m.began = chat.InstantOf(m.wall)
	m.start()
	for _, a := range []chat.Agent{{ID: "asha", Role: chat.RolePrimary}, {ID: "rohan", Role: chat.RoleSecondary}, {ID: "meera", Role: chat.RoleLead}} {
		m.team("add-"+string(a.ID), &chat.AgentAdded{Agent: a.ID, Name: string(a.ID), Role: a.Role})
		m.team("on-"+string(a.ID), &chat.PresenceChanged{Agent: a.ID, Presence: chat.PresenceOnline})
	}
	return m
}

// team stages a fact about the team.
func (m *moved) team(id string, b chat.Body) {
	m.t.Helper()
	m.decide(func(c *core) { c.stage(chat.Event{ID: chat.EventID(id), Body: b}) })
}

// pass lets time go by, and the hub look as often as it is awake.
func (m *moved) pass(d time.Duration, awake bool) {
	m.t.Helper()
	for ; d > 0 && awake; d -= time.Second {
		m.wall, m.mono = m.wall.Add(time.Second), m.mono+time.Second
		m.decide(func(*core) {})
	}
	m.wall, m.mono = m.wall.Add(d), m.mono+d
	m.decide(func(*core) {})
}

// ofTheTeam are the facts about the team, as they are on the log.
func (m *moved) ofTheTeam() (facts []string) {
	for _, e := range m.j.all(m.t) {
		if e.Chat == "" && e.Body.Kind() != chat.KindAgentAdded {
			facts = append(facts, fmt.Sprintf("%d %s %s %+v", e.At, e.ID, e.Body.Kind(), e.Body))
		}
	}
	return facts
}

// TestCoverIsTheSameAwakeOrAsleep plays a shift to a hub that looks every second, to
// one that sleeps, and to one that is started again in between: who answers for the
// floor is the same, from the same instants (G-COV-01, G-COV-02).
func TestCoverIsTheSameAwakeOrAsleep(t *testing.T) {
	w := testWeights(t)
	var first []string
	for name, how := range map[string]struct{ awake, restart bool }{"awake": {true, false}, "asleep": {false, false}, "restarted": {false, true}} {
		m := newShift(t, 1, w)
		again := func() {
			if how.restart {
				m.start()
			}
		}
		m.pass(61*time.Minute, how.awake) // past the beginning of the shift
		again()
		if got := m.core.floor.Cover(); got.Agent != "asha" || got.Since != chat.InstantOf(monday(10, 0)) {
			t.Fatalf("%s: %+v answers", name, got)
		}
		m.team("off", &chat.PresenceChanged{Agent: "asha", Presence: chat.PresenceOffline})
		again()
		m.pass(14*time.Second, how.awake)
		if got := m.core.floor.Cover(); got.Agent != "asha" || len(got.Asks) != 1 {
			t.Fatalf("%s: %+v answers, although the secondary was asked", name, got)
		}
		again()
		m.pass(2*time.Second, how.awake)
		if got := m.core.floor.Cover(); got.Agent != "meera" {
			t.Fatalf("%s: %+v answers after nobody has", name, got)
		}
		again()
		m.team("on", &chat.PresenceChanged{Agent: "asha", Presence: chat.PresenceOnline})
		m.pass(10*time.Hour, how.awake)
		again()
		if got := m.core.floor.Cover(); got.Agent != "" || got.Since != chat.InstantOf(monday(19, 0)) {
			t.Fatalf("%s: %+v answers at night", name, got)
		}
		got := m.ofTheTeam()
		if first == nil {
			first = got
		}
		if !slices.Equal(got, first) {
			t.Errorf("%s: the log says\n%q, otherwise\n%q", name, got, first)
		}
	}
}

// TestARevokedAgentAnswersForNothing: whoever loses access loses cover at once.
func TestARevokedAgentAnswersForNothing(t *testing.T) { // G-COV-02
	m := newShift(t, 1, testWeights(t))
	m.pass(90*time.Minute, false)
	m.team("gone", &chat.AgentRevoked{Agent: "asha"})
	m.pass(15*time.Second, false)
	if got := m.core.floor.Cover(); got.Agent == "asha" || got.Agent == "" {
		t.Errorf("%+v answers", got)
	}
}

// TestOneHubSaysWhoAnswers has two hubs on one log, as when a lease changes hands
// and the old holder has not noticed: the second word is refused by the log.
func TestOneHubSaysWhoAnswers(t *testing.T) {
	old := newShift(t, 1, testWeights(t))
	next := *old
	next.start()
	next.pass(90*time.Minute, false)
	before := old.j.Last()
	old.wall, old.mono = next.wall, next.mono
	old.core.tick()
	if len(old.core.staged) == 0 {
		t.Fatal("the old hub says nothing")
	}
	if _, err := old.core.commit(t.Context()); !isConflict(err) || old.j.Last() != before {
		t.Errorf("the old hub has written %d events: %v", old.j.Last()-before, err)
	}
}

// TestAHandoverThatNobodyAcknowledgesGoesToTheLead, ten minutes after it was signed
// and not before, also where the hub was killed in between; once.
func TestAHandoverThatNobodyAcknowledgesGoesToTheLead(t *testing.T) {
	w := testWeights(t)
	for _, acked := range []bool{false, true} {
		for _, killed := range []bool{false, true} {
			m := newShift(t, 1, w)
			m.pass(9*time.Hour, false)
			due := m.core.glance().Add(10 * time.Minute)
			m.team("signed", &chat.HandoverSigned{Shift: "s", Hash: "h", To: "rohan", Due: due, Items: []chat.HandoverItem{{ID: "one"}}})
			if killed {
				m.start()
			}
			m.pass(10*time.Minute-time.Millisecond, false)
			if acked {
				m.team("acked", &chat.HandoverAcknowledged{Hash: "h", Items: []string{"one"}})
			}
			if h, _ := m.core.floor.Handover("h"); !h.Raised.IsZero() {
				t.Fatalf("raised at %d, due %d", h.Raised, due)
			}
			m.pass(time.Hour, false)
			h, _ := m.core.floor.Handover("h")
			switch {
			case acked && !h.Raised.IsZero():
				t.Errorf("raised although all was acknowledged")
			case !acked && (h.Raised != due || h.RaisedTo != "meera"):
				t.Errorf("killed %t: raised at %d to %q, due %d", killed, h.Raised, h.RaisedTo, due)
			}
			m.start()
			m.pass(time.Hour, false)
			if got := countKindOf(m, chat.KindHandoverRaised); got > 1 {
				t.Errorf("raised %d times", got)
			}
		}
	}
}

func countKindOf(m *moved, k chat.Kind) (n int) {
	for _, e := range m.j.all(m.t) {
		if e.Body.Kind() == k {
			n++
		}
	}
	return n
}

// TestWhoHasAHandoverThatNobodyTook: a lead who is there before the one of the roster,
// and whoever signed it last.
func TestWhoHasAHandoverThatNobodyTook(t *testing.T) {
	for _, c := range []struct {
		name string
		turn []chat.Body
		from chat.AgentID
		want chat.AgentID
	}{
		{"the lead of the roster", nil, "asha", "meera"},
		{"another, who is there", []chat.Body{
			&chat.PresenceChanged{Agent: "meera", Presence: chat.PresenceOffline},
			&chat.AgentAdded{Agent: "zoya", Name: "Zoya", Role: chat.RoleLead},
			&chat.PresenceChanged{Agent: "zoya", Presence: chat.PresenceOnline},
		}, "asha", "zoya"},
		{"a lead who signed it is the only one", nil, "meera", "meera"},
		{"a lead who signed it is not the only one", []chat.Body{&chat.AgentAdded{Agent: "zoya", Name: "Zoya", Role: chat.RoleLead}}, "meera", "zoya"},
		{"no lead is left", []chat.Body{&chat.AgentRevoked{Agent: "meera"}}, "asha", ""},
	} {
		m := newShift(t, 1, testWeights(t))
		m.pass(2*time.Hour, false)
		for i, b := range c.turn {
			m.team(fmt.Sprint("turn", i), b)
		}
		h := chat.Handover{From: c.from}
		if got := m.core.leadFor(&h, m.core.glance()); got != c.want {
			t.Errorf("%s: %q", c.name, got)
		}
	}
}

func isConflict(err error) bool { return errors.Is(err, log.ErrConflict) }
