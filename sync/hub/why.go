package hub

import (
	"encoding/json"
	"net/http"

	"floorwalker/app/chat"
	"floorwalker/app/trigger"
	"floorwalker/sync/wire"
)

// why answers whoever is on the team, about any chat on the floor: they may all
// look at all of them. It looks, and leaves nothing behind (V-INV-01).
func (h *Hub) why(w http.ResponseWriter, r *http.Request, _ grant) {
	answer, id, found := wire.Why{Knowledge: h.checks.state()}, chat.ChatID(r.URL.Query().Get("chat")), false
	err := h.look(r.Context(), func(c *core) {
		answer.Rules = onWire(c.figures.Figures())
		ct := c.floor.Chat(id)
		if found = ct != nil; found {
			v := c.engine.ExplainChecked(ct)
			answer.Verdict = whyVerdict(&v)
		}
	})
	switch {
	case err != nil:
		http.Error(w, "The hub is stopping.", http.StatusServiceUnavailable)
		return
	case !found:
		http.Error(w, "There is no such chat on the floor.", http.StatusNotFound)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(answer) // the client went away
}

// state says what there is to check by.
func (x *checks) state() wire.KnowledgeState {
	if x.of == nil {
		return wire.KnowledgeState{State: wire.KnowledgeNone}
	}
	return x.of.State()
}

func whyVerdict(v *trigger.Verdict) wire.WhyVerdict {
	w := wire.WhyVerdict{
		Rule: v.Rule, Version: v.Version, Weights: v.Weights, Knowledge: v.Knowledge, Policy: v.Policy, Tier: v.Tier,
		Score: tenThousandths(v.Score), Level: v.Level,
		Notice: tenThousandths(v.Notice), Alert: tenThousandths(v.Alert), Below: v.Below,
		Held: v.Held, Words: v.Words,
	}
	for _, s := range v.Spans {
		w.Spans = append(w.Spans, wire.WhySpan{Message: s.Message, From: s.From, To: s.To, Words: s.Words})
	}
	return w
}

// tenThousandths returns nil for no score.
func tenThousandths(s chat.Score) *int {
	if !s.Known() {
		return nil
	}
	n := s.TenThousandths()
	return &n
}
