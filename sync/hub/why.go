package hub

import (
	"encoding/json"
	"net/http"
	"strings"

	"floorwalker/app/chat"
	"floorwalker/app/report"
	"floorwalker/app/trigger"
)

// Why is what GET /why?chat= answers: what a desk cannot know by itself of why
// a chat has an alert, or has none (D-01).
type Why struct {
	Knowledge KnowledgeState       `json:"knowledge"`
	Rules     []report.RuleFigures `json:"rules"` // all, in the order of policy.RuleIDs
	Verdict   WhyVerdict           `json:"verdict"`
}

// WhyVerdict is a [trigger.Verdict], of the rule hallucination. Scores are in
// ten-thousandths, and missing where there is none.
type WhyVerdict struct {
	Rule      chat.RuleID `json:"rule"`
	Version   int         `json:"version"`
	Weights   string      `json:"weights,omitempty"`
	Knowledge string      `json:"knowledge,omitempty"`
	Policy    int         `json:"policy"`
	Tier      chat.Tier   `json:"tier"`
	Score     *int        `json:"score,omitempty"`
	Level     chat.Level  `json:"level,omitempty"`
	Notice    *int        `json:"notice,omitempty"`
	Alert     *int        `json:"alert,omitempty"`
	Below     bool        `json:"below,omitempty"`
	Held      chat.Level  `json:"held,omitempty"`
	Words     string      `json:"words"`
	Spans     []WhySpan   `json:"spans,omitempty"`
}

// WhySpan is a [chat.Evidence].
type WhySpan struct {
	Message chat.MessageID `json:"message"`
	From    int            `json:"from"`
	To      int            `json:"to"`
	Words   string         `json:"words,omitempty"`
}

// why answers whoever is on the team, about any chat on the floor: they may all
// look at all of them. It looks, and leaves nothing behind (V-INV-01).
func (h *Hub) why(w http.ResponseWriter, r *http.Request) {
	token, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if _, ok := h.access.lookup(token); !ok {
		w.Header().Set("WWW-Authenticate", "Bearer")
		http.Error(w, "This hub does not know the token.", http.StatusUnauthorized)
		return
	}
	answer, id, found := Why{Knowledge: h.checks.state()}, chat.ChatID(r.URL.Query().Get("chat")), false
	err := h.look(r.Context(), func(c *core) {
		answer.Rules = c.figures.Figures()
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
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	_ = json.NewEncoder(w).Encode(answer) // the client went away
}

// state says what there is to check by.
func (x *checks) state() KnowledgeState {
	if x.of == nil {
		return KnowledgeState{State: KnowledgeNone}
	}
	return x.of.State()
}

func whyVerdict(v *trigger.Verdict) WhyVerdict {
	w := WhyVerdict{
		Rule: v.Rule, Version: v.Version, Weights: v.Weights, Knowledge: v.Knowledge, Policy: v.Policy, Tier: v.Tier,
		Score: tenThousandths(v.Score), Level: v.Level,
		Notice: tenThousandths(v.Notice), Alert: tenThousandths(v.Alert), Below: v.Below,
		Held: v.Held, Words: v.Words,
	}
	for _, s := range v.Spans {
		w.Spans = append(w.Spans, WhySpan{s.Message, s.From, s.To, s.Words})
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
