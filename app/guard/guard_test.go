package guard_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"floorwalker/app/guard"
)

func lines(table string) []string { return strings.Split(strings.TrimSpace(table), "\n") }

// bilingual is a team that may write Hindi and Hinglish.
var bilingual = guard.Context{Hindi: true, Hinglish: true}

// TestBlocked: asking for a secret is blocked, whatever its disguise, and a
// screenshot is offered (G-SEC-01, G-SEC-02).
func TestBlocked(t *testing.T) {
	if n := len(lines(blocked)); n < 120 {
		t.Errorf("the table has %d sentences", n)
	}
	for _, text := range lines(blocked) {
		found := false
		for _, o := range guard.Check(text, bilingual) {
			if o.Rule == guard.RuleSecret {
				found = true
				if o.Severity != guard.Block || !strings.Contains(o.Instead, "screenshot") || strings.Contains(o.Words, "(") {
					t.Errorf("%q: %+v", text, o)
				}
			}
		}
		if !found {
			t.Errorf("not blocked: %q", text)
		}
	}
}

func TestPassed(t *testing.T) {
	if n := len(lines(passed)); n < 120 {
		t.Errorf("the table has %d sentences", n)
	}
	for _, text := range lines(passed) {
		for _, o := range guard.Check(text, bilingual) {
			t.Errorf("%q: %s at %q", text, o.Rule, text[o.From:o.To])
		}
	}
}

// TestWarned: each other rule quotes its requirement, and names the place.
func TestWarned(t *testing.T) {
	for _, c := range []struct {
		text  string
		rules string
		at    string
	}{
		{"Hello {customer}, how are you today", "G-HAND-02", "{"},
		{"Your case is with [name].", "G-HAND-02", "["},
		{"Dear ____, thank you.", "G-HAND-02", "____"},
		{"Dear <name>, thank you.", "G-HAND-02", "<name>"},
		{"What is your name? What is your order number?", "G-COMM-02", "What is your order number"},
		{"Where are you now? And is it raining", "", ""},
		{"What do you see and when did it start?", "G-COMM-02", "when did it start"},
		{"How and when did it happen?", "", ""},
		{"Can you see it? Did you restart the phone", "G-COMM-02", "Did you restart the phone"},
		{"Aap kaise hain", "G-COMM-01", "Aap kaise hain"},
		{"Please wait, hum check kar rahe hain.", "G-COMM-01", "hum check kar rahe hain"},
		{"नमस्ते", "G-COMM-01", "नमस्ते"},
		{"Привет, друг", "G-COMM-01", "Привет, друг"},
		{"வணக்கம்", "G-COMM-01", "வணக்கம்"},
		{"Gracias por favor", "G-COMM-01", "Gracias por favor"},
		{"I have updated your registered email.", "G-SEC-03", "updated"},
		{"I will change your plan now.", "G-SEC-03", "change"},
		{"We are removing the user from your account.", "G-SEC-03", "removing"},
		{"Your account has been deactivated.", "G-SEC-03", "deactivated"},
		{"PLEASE WAIT FOR A MOMENT", "G-COMM-05", "PLEASE WAIT FOR"},
		{"Please wait!!!", "G-COMM-05", "!!!"},
		{"This is your fault.", "G-COMM-05", "your fault"},
		{"You should have read it.", "G-COMM-05", "You should have"},
		{"Please calm down.", "G-COMM-05", "calm down"},
		{"You are a time waster.", "G-COMM-05", "time waster"},
	} {
		var rules, at []string
		for _, o := range guard.Check(c.text, guard.Context{}) {
			rules, at = append(rules, string(o.Rule)), append(at, c.text[o.From:o.To])
			if o.Severity != guard.Warn || strings.Contains(o.Words, string(o.Rule)) {
				t.Errorf("%q: %+v", c.text, o)
			}
		}
		if got := strings.Join(rules, ","); got != c.rules || strings.Join(at, ",") != c.at {
			t.Errorf("%q breaks %q at %q, want %q at %q", c.text, got, at, c.rules, c.at)
		}
	}
}

func TestContext(t *testing.T) {
	for _, c := range []struct {
		text    string
		context guard.Context
		want    int
	}{
		{"Aap kaise hain", guard.Context{Hinglish: true}, 0},
		{"नमस्ते", guard.Context{Hindi: true}, 0},
		{"நன்றி", bilingual, 1},
		{"I will change your plan now.", guard.Context{Verified: true}, 0},
		{"You wrote: “send my OTP again”.", guard.Context{Customer: []string{"please send my OTP again"}}, 0},
		{"You wrote: “send my OTP again”.", guard.Context{}, 1},
		{"We call you within two hours. Your reference is CB-261124-DEXS-ZTFK-WDBX.", guard.Context{}, 0}, // G-CB-10
		{"Your reference CB-261124-DEXS is OF NO USE HERE", guard.Context{}, 1},
		{"You wrote: “send me your OTP”.", guard.Context{Customer: []string{"hello"}}, 1},
		{"You saw “error [42]”.", guard.Context{Customer: []string{"error [42]"}}, 0},
	} {
		if got := guard.Check(c.text, c.context); len(got) != c.want {
			t.Errorf("%q with %+v: %+v", c.text, c.context, got)
		}
	}
	if got := guard.Check("Hello {customer}.", guard.Context{Canned: true}); len(got) != 1 || got[0].Severity != guard.Block {
		t.Errorf("an empty slot in a canned response: %+v", got) // G-HAND-02
	}
	if got := guard.Check("OTP?", guard.Context{Screenshot: "Picture, please."}); len(got) != 1 || got[0].Instead != "Picture, please." {
		t.Errorf("the team's own request: %+v", got) // G-SEC-02
	}
}

// TestDisguise: what is blocked stays blocked with a zero-width character put
// anywhere between two letters.
func TestDisguise(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := []rune(rapid.SampledFrom([]string{"Please share your password", "What is your OTP?", "Apna PIN bataiye"}).Draw(t, "text"))
		at := rapid.IntRange(0, len(text)).Draw(t, "at")
		hidden := rapid.SampledFrom([]string{"\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad"}).Draw(t, "hidden")
		s := string(text[:at]) + hidden + string(text[at:])
		for _, o := range guard.Check(s, bilingual) {
			if o.Severity == guard.Block {
				return
			}
		}
		t.Fatalf("%q is not blocked", s)
	})
}

func FuzzCheck(f *testing.F) {
	for _, s := range append(lines(blocked), lines(passed)...) {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		at := 0
		for _, o := range guard.Check(s, guard.Context{Customer: []string{"some words"}}) {
			if o.From < at || o.To < o.From || o.To > len(s) || o.Words == "" || o.Rule == "" {
				t.Fatalf("%q: %+v after %d", s, o, at)
			}
			if utf8.ValidString(s) && !utf8.ValidString(s[o.From:o.To]) {
				t.Fatalf("%q: %+v cuts a rune", s, o)
			}
			at = o.From
		}
	})
}

func BenchmarkCheck(b *testing.B) {
	const text = "Thank you for the details, Asha. I have looked into it and the plan will be active again within two hours. Could you please restart the phone once and tell me what you see? Never share your OTP with anyone."
	for _, c := range []struct{ name, text string }{{"message", text}, {"long", strings.Repeat(text+" ", 5_000)}} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(c.text)))
			b.ReportAllocs()
			for b.Loop() {
				guard.Check(c.text, guard.Context{})
			}
		})
	}
}
