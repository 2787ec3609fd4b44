package alert

import (
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

const (
	h = "c:human_request"
	r = "c:bot_repeat"
)

// One notification per chat and cause, and each goes when its reason has gone.
func TestWithdrawnWhenTheReasonHasGone(t *testing.T) {
	for name, tc := range map[string]struct {
		what chat.Body
		want string
	}{
		"cleared":                  {&chat.TriggerCleared{Rule: "human_request"}, "withdraw " + h},
		"dismissed":                {&chat.TriggerDismissed{Rule: "human_request", Reason: "a joke"}, "withdraw " + h},
		"closed":                   {&chat.ChatClosed{}, "withdraw " + h},
		"taken over":               {&chat.ChatTakenOver{Agent: "rohan"}, "withdraw " + h},
		"I am taking it over":      {&chat.TakeOverClaimed{Agent: "asha"}, "withdraw " + h},
		"seen by me":               {&ack{rule: "human_request", by: "asha"}, "withdraw " + h},
		"seen by somebody (4.3)":   {&ack{rule: "human_request", by: "rohan"}, ""},
		"somebody is taking it":    {&chat.TakeOverClaimed{Agent: "rohan"}, ""},
		"something else happens":   {&chat.NotePosted{Message: "n", Text: "hm"}, ""},
		"the same trigger, louder": {nil, "show " + h + " P0 replaced"},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStage()
			s.open("c")
			expect(t, s.tell("c", s.p0()), "show "+h+" P0")
			s.at.Now = s.at.Now.Add(time.Second)
			if tc.what == nil {
				tc.what = s.p0()
			}
			expect(t, s.tell("c", tc.what), tc.want)
		})
	}
}

func TestWords(t *testing.T) {
	s := newStage()
	s.open("c")
	s.tell("c", &chat.MessagePosted{Message: "m", From: chat.SpeakerCustomer, Text: "let me talk to somebody"})
	show := s.tell("c", s.p0())[0].(Show)
	if show.Title != "Asha R.: asks for a person" || show.Body != "Take over within 30 s" || !show.Sound {
		t.Errorf("%+v", show)
	}
	s.at.ShowText = true
	s.at.Now = s.at.Now.Add(time.Second)
	show = s.tell("c", s.p0())[0].(Show)
	if !strings.HasSuffix(show.Body, " · “let me talk to somebody”") {
		t.Errorf("%+v", show)
	}
	late := Reason{Key: Key{"c", CauseQueued}, Due: 1000}
	if got := late.title() + "/" + late.body(13_000, false); got != "A customer: /Accept now, overdue by 12 s" {
		t.Error(got)
	}
}

// S-ACC-01: a chat that waits for a person calls everybody; a notice calls
// nobody.
func TestQueueAndNotice(t *testing.T) {
	s := newStage()
	s.at.Me = Me{Agent: "meera", Role: chat.RoleLead}
	s.open("c")
	n := s.p0()
	n.Trigger.Level = chat.LevelNotice
	expect(t, s.tell("c", n), "")
	expect(t, s.tell("c", &chat.ChatQueued{Queue: "help"}), "show c:queued P1")
	expect(t, s.tell("c", &chat.ChatAccepted{Agent: "rohan"}), "withdraw c:queued")
}

// an immediate alert rings three times at one person and no more.
func TestRingsAtMostThreeTimes(t *testing.T) {
	s := newStage()
	s.open("c")
	expect(t, s.tell("c", s.p0()), "show "+h+" P0")
	expect(t, s.wait(4*time.Second), "")
	if next := s.bell.Next(s.at); next != s.at.Now.Add(time.Second) {
		t.Errorf("next %d at %d", next, s.at.Now)
	}
	expect(t, s.wait(time.Second), "ring "+h)
	expect(t, s.wait(5*time.Second), "ring "+h)
	expect(t, s.wait(5*time.Second), "")
	if next := s.bell.Next(s.at); !next.IsZero() {
		t.Errorf("nothing is left to do, but next is %d", next)
	}
	expect(t, s.tell("c", &chat.ChatClosed{}), "withdraw "+h)
}

