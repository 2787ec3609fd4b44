package chatwoot

import (
	"testing"
	"time"

	"floorwalker/sync/driver/internal/rest"
)

func answer(status int, body []byte) rest.Answer { return rest.Answer{Status: status, Body: body} }

func TestMoments(t *testing.T) {
	for raw, want := range map[string]time.Time{
		`1768900000`:                 time.Unix(1768900000, 0),
		`1768900000.25`:              time.Unix(1768900000, 250_000_000),
		`"1768900000"`:               time.Unix(1768900000, 0),
		`"2026-01-20T09:06:40.123Z"`: time.Unix(1768900000, 123_000_000),
		`0`:                          {}, `null`: {}, `"soon"`: {}, `{}`: {}, `-5`: {}, `1e300`: {},
	} {
		var m moment
		if err := m.UnmarshalJSON([]byte(raw)); err != nil || !m.Equal(want) {
			t.Errorf("%s is %s, %v, want %s", raw, m.Time, err, want)
		}
	}
}

// Both shapes of section 2.6 say the same.
func TestBothShapesOfAConversation(t *testing.T) {
	cable := `{"id":7,"status":"open","channel":"Channel::Whatsapp","meta":{"assignee":{"id":5,"name":"Asha","type":"user"},"assignee_type":"User","team":null},"updated_at":1768900000.25}`
	other := `{"id":7,"status":"open","uuid":"u","meta":{"channel":"Channel::Whatsapp","assignee":{"id":5,"name":"Asha"},"assignee_type":"User"},"updated_at":1768900000.25}`
	a, errA := decodeConversation([]byte(cable))
	b, errB := decodeConversation([]byte(other))
	if errA != nil || errB != nil || a.gist() != b.gist() || a.channel() != b.channel() || !a.Updated.Equal(b.Updated.Time) {
		t.Errorf("the cable has %s %s, REST %s %s (%v, %v)", a.gist(), a.channel(), b.gist(), b.channel(), errA, errB)
	}
}

// Who answers, by section 3.
func TestWhoHasAChat(t *testing.T) {
	for raw, want := range map[string]struct {
		bot      bool
		assignee number
	}{
		`{"id":1,"status":"pending"}`:                                                                  {bot: true},
		`{"id":1,"status":"pending","meta":{"assignee":{"id":5,"type":"user"}}}`:                       {bot: true, assignee: 5},
		`{"id":1,"status":"open"}`:                                                                     {},
		`{"id":1,"status":"open","meta":{"assignee":{"id":5,"type":"user"},"assignee_type":"User"}}`:   {assignee: 5},
		`{"id":1,"status":"open","meta":{"assignee":{"id":5},"assignee_type":"AgentBot"}}`:             {bot: true},
		`{"id":1,"status":"open","meta":{"assignee":{"id":5,"type":"agent_bot"}}}`:                     {bot: true},
		`{"id":1,"status":"snoozed","meta":{"assignee":[]}}`:                                           {},
		`{"id":1,"status":"resolved","meta":{"assignee":{"id":"5","type":"user"},"assignee_type":{}}}`: {assignee: 5},
	} {
		c, err := decodeConversation([]byte(raw))
		if err != nil {
			t.Fatal(err)
		}
		var got number
		if a := c.assignee(); a != nil {
			got = a.ID
		}
		if c.bot() != want.bot || got != want.assignee {
			t.Errorf("%s: bot %t and %d, want %t and %d", raw, c.bot(), got, want.bot, want.assignee)
		}
	}
}

func TestVersions(t *testing.T) {
	for v, want := range map[string]bool{
		"4.8.0": true, "4.10.0": true, "5.0": true, "v4.9.1": true, "4.7.9": false, "3.16.0": false, "": false, "4": false, "x.y": false,
	} {
		if got := atLeast(v, 4, 8); got != want {
			t.Errorf("%q is at least 4.8: %t, want %t", v, got, want)
		}
	}
}

func TestAddresses(t *testing.T) {
	for _, c := range []struct{ url, cable, base, socket, origin string }{
		{url: "https://chat.example.com/", base: "https://chat.example.com", socket: "wss://chat.example.com/cable", origin: "https://chat.example.com"},
		{url: "http://chat.example.com:3000/desk?x=1#y", base: "http://chat.example.com:3000/desk", socket: "ws://chat.example.com:3000/desk/cable", origin: "http://chat.example.com:3000"},
		{url: "https://chat.example.com", cable: "wss://live.example.com/cable", base: "https://chat.example.com", socket: "wss://live.example.com/cable", origin: "https://chat.example.com"},
		{url: "chat.example.com"},
		{url: "ftp://chat.example.com"},
		{url: "https://user:secret@chat.example.com"},
		{url: "https://chat.example.com", cable: "https://live.example.com/cable"},
	} {
		d, err := New(Config{URL: c.url, Cable: c.cable, Token: "t", Now: time.Now, Random: func() float64 { return 0 }})
		switch {
		case c.base == "" && err == nil:
			t.Errorf("%q and %q are taken", c.url, c.cable)
		case c.base == "":
		case err != nil:
			t.Errorf("%q: %v", c.url, err)
		case d.base.String() != c.base || d.cable.String() != c.socket || d.origin != c.origin:
			t.Errorf("%q is %s, %s and %s", c.url, d.base, d.cable, d.origin)
		}
	}
	if _, err := New(Config{URL: "https://chat.example.com"}); err == nil {
		t.Error("a driver without a token is made")
	}
}
