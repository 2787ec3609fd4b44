package why

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/report"
	"floorwalker/app/trigger"
)

const whole = `{"knowledge":{"state":"loaded","version":"k1","articles":42},
"rules":[{"rule":"frustration","raised":12,"alerts":5,"dismissed":3,"confirmed":0,"marked":1,"later":true}],
"verdict":{"rule":"hallucination","version":2,"policy":3,"tier":"immediate","score":8600,"notice":5000,"alert":8000,
"held":"alert","words":"the articles say otherwise","spans":[{"message":"m1","from":3,"to":9,"words":"not found"},{"message":"m1","from":9,"to":9}]}}`

// server answers every request with this; the requests are kept.
func server(t *testing.T, status int, kind, body string) (*Client, *[]*http.Request) {
	t.Helper()
	var asked []*http.Request
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r)
		w.Header().Set("Content-Type", kind)
		w.Header().Set("Location", "/elsewhere")
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body))
	}))
	t.Cleanup(s.Close)
	return New(Config{URL: strings.Replace(s.URL, "http", "ws", 1) + "/v1/stream", Token: "secret"}), &asked
}

// D-01, G-TRIG-04, A-46: the hub's part comes whole, and is asked for as the agent.
func TestTheHubsPart(t *testing.T) {
	c, asked := server(t, http.StatusOK, "application/json; charset=utf-8", whole)
	c.SetToken("other")
	a, err := c.Ask(t.Context(), "a/b & c")
	if err != nil {
		t.Fatal(err)
	}
	r := (*asked)[0]
	if r.URL.Path != "/why" || r.URL.Query().Get("chat") != "a/b & c" || r.Header.Get("Authorization") != "Bearer other" {
		t.Errorf("asked %s as %q", r.URL, r.Header.Get("Authorization"))
	}
	want := Answer{
		Knowledge: Knowledge{"loaded", "k1", 42},
		Rules:     []report.RuleFigures{{Rule: policy.RuleFrustration, Raised: 12, Alerts: 5, Dismissed: 3, Marked: 1}},
		Verdict: trigger.Verdict{
			Rule: policy.RuleHallucination, Version: 2, Policy: 3, Tier: chat.TierImmediate, Held: chat.LevelAlert,
			Score: chat.ScoreOf(8600), Notice: chat.ScoreOf(5000), Alert: chat.ScoreOf(8000), Words: "the articles say otherwise",
			Spans: []chat.Evidence{{Message: "m1", From: 3, To: 9, Words: "not found"}},
		},
	}
	if !reflect.DeepEqual(a, want) {
		t.Errorf("%+v, want %+v", a, want)
	}
}

func TestNoScoreIsNotNought(t *testing.T) {
	a, err := decode([]byte(`{"knowledge":{"state":"none"},"verdict":{"rule":"hallucination","alert":8000}}`))
	if err != nil || a.Verdict.Score.Known() || !a.Verdict.Alert.Known() {
		t.Errorf("%+v, %v", a, err)
	}
}

func TestWhatIsNoAnswer(t *testing.T) {
	for name, c := range map[string]struct {
		status     int
		kind, body string
		want       error
	}{
		"a page":      {200, "text/html", "<html>", ErrNotWhy},
		"no json":     {200, "application/json", "{", ErrNotWhy},
		"other json":  {200, "application/json", "{}", ErrNotWhy},
		"too long":    {200, "application/json", strings.Repeat(" ", longest+1), ErrNotWhy},
		"elsewhere":   {302, "application/json", whole, &StatusError{302}},
		"no such one": {404, "text/plain", "", &StatusError{404}},
	} {
		t.Run(name, func(t *testing.T) {
			client, asked := server(t, c.status, c.kind, c.body)
			_, err := client.Ask(t.Context(), "c")
			var status *StatusError
			if !errors.Is(err, c.want) && (!errors.As(err, &status) || err.Error() != c.want.Error()) {
				t.Errorf("%v, want %v", err, c.want)
			}
			if len(*asked) != 1 {
				t.Errorf("asked %d times", len(*asked))
			}
		})
	}
}

func TestNobodyThere(t *testing.T) {
	for _, url := range []string{"", "ftp://hub.example.com", "ws://", ":"} {
		if _, err := New(Config{URL: url}).Ask(t.Context(), "c"); err == nil {
			t.Errorf("%q was asked", url)
		}
	}
	c, _ := server(t, 200, "application/json", whole)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := c.Ask(ctx, "c"); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(whole))
	f.Add([]byte(`{"knowledge":{},"verdict":{"score":-1}}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		a, err := decode(body)
		if err != nil && !errors.Is(err, ErrNotWhy) {
			t.Fatal(err)
		}
		for _, s := range a.Verdict.Spans {
			if s.From < 0 || s.From >= s.To {
				t.Fatalf("span %+v", s)
			}
		}
	})
}