// A takeover of mine that failed brings the alert back, with the calls that it
// has left.
func TestComesBackAfterRevert(t *testing.T) {
	s := newStage()
	s.open("c")
	expect(t, s.tell("c", s.p0()), "show "+h+" P0")
	expect(t, s.wait(5*time.Second), "ring "+h)
	expect(t, s.tell("c", &chat.TakeOverClaimed{Agent: "asha"}), "withdraw "+h)
	expect(t, s.tell("c", &chat.TakeOverReverted{Agent: "asha"}), "show "+h+" P0 replaced")
	expect(t, s.wait(time.Minute), "")
	// Raised anew it is another alert.
	expect(t, s.tell("c", s.p0()), "show "+h+" P0 replaced")
	expect(t, s.wait(5*time.Second), "ring "+h)
}

func TestProactiveRingsOnce(t *testing.T) {
	s := newStage()
	s.open("c")
	expect(t, s.tell("c", s.p1()), "show "+r+" P1")
	expect(t, s.wait(time.Minute), "")
}

func TestTwoImmediateOnesRingAsOne(t *testing.T) {
	s := newStage()
	s.open("c", "d")
	s.tell("c", s.p0())
	s.tell("d", s.p0())
	expect(t, s.wait(5*time.Second), "ring "+h)
}

// 15 s at the secondary, 25 s at a lead, and not at all if it was
// answered in time.
func TestMovesOn(t *testing.T) {
	for _, tc := range []struct {
		me   Me
		wait time.Duration
	}{
		{Me{Role: chat.RolePrimary}, 0},
		{Me{Role: chat.RoleSecondary}, 15 * time.Second},
		{Me{Role: chat.RoleBackup}, 25 * time.Second},
		{Me{Role: chat.RoleLead}, 25 * time.Second},
		{Me{Role: chat.RoleLead, Accountable: true}, 0},
	} {
		s := newStage()
		s.at.Me = tc.me
		s.open("c")
		acts := s.tell("c", s.p0())
		if tc.wait > 0 {
			expect(t, acts, "")
			if next := s.bell.Next(s.at); next != s.at.Now.Add(tc.wait) {
				t.Errorf("%+v: next %d", tc.me, next)
			}
			expect(t, s.wait(tc.wait-time.Millisecond), "")
			acts = s.wait(time.Millisecond)
		}
		expect(t, acts, "show "+h+" P0")
	}
	s := newStage()
	s.at.Me = Me{Role: chat.RoleSecondary}
	s.open("c")
	s.tell("c", s.p0())
	expect(t, s.tell("c", &chat.ChatTakenOver{Agent: "rohan"}), "")
	expect(t, s.wait(time.Minute), "")
}

func TestDoNotDisturb(t *testing.T) {
	s := newStage()
	s.at.DND = true
	s.open("c", "d")
	// P0 passes for the accountable person only.
	expect(t, s.tell("c", s.p0()), "show "+h+" P0")
	expect(t, s.tell("c", s.p1()), "")
	expect(t, s.tell("d", &chat.ChatQueued{}), "")
	if n := s.bell.Held(s.at); n != 2 {
		t.Errorf("%d held", n)
	}
	// Its end gives one summary.
	s.at.DND = false
	expect(t, s.bell.Tick(s.at), "rollup 2/2")

	s = newStage()
	s.at.DND, s.at.Me.Accountable = true, false
	s.open("c")
	expect(t, s.tell("c", s.p0()), "")
	expect(t, s.wait(time.Minute), "")
}

