package rehearsal

import (
	"slices"
	"strings"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/sync/driver/practice"
)

// ruleOf is the rule of a requirement.
var ruleOf = map[string]chat.RuleID{
	"G-TRIG-01": policy.RuleFrustration, "G-TRIG-02": policy.RuleBotWrong, "G-TRIG-03": policy.RuleHumanRequest,
	"G-TRIG-04": policy.RuleHallucination, "G-TRIG-05": policy.RuleTechnical, "G-TRIG-06": policy.RuleBilling,
	"G-TRIG-07": policy.RuleStuck, "G-TRIG-08": policy.RuleBotRepeat, "G-TRIG-09": policy.RuleCustomerRepeat,
	"G-TRIG-10": policy.RuleLowConfidence,
}

// calmOnes is what a script covers that raises nothing.
const calmOnes = "G-TRIG-11"

// loudest is how loud a script is meant to get for a rule; empty for silence.
func loudest(s *practice.Scenario, id chat.RuleID) (most chat.Level) {
	for i := range s.Steps {
		if l := s.Steps[i].Raises[id]; l == chat.LevelAlert || most == "" {
			most = l
		}
	}
	return most
}

// TestScriptsRaiseWhatTheyCover holds the two fields of a script together.
func TestScriptsRaiseWhatTheyCover(t *testing.T) {
	known := policy.RuleIDs()
	for _, s := range scenarios(t) {
		if len(s.Covers) == 0 {
			t.Errorf("%s covers nothing", s.Name)
		}
		for _, covered := range s.Covers {
			if id, ok := ruleOf[covered]; ok && loudest(s, id) == "" {
				t.Errorf("%s covers %s and does not raise %s", s.Name, covered, id)
			}
		}
		for i := range s.Steps {
			for id := range s.Steps[i].Raises {
				if !slices.Contains(known, id) {
					t.Errorf("%s raises %q, which is no rule", s.Name, id)
				}
			}
			if slices.Contains(s.Covers, calmOnes) && len(s.Steps[i].Raises) > 0 {
				t.Errorf("%s is calm and raises something in step %d", s.Name, i)
			}
		}
	}
}

// TestEveryRuleHasAScript sees that a new user can meet each rule, at the level
// that matters, in the languages in which it is asked for.
func TestEveryRuleHasAScript(t *testing.T) {
	all := scenarios(t)
	some := func(id chat.RuleID, locale string, level chat.Level) bool {
		return slices.ContainsFunc(all, func(s *practice.Scenario) bool {
			return strings.HasPrefix(s.Locale, locale) && loudest(s, id) == level
		})
	}
	for _, id := range policy.RuleIDs() {
		if !some(id, "en", chat.LevelAlert) {
			t.Errorf("no English script alerts by %s", id)
		}
	}
	for _, id := range []chat.RuleID{policy.RuleFrustration, policy.RuleHumanRequest} {
		for _, locale := range []string{"hi-Latn", "hi-IN"} {
			if !some(id, locale, chat.LevelAlert) {
				t.Errorf("no script in %s alerts by %s", locale, id)
			}
		}
	}
	for _, id := range []chat.RuleID{policy.RuleTechnical, policy.RuleBilling} {
		if !some(id, "en", chat.LevelNotice) {
			t.Errorf("no script shows %s being watched only", id)
		}
	}
}
