package trigger_test

import (
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// began is a chat whose customer has been at one thing for a minute.
func began(t testing.TB, change ...func(*policy.Policy)) (d *desk, since chat.Instant) {
	t.Helper()
	d = newDesk(t, change...)
	d.talk("C: my router shows a red light")
	since = d.clock
	d.step = 30 * time.Second
	d.talk("B: Please restart the router.", "C: the light of the router is still red")
	return d, since
}

// G-TRIG-07, A-02: at 120 s of one thing without progress, not before.
func TestStuckBoundary(t *testing.T) {
	for _, tc := range []struct {
		after time.Duration
		fires bool
	}{
		{119 * time.Second, false},
		{119*time.Second + 999*time.Millisecond, false},
		{120 * time.Second, true},
		{121 * time.Second, true},
		{time.Hour, true},
	} {
		d, since := began(t)
		if at, ok := d.engine.Due(d.chat()); !ok || at != since.Add(2*time.Minute) {
			t.Fatalf("due at %d, %v, want %d", at, ok, since.Add(2*time.Minute))
		}
		ts := raised(d.tick(since.Add(tc.after).Sub(d.clock)))
		if len(ts) == 1 != tc.fires {
			t.Errorf("after %s: %+v", tc.after, ts)
		}
		if !tc.fires {
			continue
		}
		checkStuck(t, d, ts[0], since)
	}
}

func checkStuck(t *testing.T, d *desk, got chat.Trigger, since chat.Instant) {
	t.Helper()
	if got.Rule != policy.RuleStuck || got.Level != chat.LevelAlert || got.Tier != chat.TierProactive ||
		got.Score != chat.ScoreOf(5_000) || got.RaisedAt != since.Add(2*time.Minute) {
		t.Errorf("%+v, want what was due", got)
	}
	if e := got.Evidence; len(e) != 2 || e[0].Message != "m1" || e[1].Message != "m3" {
		t.Errorf("evidence is %+v", e)
	}
	if ts := raised(d.tick(time.Hour)); len(ts) != 0 {
		t.Errorf("raised again: %+v", ts)
	}
	if _, ok := d.engine.Due(d.chat()); ok {
		t.Error("it is due again")
	}
}

// A line that comes late says the same as the timer would have.
func TestStuckByTheNextLine(t *testing.T) {
	for _, tc := range []struct {
		after time.Duration
		want  int
	}{{119 * time.Second, 0}, {120 * time.Second, 1}, {121 * time.Second, 1}} {
		d, since := began(t)
		d.step = since.Add(tc.after).Sub(d.clock)
		ts := raised(d.talk("B: Which light do you mean?"), policy.RuleStuck)
		if len(ts) != tc.want {
			t.Errorf("after %s: %+v", tc.after, ts)
		}
		if tc.want > 0 && ts[0].RaisedAt != since.Add(2*time.Minute) {
			t.Errorf("raised at %d", ts[0].RaisedAt)
		}
	}
	d, _ := began(t)
	d.step = 70 * time.Second
	if facts := d.talk("C: great, thank you, that is all"); len(raised(facts, policy.RuleStuck)) != 1 || d.held(policy.RuleStuck) != "" {
		t.Errorf("%+v: what was due before is raised, and settled by the line", facts)
	}
}

func TestNotStuck(t *testing.T) {
	for name, lines := range map[string][]string{
		"one line is no exchange":   {"C: my router shows a red light", "B: Please restart the router."},
		"the bot waits":             {"C: my router shows a red light", "B: Please restart.", "C: the router light is still red", "B: Which light?"},
		"content":                   {"C: my router shows a red light", "B: Please restart.", "C: great, thanks, it works"},
		"nobody has written":        {"B: Hello, how can I help?"},
		"a greeting is not a thing": {"C: hello", "B: Hello.", "C: hello"},
	} {
		d := newDesk(t)
		d.talk(lines...)
		if at, ok := d.engine.Due(d.chat()); ok {
			t.Errorf("%s: due at %d", name, at)
		}
		if facts := d.tick(time.Hour); len(facts) != 0 {
			t.Errorf("%s: %+v", name, facts)
		}
	}
}

// Progress ends it and arms it again; a dismissal does not.
func TestStuckRearms(t *testing.T) {
	d, _ := began(t)
	d.tick(2 * time.Minute)
	if d.held(policy.RuleStuck) != chat.LevelAlert {
		t.Fatal("not stuck")
	}
	d.dismiss(policy.RuleStuck)
	d.restart() // it does not remember what it said, but the chat does
	d.engine.Message(d.chat(), d.chat().Messages[len(d.chat().Messages)-1])
	if facts := d.tick(time.Hour); len(facts) != 0 {
		t.Errorf("raised again after it was dismissed: %+v", facts)
	}
	d.talk("C: thanks, it works now")
	d.step = 61 * time.Second
	d.talk("C: my invoice has the wrong address", "B: Which one?", "C: the address on the invoice is wrong")
	if ts := raised(d.facts, policy.RuleStuck); len(ts) != 2 {
		t.Errorf("%d times stuck, want once for each thing", len(ts))
	}
}

// The policy's own number counts, and a notice may come before the alert.
func TestStuckByThePolicy(t *testing.T) {
	d, since := began(t, func(p *policy.Policy) {
		p.Trigger.Stuck = 200 * time.Second
		p.Rules.Stuck.Notice, p.Rules.Stuck.Alert = chat.ScoreOf(4_000), chat.ScoreOf(6_000)
	})
	for _, want := range []struct {
		at    time.Duration
		level chat.Level
	}{{159 * time.Second, ""}, {160 * time.Second, chat.LevelNotice}, {239 * time.Second, chat.LevelNotice}, {240 * time.Second, chat.LevelAlert}} {
		d.tick(since.Add(want.at).Sub(d.clock))
		if got := d.held(policy.RuleStuck); got != want.level {
			t.Errorf("at %s it holds as %q, want %q", want.at, got, want.level)
		}
	}
}

func TestStuckWhereAnAgentServes(t *testing.T) {
	d, _ := began(t)
	d.apply(&chat.ChatTakenOver{Agent: "asha"})
	if _, ok := d.engine.Due(d.chat()); ok || d.tick(time.Hour) != nil {
		t.Error("nobody is stuck with a person")
	}
}