// What is before the person's eyes is not announced; an immediate alert comes
// back when they leave without answering.
func TestOpenChat(t *testing.T) {
	s := newStage()
	s.at.Open, s.at.Foreground = "c", true
	s.open("c")
	expect(t, s.tell("c", s.p1()), "")
	expect(t, s.tell("c", s.p0()), "")
	s.at.Foreground = false
	expect(t, s.bell.Tick(s.at), "show "+h+" P0")
	s.at.Foreground = true
	expect(t, s.bell.Tick(s.at), "withdraw "+h)
	s.at.Open = "d"
	expect(t, s.bell.Tick(s.at), "show "+h+" P0 replaced")
}

func TestRollUp(t *testing.T) {
	s := newStage()
	ids := []chat.ChatID{"a", "b", "c", "d", "e", "f", "g", "i"}
	s.open(ids...)
	for _, id := range ids[:6] {
		if got := brief(s.tell(id, s.p1())); got != "show "+string(id)+":bot_repeat P1" {
			t.Fatal(got)
		}
	}
	expect(t, s.tell("g", s.p1()), "rollup 1/1")
	// Updated, but not more than once a second.
	expect(t, s.tell("g", &chat.ChatQueued{}), "")
	if next := s.bell.Next(s.at); next != s.at.Now.Add(time.Second) {
		t.Errorf("next %d", next)
	}
	acts := s.wait(time.Second)
	expect(t, acts, "rollup 2/1")
	if u := acts[0].(RollUp); !u.Replace || u.Title != "2 alerts in 1 chat" || u.First.Chat != "g" {
		t.Errorf("%+v", u)
	}
	expect(t, s.tell("g", &chat.ChatClosed{}), "withdraw :many")
	// The minute is over, so the next one is by itself again.
	expect(t, s.wait(time.Minute), "")
	expect(t, s.tell("i", s.p1()), "show i:bot_repeat P1")
}

// Signing in and waking give one summary; what was on show stays if it still
// holds, and goes if it does not.
func TestSummarise(t *testing.T) {
	s := newStage()
	s.open("c", "d", "e", "f")
	s.tell("c", s.p0())
	s.tell("d", s.p1())
	s.happens("d", &chat.ChatClosed{})
	s.happens("e", s.p1())
	s.happens("f", &chat.ChatQueued{})
	all := func() (cs []*chat.Chat) {
		s.EachChat(func(c *chat.Chat) { cs = append(cs, c) })
		return cs
	}
	expect(t, s.bell.Summarise(all(), s.at), "withdraw d:bot_repeat, rollup 2/2")
	expect(t, s.bell.Summarise(all(), s.at), "")
	expect(t, s.bell.Summarise(nil, s.at), "withdraw "+h+", withdraw :many")

	one := newStage()
	one.open("c")
	one.happens("c", one.p0())
	expect(t, one.bell.Summarise([]*chat.Chat{one.Chat("c")}, one.at), "show "+h+" P0")
}

func TestKeyText(t *testing.T) {
	for _, k := range []Key{RollUpKey, {"c", CauseQueued}, {"a\nb:c", "x"}} {
		if got := ParseKey(k.String()); got != k {
			t.Errorf("%q: %+v", k.String(), got)
		}
	}
	if k := ParseKey("nonsense"); k.Chat != "" {
		t.Errorf("%+v", k)
	}
}

func TestTimeDoesNotRunBackwards(t *testing.T) {
	s := newStage()
	s.open("c")
	s.tell("c", s.p0())
	s.at.Now -= 60_000
	expect(t, s.bell.Tick(s.at), "")
	s.at.Now += 65_000
	expect(t, s.bell.Tick(s.at), "ring "+h)
}

func BenchmarkChanged(b *testing.B) {
	s := newStage()
	s.open("c")
	c := s.happens("c", &chat.TriggerRaised{Trigger: chat.Trigger{Rule: policy.RuleHumanRequest, Level: chat.LevelAlert}})
	for b.Loop() {
		s.bell.Changed(c, s.at)
	}
}
