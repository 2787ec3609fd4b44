package station

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"floorwalker/sync/hub"
)

// answering is a hub that gives the same answer to everybody.
type answering struct {
	code int
	body string
}

func (a answering) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Method != http.MethodPost || r.URL.Path != "/agents" {
		a.code, a.body = http.StatusNotFound, "no such page"
	}
	return &http.Response{StatusCode: a.code, Status: http.StatusText(a.code), Body: io.NopCloser(strings.NewReader(a.body))}, nil
}

// TestAddAgent: a token, or the hub's own sentence about why there is none.
func TestAddAgent(t *testing.T) {
	add := func(a answering) (string, error) {
		return AddAgent(t.Context(), &http.Client{Transport: a}, hub.NewAgent{Name: "Asha"})
	}
	if token, err := add(answering{200, `{"token":"fw_x"}`}); token != "fw_x" || err != nil {
		t.Errorf("%q, %v", token, err)
	}
	for _, a := range []answering{{409, "the name is taken\n"}, {200, `{}`}, {200, ``}} {
		if token, err := add(a); token != "" || err == nil || !strings.Contains(err.Error(), "Asha") || !strings.Contains(err.Error(), strings.TrimSpace(a.body)) {
			t.Errorf("%v: %q, %v", a, token, err)
		}
	}
}
