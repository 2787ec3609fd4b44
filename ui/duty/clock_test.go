package duty

import (
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/obligation"
	"floorwalker/app/policy"
	"floorwalker/app/view"
	"floorwalker/assets"
	"floorwalker/ui/kit"
)

func shipped(t *testing.T) *policy.Policy {
	t.Helper()
	e, err := policy.ParseEdition(assets.DefaultPolicy)
	if err != nil {
		t.Fatal(err)
	}
	return &e.Policy
}

func hour(i chat.Instant) string { return i.Time().UTC().Format("15:04") }

const start = chat.Instant(1_790_000_000_000)

func TestShare(t *testing.T) {
	o := chat.Obligation{Started: 1000, Due: 3000}
	for _, c := range []struct {
		now  chat.Instant
		want float32
	}{{0, 0}, {1000, 0}, {2000, 0.5}, {3000, 1}, {9000, 1}} {
		if got := Share(o, c.now); got != c.want {
			t.Errorf("at %d: %v has gone, want %v", c.now, got, c.want)
		}
	}
	if Share(chat.Obligation{Started: 5, Due: 5}, 5) != 1 {
		t.Error("a clock of no length is not over")
	}
	if o.Paused = 2000; Share(o, 9000) != 0.5 {
		t.Error("a clock that stands still goes on")
	}
}

// D-02: a clock never speaks by its colour alone.
func TestAClockInWords(t *testing.T) {
	p := shipped(t)
	call := chat.Obligation{ID: "o", Kind: chat.OwedCall, Started: start, Due: start.Add(2 * time.Hour)}
	paused := call
	paused.Paused, paused.PausedWhy = start.Add(time.Hour), "an offer is open"
	short := call
	short.Due = start.Add(30 * time.Second)
	for _, c := range []struct {
		name  string
		o     chat.Obligation
		after time.Duration
		doubt bool
		text  string
		tone  kit.Tone
		state string
	}{
		{"calm", call, 0, false, "2 h 00", kit.Green, ""},
		{"half", call, time.Hour, false, "1 h 00", kit.Amber, "hurry"},
		{"pressing", call, 110 * time.Minute, false, "10:00", kit.Amber, "hurry"},
		{"uncertain", call, 110 * time.Minute, true, "about 10:00", kit.Amber, "hurry"},
		{"breached", call, 121 * time.Minute, false, "late +1:00", kit.Red, "the time is over"},
		{"paused", paused, 3 * time.Hour, false, "paused", kit.Grey, "paused: an offer is open"},
		{"short", short, time.Second, false, "0:29", kit.Red, ""},
	} {
		k := obligation.Read(c.o, start.Add(c.after), c.doubt, p)
		text, tone := Clock(c.o, k, p)
		if state := State(view.Owed{Obligation: c.o}, k); text != c.text || tone != c.tone || state != c.state {
			t.Errorf("%s: %q in %v, %q; want %q in %v, %q", c.name, text, tone, state, c.text, c.tone, c.state)
		}
		said := Detail(view.Owed{Obligation: c.o, Mine: true}, k, hour)
		if !strings.Contains(said, c.state) || strings.Contains(said, "uncertain") != c.doubt {
			t.Errorf("%s: the detail says %q", c.name, said)
		}
	}
}

// D-11, G-COV-01: whoever owes it is always named.
func TestOwner(t *testing.T) {
	const me chat.AgentID = "asha"
	owed := func(owner, answers chat.AgentID, name string, mine bool) view.Owed {
		return view.Owed{Obligation: chat.Obligation{Owner: owner}, Answers: answers, OwnerName: name, Mine: mine}
	}
	for _, c := range []struct {
		o    view.Owed
		want string
	}{
		{owed(me, me, "Asha", true), "you"},
		{owed("lena", "lena", "Lena", false), "Lena"},
		{owed(chat.OwnerQueue("billing"), chat.OwnerQueue("billing"), "team billing", false), "team billing"},
		{owed("", "lena", "Lena", false), "the floor · Lena"},
		{owed("", me, "Asha", false), "the floor · you"},
		{owed("", "", obligation.NoCover, false), obligation.NoCover},
		{owed("gone", "", obligation.NoCover, false), obligation.NoCover},
		{owed("gone", me, "Asha", false), "you"},
		{owed("", "", "", false), obligation.NoCover},
	} {
		if got := Owner(c.o, me); got != c.want {
			t.Errorf("%+v: %q, want %q", c.o, got, c.want)
		}
		if Unowned(c.o) != (c.want == obligation.NoCover) {
			t.Errorf("%q: unowned is %t", c.want, Unowned(c.o))
		}
	}
}
