package chat_test

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"floorwalker/app/chat"
)

// team folds facts about the team, a second apart, each by asha.
type team struct {
	t     *testing.T
	floor *chat.Floor
	n     int
}

func newTeam(t *testing.T) *team {
	f := &team{t: t, floor: chat.NewFloor()}
	f.do(&chat.AgentAdded{Agent: "asha", Role: chat.RolePrimary}, &chat.AgentAdded{Agent: "rohan", Role: chat.RoleLead})
	return f
}

// do folds bodies; each must change what the floor's hash says.
func (f *team) do(bodies ...chat.Body) {
	f.t.Helper()
	for _, b := range bodies {
		before := f.floor.Hash()
		f.n++
		e := chat.Event{ID: chat.EventID(fmt.Sprint("t", f.n)), At: f.at(), By: "asha", Body: b}
		if !f.floor.Apply(&e).Applied {
			f.t.Errorf("%T is not applied", b)
		}
		if f.floor.Apply(&e).Applied {
			f.t.Errorf("%T is applied twice", b)
		}
		if f.floor.Hash() == before {
			f.t.Errorf("the hash does not show %T", b)
		}
	}
}

func (f *team) at() chat.Instant { return chat.Instant(f.n) * 1_000 }

func TestCoverFolds(t *testing.T) { // G-COV-01, -02
	f := newTeam(t)
	if c := f.floor.Cover(); c.Agent != "" {
		t.Errorf("somebody covers an empty floor: %+v", c)
	}
	f.do(&chat.CoverChanged{Agent: "asha", Role: chat.RolePrimary, Shift: "s", Why: "the shift began"})
	since := f.at()
	f.do(
		&chat.CoverAsked{Ask: "1", From: "asha", To: "rohan", Why: "lunch", Until: 20_000},
		&chat.CoverAsked{Ask: "2", From: "bela", To: "rohan", Why: "a call", Until: 30_000},
	)
	c := f.floor.Cover()
	if c.Agent != "asha" || c.Role != chat.RolePrimary || c.Since != since || c.Shift != "s" || c.Why != "the shift began" {
		t.Errorf("%+v", c)
	}
	want := chat.CoverAsk{Ask: "1", From: "asha", To: "rohan", Why: "lunch", At: since + 1_000, Until: 20_000}
	if got, ok := c.Ask("1"); !ok || got != want || len(c.Asks) != 2 {
		t.Errorf("asked %+v", c.Asks)
	}
	kept := slices.Clone(c.Asks)
	f.do(&chat.CoverAnswered{Ask: "2", Agent: "rohan"})
	if _, ok := f.floor.Cover().Ask("2"); ok || !slices.Equal(c.Asks, kept) {
		t.Errorf("now %+v, and what was handed out is %+v", f.floor.Cover().Asks, c.Asks)
	}
	f.do(&chat.CoverAsked{Ask: "3", From: "bela", To: "dev", Until: 30_000}, &chat.CoverChanged{Agent: "rohan", Role: chat.RoleLead})
	if asks := f.floor.Cover().Asks; len(asks) != 1 || asks[0].Ask != "3" {
		t.Errorf("asha's ask outlives her cover, or bela's does not: %+v", asks)
	}
	f.do(&chat.CoverChanged{Agent: "dev"})
	if asks := f.floor.Cover().Asks; len(asks) != 0 {
		t.Errorf("who covers is still asked to: %+v", asks)
	}
}

func TestBreaksFold(t *testing.T) {
	f := newTeam(t)
	f.do(&chat.BreakBegan{Agent: "asha", Cover: "rohan"})
	if a := f.floor.Agent("asha"); a.Break != f.at() || a.BreakCover != "rohan" {
		t.Errorf("%+v", a)
	}
	f.do(&chat.BreakEnded{Agent: "asha"}, &chat.IdleChanged{Agent: "asha", On: true})
	if a := f.floor.Agent("asha"); a.Break != 0 || a.BreakCover != "" || !a.Idle {
		t.Errorf("%+v", a)
	}
	f.do(&chat.IdleChanged{Agent: "asha"})
	for i, b := range []chat.Body{&chat.BreakBegan{Agent: "x"}, &chat.BreakEnded{Agent: "x"}, &chat.IdleChanged{Agent: "x", On: true}} {
		f.floor.Apply(&chat.Event{ID: chat.EventID(fmt.Sprint("x", i)), Body: b})
	}
	if f.floor.Agent("x") != nil {
		t.Error("a break makes an agent")
	}
}

