package rehearsal

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/sync/driver/practice"
)

// thinMargin is how near to a threshold a score is that the next fit may put on
// its other side.
const thinMargin = 0.05

// margins collects what is nearly otherwise.
type margins struct {
	house *house
	least map[string]float64
}

func newMargins(h *house) *margins { return &margins{house: h, least: make(map[string]float64)} }

func (m *margins) add(s *practice.Scenario, moments []moment) {
	for i := range moments {
		for k, id := range policy.RuleIDs() {
			if id == policy.RuleLowConfidence || id == policy.RuleStuck {
				continue // numbers of the script, not of weights
			}
			m.note(i, s, id, moments[i].reading.Scores[k])
		}
		if r := moments[i].reading.Revised; r != nil {
			m.note(i, s, policy.RuleBotWrong, r.Score)
		}
	}
}

func (m *margins) note(step int, s *practice.Scenario, id chat.RuleID, score chat.Score) {
	if !score.Known() {
		return
	}
	by := m.house.margin(id, score)
	if math.Abs(by) >= thinMargin {
		return
	}
	key := fmt.Sprintf("step %d, %s: %s", step, s.Steps[step].Act, id)
	if old, ok := m.least[key]; !ok || math.Abs(by) < math.Abs(old) {
		m.least[key] = by
	}
}

func (m *margins) String() string {
	var all []string
	for key, by := range m.least {
		all = append(all, fmt.Sprintf("thin: %s by %+.4f", key, by))
	}
	slices.Sort(all)
	return strings.Join(all, "\n")
}
