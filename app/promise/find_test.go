package promise_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"floorwalker/app/chat"
	"floorwalker/app/promise"
)

// TestWords: the range says the promise with its time, in bytes.
func TestWords(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Hello Asha! I'll call you within two hours. Have a good day.", "I'll call you within two hours"},
		{"By 5 pm, someone from billing will ring you, thanks.", "By 5 pm, someone from billing will ring you"},
		{"ठीक है। मैं आपको दो घंटे में कॉल करूँगा।", "मैं आपको दो घंटे में कॉल करूँगा"},
		{"Ok. Tomorrow you will have an e-mail, Asha.", "Tomorrow you will have an e-mail"},
		{"I'll mail you the link today and call you at 7 pm.", "I'll mail you the link today|call you at 7 pm"},
	} {
		var got []string
		for _, p := range promise.Find(c.text, wednesday(t), india(t), promise.Options{}) {
			got = append(got, p.Words)
		}
		if s := strings.Join(got, "|"); s != c.want {
			t.Errorf("%q: %q, want %q", c.text, s, c.want)
		}
	}
}

// check holds for whatever text and now.
func check(t interface{ Errorf(string, ...any) }, text string, now chat.Instant, loc *time.Location) {
	got := promise.Find(text, now, loc, promise.Options{})
	if !slices.Equal(got, promise.Find(text, now, loc, promise.Options{})) {
		t.Errorf("two answers for %q", text)
	}
	if len(got) > promise.MaxPromises {
		t.Errorf("%d promises", len(got))
	}
	last := -1
	for _, p := range got {
		switch {
		case p.From < 0 || p.To > len(text) || p.From >= p.To || p.Words != text[p.From:p.To]:
			t.Errorf("%q: range of %+v", text, p)
		case p.From <= last:
			t.Errorf("%q: %+v begins before the one before it", text, p)
		case p.DueKnown != (p.Basis != promise.Vague), !p.DueKnown && p.Due != 0, p.DueKnown && p.Due < now:
			t.Errorf("%q: due of %+v at %d", text, p, now)
		case p.Kind == "":
			t.Errorf("%q: no kind in %+v", text, p)
		}
		last = p.From
	}
}

// TestAnyText: what holds of a promise holds for sentences of any words, at
// any time, in zones with and without summer time.
func TestAnyText(t *testing.T) {
	var words []string
	for _, s := range tuned {
		words = append(words, strings.Fields(s.text)...)
	}
	zones := []*time.Location{india(t), zone(t, "Europe/London"), zone(t, "Pacific/Apia"), zone(t, "America/St_Johns"), time.UTC}
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 0, 40).Draw(t, "words"), " ")
		now := chat.Instant(rapid.Int64Range(1_500_000_000_000, 2_500_000_000_000).Draw(t, "now"))
		check(t, text, now, rapid.SampledFrom(zones).Draw(t, "zone"))
	})
}

func FuzzFind(f *testing.F) {
	for _, s := range tuned[:40] {
		f.Add(s.text, int64(1_794_980_000_000))
	}
	f.Add("“\"«I will call you in 5", int64(0))
	f.Add("मैं आपको ५ बजे\u200dतक कॉल करूँगा", int64(-1))
	loc := zone(f, "Europe/London")
	f.Fuzz(func(t *testing.T, text string, now int64) {
		check(t, text, chat.Instant(now%4_000_000_000_000), loc)
	})
}

// TestBounded: texts that are made to be slow are read in steps that grow with
// the text, and all that may be sent is read.
func TestBounded(t *testing.T) {
	for _, unit := range []string{"“", "\"", "I will ", "will call you and ", "5 ", "if ", "by ", "at 5 ", "the next ", "कल ", "karenge ", "a.m", "'", "e-", "in the "} {
		check(t, strings.Repeat(unit, promise.MaxText/len(unit)), wednesday(t), india(t))
	}
	last := " I'll call you within two hours."
	text := strings.Repeat("x", promise.MaxText-len(last)-1) + "." + last
	if got := promise.Find(text, wednesday(t), india(t), promise.Options{}); len(got) != 1 {
		t.Errorf("the last sentence of %d bytes: %v", len(text), got)
	}
	many := strings.Repeat("I'll call you at 5. ", 100)
	if got := promise.Find(many, wednesday(t), india(t), promise.Options{}); len(got) != promise.MaxPromises {
		t.Errorf("%d promises", len(got))
	}
}

// BenchmarkFind reads one sentence each time; 20 microseconds are allowed.
func BenchmarkFind(b *testing.B) {
	loc, now := india(b), wednesday(b)
	every := append(append([]sample{}, tuned...), heldOut...)
	i := 0
	b.ReportAllocs()
	for b.Loop() {
		promise.Find(every[i%len(every)].text, now, loc, promise.Options{})
		i++
	}
}

// BenchmarkFindWorst reads the longest message, made of what costs most.
func BenchmarkFindWorst(b *testing.B) {
	loc, now := india(b), wednesday(b)
	text := strings.Repeat("will have by at 5 the ", promise.MaxText/22)
	for b.Loop() {
		promise.Find(text, now, loc, promise.Options{})
	}
}
