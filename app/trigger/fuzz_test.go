package trigger_test

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/trigger"
)

// eager is a policy by which nearly everything is noticed.
func eager(p *policy.Policy) {
	for _, of := range []*policy.Thresholds{
		&p.Rules.Frustration, &p.Rules.HumanRequest, &p.Rules.BotWrong, &p.Rules.Technical,
		&p.Rules.Billing, &p.Rules.BotRepeat, &p.Rules.CustomerRepeat,
	} {
		of.Notice, of.Alert = chat.ScoreOf(1), chat.ScoreOf(5_000)
	}
	p.Severity.Technical, p.Severity.Billing = policy.SeverityImmediate, policy.SeverityImmediate
}

// tryText plays a chat of one text and holds every span to the text.
func tryText(t *testing.T, text string) {
	d := newDesk(t, eager)
	d.step = 50 * time.Second
	for _, from := range []chat.Speaker{chat.SpeakerCustomer, chat.SpeakerBot, chat.SpeakerCustomer, chat.SpeakerBot, chat.SpeakerCustomer} {
		d.say(from, text, chat.ScoreOf(6_000))
	}
	d.tick(5 * time.Minute)
	fresh := trigger.New(d.policy, weights(t))
	for _, tr := range raised(d.facts) {
		spansFit(t, d, string(tr.Rule), tr.Evidence)
		v, err := fresh.Check(d.chat(), tr)
		if err != nil || v.Score != tr.Score || v.Level != tr.Level || !slices.Equal(v.Spans, tr.Evidence) {
			t.Fatalf("raised %+v, checked (%v) %+v", tr, err, v)
		}
	}
	vs := d.engine.Explain(d.chat(), d.clock)
	for _, v := range vs {
		spansFit(t, d, string(v.Rule), v.Spans)
	}
	if len(vs) != trigger.Rules {
		t.Fatal("a verdict is missing")
	}
}

func spansFit(t *testing.T, d *desk, rule string, es []chat.Evidence) {
	t.Helper()
	for _, e := range es {
		at := slices.IndexFunc(d.chat().Messages, func(m chat.Message) bool { return m.ID == e.Message })
		if at < 0 {
			t.Fatalf("%s points at no message", rule)
		}
		s := d.chat().Messages[at].Text
		if e.From < 0 || e.From >= e.To || e.To > len(s) {
			t.Fatalf("%s points at %d..%d of %d bytes", rule, e.From, e.To, len(s))
		}
		if utf8.ValidString(s) && !utf8.ValidString(s[e.From:e.To]) {
			t.Fatalf("%s cuts a character in two", rule)
		}
	}
}

// strange are texts that have broken programs before.
func strange() []string {
	return append([]string{
		"agent\xff\xfe plea\xc3se", "a\u0301g\u0308ent" + strings.Repeat("\u0300", 5000) + " please",
		strings.Repeat("क\u093c", 6000) + " एजेंट चाहिए", strings.Repeat("talk to ", 2000),
		"a\u200bgent\u200d please\ufeff", strings.Repeat("👩‍💻", 3000), "😡", "\u202eagent", "?!?!", "\x00", " ", ".", "۱۲۳४५६",
		strings.Repeat("\xe0\xa4", 3000), strings.Repeat("\u200d", 5000) + "no",
	}, sayings...)
}

func FuzzMessage(f *testing.F) {
	for _, s := range slices.Concat(requests, nearMisses, strange()) {
		f.Add(s)
	}
	f.Fuzz(tryText)
}

// Of a megabyte the beginning and the end are read, and cost what they cost.
func TestLongText(t *testing.T) {
	noise := strings.Repeat("0x00 kernel trace आ ", 1<<20/22)
	for _, text := range []string{noise + ". connect me to a human agent", "connect me to a human agent. " + noise, noise, strings.Repeat("😡", 1<<18)} {
		tryText(t, text)
	}
	text := noise + ". connect me to a human agent"
	ts := raised(newDesk(t, eager).customer(text), policy.RuleHumanRequest)
	if len(ts) != 1 {
		t.Fatal("the request at the end of a pasted log is not read")
	}
	if e := ts[0].Evidence[0]; e.To < len(noise) {
		t.Errorf("evidence is at %d..%d", e.From, e.To)
	}
}

func TestStrangers(t *testing.T) {
	d := newDesk(t)
	c := d.chat()
	if facts := d.engine.Message(c, chat.Message{ID: "not in it", From: chat.SpeakerCustomer, Text: "connect me to a human agent"}); facts != nil {
		t.Errorf("a line that is not in the chat gives %+v", facts)
	}
	if d.engine.Reading() != (trigger.Reading{}) {
		t.Error("and it has a reading")
	}
	d.apply(&chat.ChatClosed{Reason: "a test"})
	if facts := d.customer("connect me to a human agent"); facts != nil {
		t.Errorf("a closed chat gives %+v", facts)
	}
}

// Nothing is raised where an agent serves, and taking over ends what held.
func TestOwned(t *testing.T) {
	d := newDesk(t)
	d.talk(router, "C: connect me to a human agent", router)
	if facts := d.engine.Owned(d.chat()); facts != nil {
		t.Errorf("facts for a chat that nobody owns: %+v", facts)
	}
	n := len(d.chat().Triggers)
	d.apply(&chat.ChatTakenOver{Agent: "asha"})
	facts := d.engine.Owned(d.chat())
	again := d.engine.Owned(d.chat())
	if n < 2 || len(facts) != n || facts[0].ID != again[0].ID {
		t.Fatalf("%+v and %+v, want the same %d", facts, again, n)
	}
	d.fold(facts)
	if len(d.chat().Triggers) != 0 {
		t.Error("triggers hold on a chat that an agent serves")
	}
	if facts := d.talk("B: I have no idea.", "C: connect me to another agent"); facts != nil {
		t.Errorf("%+v on a chat that an agent serves", facts)
	}
}
