package rehearsal

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/assets"
	"floorwalker/sync/driver/practice"
)

func scenarios(t testing.TB) []*practice.Scenario {
	t.Helper()
	all, err := practice.LoadScenarios(assets.Practice())
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// tooMany is how many ways a script may have to be played; a script with more
// wordings says nothing that fewer do not.
const tooMany = 400

// TestScenarios plays every script in every way (G-TRIG-01 to G-TRIG-11).
func TestScenarios(t *testing.T) {
	h := openHouse(t)
	for _, s := range scenarios(t) {
		t.Run(s.Name, func(t *testing.T) {
			played, failed := 0, 0
			thin := newMargins(h)
			for p := range plays(s) {
				moments := h.perform(t, s, p)
				if played++; played > tooMany {
					t.Fatalf("there are more than %d ways to play it", tooMany)
				}
				thin.add(s, moments)
				if same(s, moments) {
					continue
				}
				if failed++; failed <= 2 {
					t.Error(h.report(s, &p, moments))
				}
			}
			if failed > 0 {
				t.Errorf("it goes wrong in %d of %d ways", failed, played)
			}
			t.Logf("%d ways\n%s", played, thin)
		})
	}
}

// same reports whether each step raised what it was written for.
func same(s *practice.Scenario, moments []moment) bool {
	for i := range moments {
		if !right(&s.Steps[i], &moments[i]) {
			return false
		}
	}
	return true
}

func right(st *practice.Step, m *moment) bool {
	got := levels(m)
	return len(got) == len(m.raised) && maps.Equal(got, st.Raises)
}

// levels are the triggers of a step by rule; the last of a rule counts.
func levels(m *moment) map[chat.RuleID]chat.Level {
	got := make(map[chat.RuleID]chat.Level)
	for i := range m.raised {
		got[m.raised[i].Rule] = m.raised[i].Level
	}
	return got
}

// report prints a play step by step.
func (h *house) report(s *practice.Scenario, p *play, moments []moment) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s, played by %s, slowly: %t\n", s.Name, s.People[p.person].Name, p.slow)
	for i := range moments {
		st, m := &s.Steps[i], &moments[i]
		mark := " "
		if !right(st, m) {
			mark = "*"
		}
		fmt.Fprintf(&b, "%s %2d %-8s %.90q\n", mark, i, st.Act, m.said)
		fmt.Fprintf(&b, "         %s\n", h.scores(m))
		if mark == "*" || len(m.raised) > 0 {
			fmt.Fprintf(&b, "         raised %s, meant to raise %s\n", list(levels(m)), list(st.Raises))
		}
		if mark == "*" {
			for _, r := range m.raised {
				fmt.Fprintf(&b, "         %s %s: %s over %s: %s\n", r.Rule, r.Level, r.Score.Exact(), r.Threshold.Exact(), pointed(&r))
			}
		}
	}
	return b.String()
}

// scores lists what was measured of a line and is worth mentioning, with the
// distance to the nearer threshold.
func (h *house) scores(m *moment) string {
	var all []string
	for i, id := range policy.RuleIDs() {
		score, name := m.reading.Scores[i], string(id)
		if id == policy.RuleBotWrong && m.reading.Revised != nil {
			score, name = m.reading.Revised.Score, "bot_wrong of the last answer"
		}
		if score.Known() && score.Float() >= 0.2 {
			all = append(all, fmt.Sprintf("%s %s (%+.3f)", name, score.Exact(), h.margin(id, score)))
		}
	}
	if len(all) == 0 {
		return "nothing near a threshold"
	}
	return strings.Join(all, ", ")
}

// margin is how far a score is from the nearer of its rule's thresholds;
// negative below it.
func (h *house) margin(id chat.RuleID, s chat.Score) float64 {
	limits, _ := h.policy.Rule(id)
	notice, alert := s.Float()-limits.Notice.Float(), s.Float()-limits.Alert.Float()
	if notice*notice < alert*alert {
		return notice
	}
	return alert
}

func list(levels map[chat.RuleID]chat.Level) string {
	var all []string
	for _, id := range policy.RuleIDs() {
		if l := levels[id]; l != "" {
			all = append(all, fmt.Sprintf("%s %s", id, l))
		}
	}
	if len(all) == 0 {
		return "nothing"
	}
	return strings.Join(all, ", ")
}

func pointed(t *chat.Trigger) string {
	var all []string
	for _, e := range t.Evidence {
		all = append(all, fmt.Sprintf("%s[%d:%d] %s", e.Message, e.From, e.To, e.Words))
	}
	return strings.Join(all, "; ")
}
