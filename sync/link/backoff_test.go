package link

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestBackoffGrowsToItsMostWithinItsBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := 0.0
		b := Backoff{Random: func() float64 { return r }}
		want := 250 * time.Millisecond
		for range rapid.IntRange(1, 60).Draw(t, "failures") {
			r = rapid.Float64Range(0, 0.999999).Draw(t, "random")
			got := b.Next()
			if got < want/2 || got > want*3/2 {
				t.Fatalf("%v is not within 0.5 to 1.5 of %v", got, want)
			}
			want = min(want*2, 30*time.Second)
		}
		b.Reset()
		if got := b.Next(); got > 375*time.Millisecond {
			t.Fatalf("%v after a reset", got)
		}
	})
}

func TestAddress(t *testing.T) {
	for in, want := range map[string]string{
		"ws://hub.example.com/v1/stream":    "ws://hub.example.com/v1/stream",
		"https://hub.example.com/v1/stream": "wss://hub.example.com/v1/stream",
		"http://127.0.0.1:8080/v1/stream":   "ws://127.0.0.1:8080/v1/stream",
		"ftp://hub.example.com":             "",
		"hub.example.com":                   "",
		"ws://":                             "",
		"ws://%zz":                          "",
	} {
		got, err := address(in)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%q became %q, %v", in, got, err)
		}
	}
}

func TestClipKeepsCharactersWhole(t *testing.T) {
	for in, want := range map[string]string{"short": "short", "मीरा मीरा": "मीर", "a\xffb": "ab"} {
		if got := clip(in, 11); got != want {
			t.Errorf("%q became %q", in, got)
		}
	}
}