func TestKeysFold(t *testing.T) { // D-05
	f := newTeam(t)
	f.do(&chat.KeyRegistered{Agent: "asha", Key: []byte("one")})
	first := f.floor.Keys("asha")
	f.do(&chat.KeyRetired{Agent: "asha", Key: []byte("one"), Reason: "lost"})
	if f.floor.Key("asha") != nil {
		t.Error("a key that was retired is used")
	}
	f.do(&chat.KeyRegistered{Agent: "asha", Key: []byte("two")})
	want := []chat.SigningKey{{Key: []byte("one"), Since: 3_000, Until: 4_000, Reason: "lost"}, {Key: []byte("two"), Since: 5_000}}
	if got := f.floor.Keys("asha"); !reflect.DeepEqual(got, want) || string(f.floor.Key("asha")) != "two" {
		t.Errorf("%+v", got)
	}
	if first[0].Until != 0 {
		t.Error("what was handed out has changed")
	}
	f.floor.Apply(&chat.Event{ID: "x", Body: &chat.KeyRetired{Agent: "rohan", Key: []byte("two")}})
	if len(f.floor.Keys("rohan")) != 0 || f.floor.Key("rohan") != nil {
		t.Error("somebody has a key that they never had")
	}
}

// D-05: with somebody's access their keys go, and do not come back with it.
func TestKeysEndWithAccess(t *testing.T) {
	f := newTeam(t)
	f.do(&chat.KeyRegistered{Agent: "asha", Key: []byte("one")})
	f.do(&chat.KeyRetired{Agent: "asha", Key: []byte("one"), Reason: "lost"})
	f.do(&chat.KeyRegistered{Agent: "asha", Key: []byte("two")})
	f.do(&chat.AgentRevoked{Agent: "asha"})
	f.do(&chat.AgentAdded{Agent: "asha", Name: "Asha", Role: chat.RolePrimary})
	want := []chat.SigningKey{
		{Key: []byte("one"), Since: 3_000, Until: 4_000, Reason: "lost"},
		{Key: []byte("two"), Since: 5_000, Until: 6_000, Reason: "access taken away"},
	}
	if got := f.floor.Keys("asha"); !reflect.DeepEqual(got, want) || f.floor.Key("asha") != nil {
		t.Errorf("%+v", got)
	}
}

func TestShiftsFold(t *testing.T) { // G-CHK-E2, -E3
	f := newTeam(t)
	checks := []chat.SelfCheck{{Name: "sound", Words: "no device"}}
	f.do(&chat.ShiftStarted{Shift: "s1", Agent: "asha", Checks: checks})
	s := f.floor.Shift("s1")
	if b, ok := s.StartedBy("asha"); !ok || b.At != f.at() || len(b.Checks) != 1 || s.EndedBy("asha") {
		t.Errorf("%+v", s)
	}
	f.do(&chat.BotErrorsSubmitted{Shift: "s1", Count: 2}, &chat.ReportPublished{Shift: "s1", Report: []byte(`{}`)}, &chat.ShiftEnded{Shift: "s1", Agent: "asha"})
	now := f.floor.Shift("s1")
	if s.BotErrors != nil || s.Report != nil || len(s.Ended) != 0 {
		t.Errorf("what was handed out has changed: %+v", s)
	}
	want := chat.ShiftState{
		ID: "s1", Started: s.Started, Ended: []chat.ShiftEnd{{Agent: "asha", At: 6_000}},
		BotErrors: &chat.BotErrorReport{By: "asha", At: 4_000, Count: 2}, Report: &chat.ShiftReport{By: "asha", At: 5_000, Report: []byte(`{}`)},
	}
	if !reflect.DeepEqual(*now, want) || !now.EndedBy("asha") || now.EndedBy("rohan") {
		t.Errorf("%+v, want %+v", now, want)
	}
	f.do(&chat.ShiftStarted{Shift: "s1", Agent: "asha"})
	if f.floor.Shift("s1").EndedBy("asha") {
		t.Error("who began again has ended")
	}
	var none *chat.ShiftState
	if _, ok := none.StartedBy("asha"); ok || none.EndedBy("asha") {
		t.Error("a shift that nobody knows was begun")
	}
}

func TestOldShiftsAreForgotten(t *testing.T) {
	f := newTeam(t)
	f.do(&chat.ShiftStarted{Shift: "s1", Agent: "asha"})
	for i := range chat.KeepShifts {
		f.do(&chat.ShiftStarted{Shift: fmt.Sprintf("t%03d", i), Agent: "asha"})
	}
	if ids := f.floor.Shifts(); len(ids) != chat.KeepShifts || f.floor.Shift("s1") != nil || ids[0] != "t000" {
		t.Errorf("%d shifts are kept, from %s", len(ids), ids[0])
	}
}

