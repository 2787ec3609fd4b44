package crisp

import (
	"testing"
	"time"
)

func TestFramesOfARecording(t *testing.T) {
	// samples/socketio.txt, recorded from a socket.io 4 server.
	tests := []struct {
		raw   string
		kind  frameKind
		event string
		body  string
	}{
		{raw: `0{"sid":"Gq_9v-cL6ktBMzK6AAAA","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000}`, kind: frameOpen},
		{raw: `40{"sid":"a3q1SPOm0vjAL09AAAAA"}`, kind: frameConnect},
		{raw: `42["authenticated",{"events":["message:send"]}]`, kind: frameEvent, event: "authenticated", body: `{"events":["message:send"]}`},
		{raw: `42["authenticated",true]`, kind: frameEvent, event: "authenticated", body: "true"},
		{raw: `4212["message:send",{"content":"hi"}]`, kind: frameEvent, event: "message:send", body: `{"content":"hi"}`},
		{raw: `42["bare"]`, kind: frameEvent, event: "bare"},
		{raw: `40`, kind: frameConnect},
		{raw: `41`, kind: frameClose},
		{raw: `1`, kind: frameClose},
		{raw: `2`, kind: framePing},
		{raw: `3`, kind: framePong},
		{raw: `43[1]`, kind: frameIgnore},
		{raw: `451-["file",{"_placeholder":true,"num":0}]`, kind: frameIgnore},
		{raw: `42/admin,["x",{}]`, kind: frameIgnore},
		{raw: `6`, kind: frameIgnore},
	}
	for _, tt := range tests {
		f, err := parseFrame([]byte(tt.raw))
		if err != nil || f.kind != tt.kind || f.event != tt.event || string(f.body) != tt.body {
			t.Errorf("%s: %+v, %v", tt.raw, f, err)
		}
	}
	f, _ := parseFrame([]byte(`44{"message":"not here"}`))
	if f.kind != frameRefused || f.words != "not here" {
		t.Errorf("a refusal: %+v", f)
	}
}

func TestFramesThatAreNone(t *testing.T) {
	for _, raw := range []string{"", "x", "4", "49", "0", "0[]", "42", "42{}", "42[]", "42[1]", `42[""]`, "\xff", `42["\xff`} {
		if f, err := parseFrame([]byte(raw)); err == nil {
			t.Errorf("%q was read as %+v", raw, f)
		}
	}
}

func TestTimersOfTheServer(t *testing.T) {
	for raw, want := range map[string]opening{
		`0{"pingInterval":25000,"pingTimeout":20000}`: {25 * time.Second, 20 * time.Second},
		`0{}`:                                  {defaultInterval, defaultTimeout},
		`0{"pingInterval":-5,"pingTimeout":0}`: {defaultInterval, defaultTimeout},
		`0{"pingInterval":0.1,"pingTimeout":1e18}`: {leastTimer, mostTimer},
	} {
		f, err := parseFrame([]byte(raw))
		if err != nil || f.open != want {
			t.Errorf("%s: %+v, %v", raw, f.open, err)
		}
	}
}

func FuzzParseFrame(f *testing.F) {
	for _, s := range []string{`0{"pingInterval":25000}`, `42["a",{}]`, `4212["a"]`, `44{"message":"x"}`, `43[]`, `2probe`, `41`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		got, err := parseFrame(raw)
		if err != nil {
			if got.kind != frameIgnore || got.event != "" {
				t.Errorf("an error with a frame: %+v", got)
			}
			return
		}
		if got.kind == frameEvent && (got.event == "" || len(got.event) > mostEventName) {
			t.Errorf("an event without a proper name: %q", got.event)
		}
		if got.kind == frameOpen && (got.open.interval < leastTimer || got.open.timeout > mostTimer) {
			t.Errorf("timers out of reason: %+v", got.open)
		}
	})
}
