package fetch

import (
	"errors"
	"io"
	"net/http"
	"reflect"
	"strings"
	"testing"

	"floorwalker/sync/wire"
)

const wholeWhy = `{"knowledge":{"state":"loaded","version":"k1","articles":42},
"rules":[{"rule":"frustration","raised":12,"alerts":5,"dismissed":3,"confirmed":0,"marked":1,"later":true}],
"verdict":{"rule":"hallucination","version":2,"policy":3,"tier":"immediate","score":8600,"notice":5000,"alert":8000,
"held":"alert","words":"the articles say otherwise","spans":[{"message":"m1","from":3,"to":9,"words":"not found"},{"message":"m1","from":9,"to":9}]}}`

// D-01, G-TRIG-04, A-46: the hub's part comes whole, and is asked for as the agent.
func TestWhy(t *testing.T) {
	var asked []*http.Request
	c := hub(t, func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r)
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		_, _ = io.WriteString(w, wholeWhy)
	})
	c.SetToken("other")
	got, err := c.Why(t.Context(), "a/b & c")
	if err != nil {
		t.Fatal(err)
	}
	r := asked[0]
	if r.URL.Path != "/why" || r.URL.Query().Get("chat") != "a/b & c" || r.Header.Get("Authorization") != "Bearer other" {
		t.Errorf("asked %s as %q", r.URL, r.Header.Get("Authorization"))
	}
	n := func(n int) *int { return &n }
	want := wire.Why{
		Knowledge: wire.KnowledgeState{State: wire.KnowledgeLoaded, Version: "k1", Articles: 42},
		Rules:     []wire.RuleFigures{{Rule: "frustration", Raised: 12, Alerts: 5, Dismissed: 3, Marked: 1}},
		Verdict: wire.WhyVerdict{
			Rule: "hallucination", Version: 2, Policy: 3, Tier: "immediate", Held: "alert",
			Score: n(8600), Notice: n(5000), Alert: n(8000), Words: "the articles say otherwise",
			Spans: []wire.WhySpan{{Message: "m1", From: 3, To: 9, Words: "not found"}},
		},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
}

func TestNoScoreIsNotNought(t *testing.T) {
	w, err := decodeWhy([]byte(`{"knowledge":{"state":"none"},"verdict":{"rule":"hallucination","alert":8000}}`))
	if err != nil || w.Verdict.Score != nil || w.Verdict.Alert == nil {
		t.Errorf("%+v, %v", w, err)
	}
}

func TestWhatIsNoWhy(t *testing.T) {
	long := strings.TrimSuffix(wholeWhy, "}") + strings.Repeat(" ", longestWhy) + "}"
	for _, body := range []string{"{", "{}", `{"knowledge":{}}`, long} {
		if _, err := answering(t, http.StatusOK, "application/json", body).Why(t.Context(), "c"); !errors.Is(err, ErrNotHub) {
			t.Errorf("%.20q: %v", body, err)
		}
	}
}

func FuzzWhy(f *testing.F) {
	f.Add([]byte(wholeWhy))
	f.Add([]byte(`{"knowledge":{},"verdict":{"score":-1}}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		w, err := decodeWhy(body)
		if err != nil && !errors.Is(err, ErrNotHub) {
			t.Fatal(err)
		}
		for _, s := range w.Verdict.Spans {
			if s.From < 0 || s.From >= s.To {
				t.Fatalf("span %+v", s)
			}
		}
	})
}