func TestHandoversFold(t *testing.T) { // D-05, A-40
	f := newTeam(t)
	sign := func(hash string, items ...string) *chat.HandoverSigned {
		b := &chat.HandoverSigned{Shift: "s", Hash: hash, Prev: f.floor.LastHandover(), To: "rohan", Due: 90_000, Document: []byte("d")}
		for _, id := range items {
			b.Items = append(b.Items, chat.HandoverItem{ID: id, Kind: "call"})
		}
		return b
	}
	f.do(sign("h1", "a", "b"))
	h, _ := f.floor.Handover("h1")
	signed := chat.Handover{
		Shift: "s", Hash: "h1", From: "asha", To: "rohan", Signed: f.at(), Due: 90_000, Document: []byte("d"),
		Items: []chat.HandoverItem{{ID: "a", Kind: "call"}, {ID: "b", Kind: "call"}},
	}
	if !reflect.DeepEqual(h, signed) || !h.Open() || f.floor.LastHandover() != "h1" {
		t.Errorf("%+v, want %+v", h, signed)
	}
	f.do(&chat.HandoverAcknowledged{Hash: "h1", Items: []string{"a"}, Signature: []byte("s")}, &chat.HandoverRaised{Hash: "h1", To: "bela"})
	if !reflect.DeepEqual(h, signed) {
		t.Error("what was handed out has changed")
	}
	h, _ = f.floor.Handover("h1")
	by, at, ok := h.Acked("a")
	if !ok || by != "asha" || at != 4_000 || h.RaisedTo != "bela" || h.Raised != 5_000 {
		t.Errorf("%+v", h)
	}
	if m := h.Missing(); !slices.Equal(m, signed.Items[1:]) || !h.Open() {
		t.Errorf("missing %+v, open %t", m, h.Open())
	}
	f.do(&chat.HandoverTaken{Hash: "h1", Agent: "asha", Note: "a note"})
	h, _ = f.floor.Handover("h1")
	if want := (chat.Taking{By: "asha", At: 6_000, Agent: "asha", Note: "a note"}); h.Open() || !reflect.DeepEqual(h.Taken, want) {
		t.Errorf("%+v", h)
	}
}

func TestHandoversAreChained(t *testing.T) { // D-05
	f := newTeam(t)
	sign := func(hash string, items ...string) *chat.HandoverSigned {
		b := &chat.HandoverSigned{Shift: hash, Hash: hash, Prev: f.floor.LastHandover()}
		for _, id := range items {
			b.Items = append(b.Items, chat.HandoverItem{ID: id})
		}
		return b
	}
	f.do(sign("h1"))
	f.do(sign("h2", "a"))
	h, _ := f.floor.Handover("h2")
	if h.Prev != "h1" {
		t.Errorf("it is chained to %q", h.Prev)
	}
	for i := range chat.KeepHandovers + 5 {
		f.do(sign(fmt.Sprint("e", i)))
	}
	if _, ok := f.floor.Handover("h2"); !ok {
		t.Error("an open handover is forgotten")
	}
	if _, ok := f.floor.Handover("h1"); ok || len(f.floor.Handovers()) > chat.KeepHandovers+1 {
		t.Errorf("%d handovers are kept", len(f.floor.Handovers()))
	}
	if h, _ = f.floor.Handover("e0"); h.Open() {
		t.Error("a handover of nothing waits for somebody")
	}
}

// The floor never forgets the handover that the next one is chained to.
func TestTheLastHandoverIsKept(t *testing.T) {
	f := newTeam(t)
	for i := range chat.KeepHandovers + 3 { // all open
		f.do(&chat.HandoverSigned{Shift: fmt.Sprint("s", i), Hash: fmt.Sprint("h", i), Items: []chat.HandoverItem{{ID: "a"}}})
	}
	f.do(&chat.HandoverSigned{Hash: "last"})
	if f.floor.LastHandover() != "last" || len(f.floor.Handovers()) != chat.KeepHandovers+4 {
		t.Errorf("%d, the last is %s", len(f.floor.Handovers()), f.floor.LastHandover())
	}
}

// D-05: who hands a shift over again replaces what they had signed: nobody is asked
// for the older one any more. And whatever stays open, the floor does not grow for it.
func TestALaterHandoverReplacesTheOlder(t *testing.T) {
	f := newTeam(t)
	items := []chat.HandoverItem{{ID: "a"}, {ID: "b"}}
	f.do(&chat.HandoverSigned{Shift: "s1", Hash: "h1", Items: items}, &chat.HandoverSigned{Shift: "s2", Hash: "h2", Items: items})
	older, _ := f.floor.Handover("h1")
	f.floor.Apply(&chat.Event{ID: "rohan's", By: "rohan", Body: &chat.HandoverSigned{Shift: "s1", Hash: "h3", Items: items}})
	f.do(&chat.HandoverSigned{Shift: "s1", Hash: "h4", Items: items})
	for hash, open := range map[string]bool{"h1": false, "h2": true, "h3": true, "h4": true} {
		if h, ok := f.floor.Handover(hash); !ok || h.Open() != open || (h.Replaced == "h4") == open {
			t.Errorf("%s is open: %t, replaced by %q", hash, h.Open(), h.Replaced)
		}
	}
	if !older.Open() {
		t.Error("what was handed out has changed")
	}
	for i := range chat.MostHandovers + 5 { // all open
		f.do(&chat.HandoverSigned{Shift: fmt.Sprint("t", i), Hash: fmt.Sprint("t", i), Items: items})
	}
	if n := len(f.floor.Handovers()); n != chat.MostHandovers || f.floor.LastHandover() != fmt.Sprint("t", chat.MostHandovers+4) {
		t.Errorf("%d handovers, the last is %s", n, f.floor.LastHandover())
	}
}
