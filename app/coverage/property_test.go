package coverage_test

import (
	"cmp"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"floorwalker/app/chat"
	"floorwalker/app/coverage"
)

// What happens in a random history.
const (
	doOpen = iota
	doAlert
	doLook
	doTurn
	doNote
	doClose
	doClear
)

// step is one thing of a random history, on one of a few chats.
type step struct {
	at   chat.Instant
	chat chat.ChatID
	what int
	who  int
	rule chat.RuleID
}

// people who look: one of the team, another, and a lead.
var people = []struct {
	id   chat.AgentID
	role chat.Role
}{{"rohan", chat.RoleSecondary}, {"meera", chat.RoleBackup}, {"isha", chat.RoleLead}}

// naive counts again with a list of everything and no state: each time to look
// asks the whole history who looked when.
type naive struct {
	steps []step
	now   chat.Instant
}

// looked returns the first instant not before since at which somebody looked at
// the chat, by seconds.
func (n *naive) looked(id chat.ChatID, since, until chat.Instant, leads bool) (chat.Instant, bool) {
	for at := since; at < until; at += sec {
		for who, p := range people {
			if (p.role != chat.RoleLead || leads) && n.watches(id, who, at) {
				return at, true
			}
		}
		if slices.ContainsFunc(n.steps, func(s step) bool { return s.chat == id && s.what == doNote && s.at == at }) {
			return at, true
		}
	}
	return 0, false
}

// watches reports whether somebody has a chat on screen at an instant.
func (n *naive) watches(id chat.ChatID, who int, at chat.Instant) bool {
	on := 0
	for _, s := range n.steps {
		if s.chat != id || s.who != who || s.at > at {
			continue
		}
		switch s.what {
		case doLook:
			on++
		case doTurn:
			on = max(0, on-1)
		}
	}
	return on > 0
}

// closed is when a chat closed, or now.
func (n *naive) closed(id chat.ChatID) chat.Instant {
	for _, s := range n.steps {
		if s.chat == id && s.what == doClose {
			return s.at
		}
	}
	return n.now
}

// demands are the times to look that came, where a rule that holds already is none.
func (n *naive) demands() []step {
	type key struct {
		chat chat.ChatID
		rule chat.RuleID
	}
	holds := map[key]bool{}
	var all []step
	for _, s := range n.steps {
		k := key{s.chat, s.rule}
		switch s.what {
		case doOpen:
			all = append(all, s)
		case doAlert:
			if !holds[k] {
				all = append(all, s)
			}
			holds[k] = true
		case doClear:
			holds[k] = false
		}
	}
	return all
}

func (n *naive) gaps(leads bool) (due, seen int, gaps []coverage.Gap) {
	met := map[string]chat.Instant{} // when the last of a kind was met
	for _, s := range n.demands() {
		k := fmt.Sprint(s.chat, "/", s.rule)
		if s.at < met[k] {
			continue // the one before is still to be met
		}
		end := n.closed(s.chat)
		at, ok := n.looked(s.chat, s.at, end, leads)
		limit := s.at.Add(within)
		met[k] = at
		if !ok {
			at, met[k] = end, never
		}
		switch {
		case at > limit:
			due++
			gaps = append(gaps, coverage.Gap{Chat: s.chat, From: limit, To: at, Since: s.at, Rule: s.rule, Accountable: "asha", Open: !ok && end == n.now})
		case ok:
			due, seen = due+1, seen+1
		}
	}
	slices.SortFunc(gaps, func(a, b coverage.Gap) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.Chat, b.Chat), cmp.Compare(a.Rule, b.Rule))
	})
	return due, seen, gaps
}

const never chat.Instant = 1 << 60

// history plays random steps to a ledger and writes them down.
type history struct {
	*desk
	naive
	state map[chat.ChatID]int // 1 on the floor, 2 closed
	desks map[string]int
}

