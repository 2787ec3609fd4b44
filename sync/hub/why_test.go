package hub

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/report"
	"floorwalker/sync/wire"
)

// askWhy asks why of a chat, and returns what was answered.
func (r *rig) askWhy(id chat.ChatID, token string) (status int, body []byte) {
	r.t.Helper()
	req, err := http.NewRequestWithContext(r.t.Context(), http.MethodGet, r.server.URL+"/why?chat="+string(id), nil)
	if err != nil {
		r.t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+token)
	return r.fetch(req)
}

// whyOf asks as somebody on the team and reads the answer.
func (r *rig) whyOf(id chat.ChatID) (w wire.Why) {
	r.t.Helper()
	if _, err := r.hub.access.admit("Asker", chat.RoleBackup, "asker"); err != nil {
		r.t.Fatal(err)
	}
	status, body := r.askWhy(id, "asker")
	if status != http.StatusOK {
		r.t.Fatalf("%d %s", status, body)
	}
	if err := json.Unmarshal(body, &w); err != nil {
		r.t.Fatal(err)
	}
	return w
}

// doubted is a house with a chat whose bot has invented a price, and a quiet one.
func doubted(t *testing.T) *house {
	t.Helper()
	x := newHouse(t)
	x.open("c", "quiet")
	x.say("c", 1, c("what does the Basic plan cost?"))
	x.say("c", 2, b("The Basic plan costs ₹349 a month."))
	x.say("quiet", 1, c("how long are recordings kept?"))
	x.say("quiet", 2, b("Recordings are kept for 90 days."))
	x.wait(func() bool { return x.whyOf("c").Verdict.Held != "" && x.whyOf("quiet").Verdict.Score != nil })
	return x
}

func TestWhy(t *testing.T) { // D-01, G-TRIG-04
	x := doubted(t)
	v := x.whyOf("c").Verdict
	if v.Rule != policy.RuleHallucination || v.Tier != chat.TierImmediate || v.Knowledge != x.library.Version() {
		t.Errorf("%+v", v)
	}
	if v.Score == nil || v.Notice == nil || v.Alert == nil || *v.Score < *v.Notice || *v.Alert <= *v.Notice {
		t.Errorf("%+v", v)
	}
	if !strings.Contains(v.Words, "₹199") || len(v.Spans) == 0 || v.Spans[0].Message != "m2" || v.Spans[0].From >= v.Spans[0].To {
		t.Errorf("%+v", v)
	}
}

func TestWhyNot(t *testing.T) { // D-01
	x := doubted(t)
	w := x.whyOf("quiet")
	if v := w.Verdict; *v.Score >= *v.Notice || v.Held != "" || !strings.Contains(v.Words, "held by the knowledge") {
		t.Errorf("%+v", v)
	}
	if want := (wire.KnowledgeState{State: wire.KnowledgeLoaded, Version: x.library.Version(), Articles: len(shop())}); w.Knowledge != want {
		t.Errorf("%+v", w.Knowledge)
	}
	var rules []chat.RuleID
	for _, f := range w.Rules {
		rules = append(rules, f.Rule)
	}
	if !slices.Equal(rules, policy.RuleIDs()) || w.Rules[slices.Index(rules, policy.RuleHallucination)].Raised != 1 {
		t.Errorf("%+v", w.Rules)
	}
}

// TestWhyIsForTheTeam: whoever is on the team may ask about every chat, and
// nobody else.
func TestWhyIsForTheTeam(t *testing.T) {
	x := newHouse(t)
	x.open("c")
	asha := x.agent("Asha", chat.RoleSecondary)
	gone := x.agent("Omar", chat.RoleLead)
	if err := x.hub.RevokeAgent(t.Context(), "Omar"); err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		chat   chat.ChatID
		token  string
		status int
	}{
		{"c", asha, http.StatusOK},
		{"nowhere", asha, http.StatusNotFound},
		{"", asha, http.StatusNotFound},
		{"c", "", http.StatusUnauthorized},
		{"c", "fw_nobody", http.StatusUnauthorized},
		{"c", gone, http.StatusUnauthorized},
	} {
		before := x.journal.Last()
		status, body := x.askWhy(tc.chat, tc.token)
		if status != tc.status || status != http.StatusOK && strings.Contains(string(body), "{") {
			t.Errorf("%q by %q: %d %s", tc.chat, tc.token, status, body)
		}
		if x.journal.Last() != before {
			t.Error("it left something on the log")
		}
	}
	if got := x.status("/why?chat=c", "elsewhere.example.com", ""); got != http.StatusForbidden {
		t.Errorf("by another host: %d", got)
	}
}

