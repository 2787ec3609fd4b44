package words

import (
	"testing"
	"time"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/view"
)

func TestSynced(t *testing.T) {
	for _, c := range []struct {
		state  app.LinkState
		unsent int
		want   string
	}{
		{app.LinkLive, 0, "Works without a network · all is synced"},
		{app.LinkOffline, 0, "Works without a network · nothing waits to sync"},
		{app.LinkOffline, 1, "Works without a network · 1 change waiting to sync"},
		{app.LinkLive, 2, "Works without a network · 2 changes waiting to sync"},
	} {
		if got := Synced(app.Link{State: c.state}, c.unsent); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestSentence(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "  ": "", "not saved: the disk is full": "Not saved: the disk is full.", " ends. ": "Ends.", "नहीं": "नहीं.", ".": ".",
	} {
		if got := Sentence(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

// A day may have 23 or 25 hours; midnights are counted, in the zone of now.
func TestWhen(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, time.March, 29, 0, 30, 0, 0, berlin)
	for at, want := range map[time.Time]string{
		now: "today 00:30", now.Add(20 * time.Hour).UTC(): "today 21:30", now.Add(23 * time.Hour): "tomorrow 00:30",
		now.Add(-31 * time.Minute): "yesterday 23:59", now.AddDate(0, 0, 2): "31 Mar 00:30", now.AddDate(-1, 0, 0): "29 Mar 2025 00:30",
	} {
		if got := When(at, now); got != want {
			t.Errorf("%s: got %q, want %q", at, got, want)
		}
	}
}

func TestPeople(t *testing.T) {
	s := &app.Snapshot{Me: app.Me{Agent: "me"}, Team: []view.Colleague{{ID: "me", Name: "Asha"}, {ID: "ben", Name: "Ben"}}}
	p := PeopleOf(s)
	for id, want := range map[chat.AgentID]string{"me": "You", "ben": "Ben", "gone": "gone", "": ""} {
		if got := p.Name(id); got != want {
			t.Errorf("%q is called %q, want %q", id, got, want)
		}
	}
	if (People{}).Name("") != "" || !p.Same(PeopleOf(s)) {
		t.Error("nobody has a name, or the same people are others")
	}
	for _, q := range []*app.Snapshot{{Team: s.Team}, {Me: s.Me, Team: s.Team[:1]}, {Me: s.Me, Team: []view.Colleague{s.Team[0], {ID: "ben", Name: "Benno"}}}} {
		if p.Same(PeopleOf(q)) {
			t.Errorf("%+v are the same people", q)
		}
	}
}