// play does a step, if it can be done now.
func (h *history) play(s step) {
	switch {
	case h.state[s.chat] == 0:
		s.what = doOpen
	case h.state[s.chat] == 2 || s.what == doOpen:
		return
	}
	if s.what != doAlert && s.what != doClear {
		s.rule = ""
	}
	p, k := people[s.who], fmt.Sprint(s.chat, s.who)
	switch s.what {
	case doOpen:
		h.state[s.chat] = 1
		h.do(s.at, s.chat, "", opened())
	case doAlert:
		h.do(s.at, s.chat, "", alert(s.rule))
	case doLook:
		h.desks[k]++
		h.l.Looked(s.chat, p.id, p.role, s.at)
	case doTurn:
		if h.desks[k] == 0 {
			return
		}
		h.desks[k]--
		h.l.Turned(s.chat, p.id, s.at)
	case doNote:
		h.do(s.at, s.chat, p.id, &chat.NotePosted{Message: chat.MessageID(fmt.Sprint(s.at)), Text: "x"})
	case doClose:
		h.state[s.chat] = 2
		h.do(s.at, s.chat, "", &chat.ChatClosed{})
	case doClear:
		h.do(s.at, s.chat, "", &chat.TriggerCleared{Rule: s.rule})
	}
	h.steps = append(h.steps, s)
}

func TestAgainstANaiveCount(t *testing.T) { // D-10
	rapid.Check(t, func(t *rapid.T) {
		h := &history{desk: newDesk(t), state: map[chat.ChatID]int{}, desks: map[string]int{}}
		at := begin
		for range rapid.IntRange(1, 60).Draw(t, "steps") {
			at += sec * chat.Instant(rapid.IntRange(1, 60).Draw(t, "wait"))
			h.play(step{
				at: at, chat: rapid.SampledFrom([]chat.ChatID{"a", "b", "c"}).Draw(t, "chat"), what: rapid.IntRange(doOpen, doClear).Draw(t, "what"),
				who: rapid.IntRange(0, len(people)-1).Draw(t, "who"), rule: rapid.SampledFrom([]chat.RuleID{"r1", "r2"}).Draw(t, "rule"),
			})
		}
		h.now = at + sec*chat.Instant(rapid.IntRange(1, 300).Draw(t, "after"))
		for _, to := range []coverage.Audience{coverage.Team, coverage.Leads} {
			due, seen, gaps := h.gaps(to == coverage.Leads)
			f := h.l.Figures(to, h.now)
			if f.Eyes.Due != due || f.Eyes.Seen != seen || fmt.Sprint(f.Eyes.Gaps) != fmt.Sprint(gaps) {
				t.Fatalf("audience %d: due %d, seen %d,\n%+v\nwant %d, %d,\n%+v\nof %+v", to, f.Eyes.Due, f.Eyes.Seen, f.Eyes.Gaps, due, seen, gaps, h.steps)
			}
		}
	})
}

func TestGapsAddedByHandAreFound(t *testing.T) { // D-10: 100 % of them
	rapid.Check(t, func(t *rapid.T) {
		d := newDesk(t)
		var want []coverage.Gap
		holders := []chat.AgentID{"asha", "", "isha"}
		at := begin
		for i := range rapid.IntRange(1, 30).Draw(t, "chats") {
			id := chat.ChatID(fmt.Sprint("c", i))
			holder := rapid.SampledFrom(holders).Draw(t, "holder")
			d.n++
			e := &chat.Event{ID: chat.EventID(fmt.Sprint("e", d.n)), At: at, Chat: id, Body: opened()}
			d.l.Take(d.f.Apply(e).Chat, e, holder)
			look := at + chat.Instant(rapid.IntRange(0, 120_000).Draw(t, "look"))
			if rapid.Bool().Draw(t, "gap") { // to the millisecond
				look = at.Add(within) + chat.Instant(rapid.IntRange(1, 500_000).Draw(t, "late"))
				want = append(want, coverage.Gap{Chat: id, From: at.Add(within), To: look, Since: at, Accountable: holder})
			}
			d.l.Looked(id, "rohan", chat.RoleSecondary, look)
			d.l.Turned(id, "rohan", look+1)
			at = look + chat.Instant(rapid.IntRange(2, 100_000).Draw(t, "pause"))
		}
		if got := d.l.Gaps(coverage.Team, at); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("%+v\nwant\n%+v", got, want)
		}
	})
}
