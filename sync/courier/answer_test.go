package courier

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"
)

func TestBackoff(t *testing.T) {
	least, most := time.Duration(0), time.Duration(0)
	for n := 1; n < MaxAttempts; n++ {
		low, high := Backoff(n, 0), Backoff(n, 0.999999)
		want := min(BackoffMax, BackoffBase<<min(n-1, 20))
		if low != want/2 || high < low || high > want*3/2 {
			t.Errorf("after attempt %d: %v to %v", n, low, high)
		}
		least, most = least+low, most+high
	}
	if mean := (least + most) / 2; mean < 68*time.Hour || mean > 71*time.Hour {
		t.Errorf("all the waits take %v", mean)
	}
	if Backoff(0, 0) != BackoffBase/2 || Backoff(1<<40, 0) != BackoffMax/2 {
		t.Error("attempts out of range")
	}
}

func TestRetryAfter(t *testing.T) {
	now := time.Unix(1_780_000_000, 0)
	for value, want := range map[string]time.Duration{
		"": 0, "0": 0, "120": 2 * time.Minute, " 5 ": 5 * time.Second, "86401": MaxRetryAfter, "99999999999999999999": MaxRetryAfter,
		"-5": 0, "1.5": 0, "soon": 0, "+3": 0,
		now.Add(90 * time.Second).UTC().Format(http.TimeFormat): 90 * time.Second,
		now.Add(-time.Hour).UTC().Format(http.TimeFormat):       0,
		now.AddDate(90, 0, 0).UTC().Format(http.TimeFormat):     MaxRetryAfter,
	} {
		if got := retryAfter(value, now); got != want {
			t.Errorf("%q is %v, want %v", value, got, want)
		}
	}
}

func FuzzRetryAfter(f *testing.F) {
	for _, s := range []string{"", "12", "Fri, 31 Dec 1999 23:59:59 GMT", "-1", "99999999999999999999"} {
		f.Add(s, int64(1_780_000_000))
	}
	f.Fuzz(func(t *testing.T, value string, now int64) {
		if d := retryAfter(value, time.Unix(now%(1<<40), 0)); d < 0 || d > MaxRetryAfter {
			t.Fatalf("%q is %v", value, d)
		}
	})
}

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		" one\r\n two\t\x00three ":       "one two three",
		"a\u202egnp.exe\u2066":           "agnp.exe",
		"बिल\u200dकी प्रति":              "बिल\u200dकी प्रति",
		"\xff\xfeplain":                  "plain",
		strings.Repeat("é", MaxWords):    strings.Repeat("é", (MaxWords-3)/2) + "…",
		strings.Repeat("x", MaxWords):    strings.Repeat("x", MaxWords),
		"\x1b[31mred\x1b[0m\u2028alert!": "[31mred [0m alert!",
	} {
		if got := clean(in); got != want {
			t.Errorf("clean(%q) = %q", in, got)
		}
	}
	err := &url.Error{Op: "Post", URL: "https://example.com/token-1234", Err: errors.New("connection refused")}
	if got := wordsOf(err); got != "connection refused" {
		t.Errorf("wordsOf = %q", got)
	}
}

func FuzzClean(f *testing.F) {
	f.Add("one\r\ntwo")
	f.Add(strings.Repeat("€\x80", 300))
	f.Fuzz(func(t *testing.T, in string) {
		got := clean(in)
		if len(got) > MaxWords || !utf8.ValidString(got) || strings.ContainsFunc(got, unicode.IsControl) || clean(got) != got {
			t.Fatalf("clean(%q) = %q", in, got)
		}
	})
}

func TestVerdicts(t *testing.T) {
	now := time.Unix(1_780_000_000, 0)
	for _, c := range []struct {
		code       int
		http, smtp State
		far        bool // either
	}{
		{200, Done, Waiting, false},
		{299, Done, Waiting, false},
		{301, Undeliverable, Waiting, false},
		{400, Undeliverable, Waiting, false},
		{408, Waiting, Waiting, false},
		{409, Waiting, Waiting, false},
		{410, Undeliverable, Waiting, false},
		{421, Undeliverable, Waiting, true},
		{425, Waiting, Waiting, false},
		{429, Waiting, Waiting, true},
		{450, Undeliverable, Waiting, false},
		{451, Undeliverable, Waiting, false},
		{500, Waiting, Undeliverable, false},
		{503, Waiting, Undeliverable, true},
		{530, Waiting, Waiting, true},
		{535, Waiting, Waiting, true},
		{550, Waiting, Undeliverable, false},
		{554, Waiting, Undeliverable, false},
		{0, Undeliverable, Waiting, false},
	} {
		h, s := judgeHTTP(c.code, "words", "7", now), judgeSMTP(c.code, "words")
		if h.state != c.http || s.state != c.smtp || (h.far || s.far) != c.far || h.status != c.code || s.words != "words" {
			t.Errorf("%d: %+v, %+v", c.code, h, s)
		}
		if (h.wait == 7*time.Second) != (h.state == Waiting) {
			t.Errorf("%d: it waits %v", c.code, h.wait)
		}
	}
}