// TestWhyWithoutKnowledge says so, also after a restart and after a load that
// is not over (G-TRIG-04).
func TestWhyWithoutKnowledge(t *testing.T) {
	loading := newOracle()
	loading.state = wire.KnowledgeState{State: wire.KnowledgeLoading}
	for name, tc := range map[string]struct {
		of    Knowledge
		state wire.LoadState
		words string
	}{
		"none":    {nil, wire.KnowledgeNone, "no knowledge is loaded"},
		"loading": {loading, wire.KnowledgeLoading, "not checked yet"},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, newJournal(), func(c *Config) { c.Knowledge = tc.of })
			r.open("c")
			r.deliver(bot("c", "m1"))
			for range 2 {
				w := r.whyOf("c")
				if w.Knowledge.State != tc.state || w.Verdict.Score != nil || !strings.Contains(w.Verdict.Words, tc.words) {
					t.Errorf("%+v", w)
				}
				r = r.restart(func(c *Config) { c.Knowledge = tc.of })
			}
		})
	}
}

// TestFiguresOfRules are the same from the log, from a checkpoint, over HTTP
// and in the metrics.
func TestFiguresOfRules(t *testing.T) {
	r := newRig(t, newJournal())
	asha := r.desk(r.agent("Asha", chat.RolePrimary))
	r.open("c", "d")
	for _, id := range []chat.ChatID{"c", "d"} {
		r.deliver(said(id, "m1", "how can I bring my number?", chat.SpeakerCustomer), said(id, "m2", "Open Team and press Add user.", chat.SpeakerBot))
		if f := asha.wish("mark-"+chat.CommandID(id), id, &chat.MarkTrigger{Rule: policy.RuleBotWrong, Message: "m2"}); !f.OK {
			t.Fatal(f.Words)
		}
	}
	if f := asha.wish("no", "c", &chat.DismissTrigger{Rule: policy.RuleBotWrong, Reason: "it was right"}); !f.OK {
		t.Fatal(f.Words)
	}
	if f := asha.wish("yes", "d", &chat.ConfirmTrigger{Rule: policy.RuleBotWrong}); !f.OK {
		t.Fatal(f.Words)
	}
	r.deliver(closedFact("c", "gone"))
	want := report.RuleFigures{Rule: policy.RuleBotWrong, Raised: 2, Alerts: 2, Dismissed: 1, Confirmed: 1, Marked: 2}
	check := func(when string, r *rig) {
		t.Helper()
		figures := offWire(r.whyOf("d").Rules)
		if at := slices.IndexFunc(figures, func(f report.RuleFigures) bool { return f.Rule == want.Rule }); figures[at] != want {
			t.Errorf("%s: %+v, want %+v", when, figures[at], want)
		}
		for series, value := range map[string]string{
			`floorwalker_rule_triggers_total{rule="bot_wrong",what="raised"}`:    "2",
			`floorwalker_rule_triggers_total{rule="bot_wrong",what="dismissed"}`: "1",
			`floorwalker_rule_triggers_total{rule="bot_wrong",what="marked"}`:    "2",
			`floorwalker_rule_triggers_total{rule="technical",what="raised"}`:    "0",
			`floorwalker_rule_dismissed_share{rule="bot_wrong"}`:                 "0.5",
			`floorwalker_rule_dismissed_share{rule="technical"}`:                 "",
		} {
			if got := r.metric(series); got != value {
				t.Errorf("%s: %s is %q, want %s", when, series, got, value)
			}
		}
		all, err := CountRules(t.Context(), r.journal)
		if err != nil || !slices.Equal(all, figures) {
			t.Errorf("%s: from the log %+v, %v", when, all, err)
		}
	}
	check("live", r)
	r = r.restart()
	check("from the checkpoint", r)
	// What has left the floor stays in the figures.
	for i := range chat.KeepClosed + 1 {
		id := chat.ChatID("x" + string(rune('a'+i%26)) + strings.Repeat("x", i/26))
		r.open(id)
		r.deliver(closedFact(id, "gone"))
	}
	r = r.restart()
	check("from a checkpoint without the chat", r)
	r.journal.set(func(j *memJournal) { j.schema = "" })
	if err := r.stop(); err != nil {
		t.Fatal(err)
	}
	r.journal.set(func(j *memJournal) { j.schema = "" })
	check("from the log alone", newRig(t, r.journal))
}

// BenchmarkWhy asks about a long chat.
func BenchmarkWhy(b *testing.B) {
	r := newRig(b, newJournal())
	r.open("c")
	for i := range 500 {
		from := chat.SpeakerCustomer
		if i%2 == 1 {
			from = chat.SpeakerBot
		}
		r.deliver(said("c", "m"+time.Duration(i).String(), "the light of the router is red, what now?", from))
	}
	for b.Loop() {
		r.whyOf("c")
	}
}
