package trigger_test

import (
	"slices"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// a problem is a badge; what is beyond the bot, or what the policy calls
// immediate, calls somebody.
func TestSeverity(t *testing.T) {
	first := []string{"C: my internet is not working at all"}
	failed := append(slices.Clone(first), "B: Please restart the router.", "C: my internet is still not working")
	fraud := []string{"C: there is a fraudulent charge on my card, somebody stole money from my account"}
	refund := []string{"C: I was charged twice on my bill"}
	for _, tc := range []struct {
		name     string
		lines    []string
		rule     chat.RuleID
		severity policy.TopicSeverity
		want     chat.Level
	}{
		{"for the first time", first, policy.RuleTechnical, policy.SeverityBeyond, chat.LevelNotice},
		{"failed once", failed, policy.RuleTechnical, policy.SeverityBeyond, chat.LevelAlert},
		{"failed once, but watched", failed, policy.RuleTechnical, policy.SeverityWatch, chat.LevelNotice},
		{"for the first time, but immediate", first, policy.RuleTechnical, policy.SeverityImmediate, chat.LevelAlert},
		{"a charge", refund, policy.RuleBilling, policy.SeverityBeyond, chat.LevelNotice},
		{"a charge, immediate", refund, policy.RuleBilling, policy.SeverityImmediate, chat.LevelAlert},
		{"fraud", fraud, policy.RuleBilling, policy.SeverityWatch, chat.LevelNotice},
	} {
		t.Run(tc.name, func(t *testing.T) {
			d := newDesk(t, func(p *policy.Policy) {
				p.Severity.Technical, p.Severity.Billing = tc.severity, tc.severity
				p.Rules.Billing.Alert, p.Rules.Technical.Alert = chat.ScoreOf(5_000), chat.ScoreOf(5_000)
			})
			d.talk(tc.lines...)
			tr, ok := d.chat().Trigger(tc.rule)
			if !ok || tr.Level != tc.want {
				t.Fatalf("it holds as %q, want %q: score %s", tr.Level, tc.want, tr.Score)
			}
			if tr.Tier == chat.TierImmediate != (tc.want == chat.LevelAlert) {
				t.Errorf("a %s is %s", tr.Level, tr.Tier)
			}
		})
	}
}

// G-TRIG-06: simple questions that the bot may answer never call anybody,
// however they are written.
func TestBillingSafe(t *testing.T) {
	for line, want := range map[string]chat.Level{
		"where is my invoice for the refund of my payment":  chat.LevelNotice,
		"WHERE is  my INVOICE!!! I paid the bill last week": chat.LevelNotice,
		"where was my invoice, I paid the bill last week":   chat.LevelAlert,
		"refund the double charge on my bill":               chat.LevelAlert,
	} {
		d := newDesk(t, func(p *policy.Policy) {
			p.Severity.Billing, p.Rules.Billing.Alert = policy.SeverityImmediate, p.Rules.Billing.Notice
		})
		d.talk("C: " + line)
		if got := d.held(policy.RuleBilling); got != want {
			t.Errorf("%q holds as %q, want %q: %s", line, got, want, d.engine.Reading().Scores[5])
		}
	}
}

// A topic ends when the customer is content or goes on to something else, and
// what comes then is a cause of its own.
func TestTopicsEnd(t *testing.T) {
	d := newDesk(t)
	d.talk("C: my internet is not working at all")
	if facts := d.talk("B: It works again.", "C: thanks, it works now"); !slices.Contains(cleared(facts), policy.RuleTechnical) {
		t.Errorf("content: %+v", facts)
	}
	if ts := raised(d.talk("C: now the app crashes and my phone is not working"), policy.RuleTechnical); len(ts) != 1 {
		t.Errorf("the next problem: %+v", ts)
	}
	d.dismiss(policy.RuleTechnical)
	if ts := raised(d.talk("B: Please restart it.", "C: my printer at the office shows a paper error and will not print"), policy.RuleTechnical); len(ts) != 1 {
		t.Errorf("another problem after the one that was dismissed: %+v, score %s", ts, d.engine.Reading().Scores[4])
	}
	if facts := d.talk("B: Please restart it.", "C: how can I change the delivery address of my order?"); !slices.Contains(cleared(facts), policy.RuleTechnical) {
		t.Errorf("something else: %+v", facts)
	}
}
