package fetch

import (
	"errors"
	"io"
	"net/http"
	"testing"

	"floorwalker/app/coverage"
)

// A desk reads the figures of the day, and what a shift has signed, as the hub writes
// them (D-10, D-05).
func TestDays(t *testing.T) {
	answers := map[string]string{
		"/day":      `{"version":1,"date":"2026-11-23","chats":{"opened":3}}`,
		"/coverage": `{"machine":{"lines":2,"judged":2},"eyes":{"due":1,"gaps":[{"chat":"c","from":5,"to":9}]}}`,
		"/handover": `{"document":{"shift":"2026-11-23-1000"}}`,
	}
	var asked *http.Request
	c := hub(t, func(w http.ResponseWriter, r *http.Request) {
		asked = r
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, answers[r.URL.Path])
	})
	if d, err := c.Day(t.Context()); err != nil || d.Date != "2026-11-23" || d.Chats.Opened != 3 {
		t.Errorf("%+v, %v", d, err)
	}
	f, err := c.Coverage(t.Context())
	if err != nil || f.Machine.Judged != 2 || len(f.Eyes.Gaps) != 1 || f.Eyes.Gaps[0] != (coverage.Gap{Chat: "c", From: 5, To: 9}) {
		t.Errorf("%+v, %v", f, err)
	}
	raw, err := c.Handover(t.Context(), "2026-11-23-1000")
	if err != nil || string(raw) != answers["/handover"] || asked.URL.Query().Get("shift") != "2026-11-23-1000" {
		t.Errorf("%s, %v", raw, err)
	}
	answers["/day"], answers["/coverage"] = "[]", "no JSON"
	if _, err := c.Day(t.Context()); !errors.Is(err, ErrNotHub) {
		t.Errorf("a list is no day: %v", err)
	}
	if _, err := c.Coverage(t.Context()); !errors.Is(err, ErrNotHub) {
		t.Errorf("%v", err)
	}
}

func TestNoHandover(t *testing.T) {
	c := hub(t, func(w http.ResponseWriter, _ *http.Request) {
		http.Error(w, "Nothing was handed over.", http.StatusNotFound)
	})
	if _, err := c.Handover(t.Context(), "s"); !errors.Is(err, ErrNoHandover) {
		t.Errorf("%v", err)
	}
}
