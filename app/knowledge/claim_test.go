package knowledge_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"floorwalker/app/knowledge"
)

// claims is a table of texts and of the claims in them, as "kind: text =
// value unit". It feeds the fuzzer as well.
var claims = []struct {
	text string
	want []string
}{
	// G-TRIG-04, A-47: phone numbers, in any grouping.
	{"Call +91 00000 00001 now", []string{"phone number: +91 00000 00001 = 1"}},
	{"call 080-0000-0012", []string{"phone number: 080-0000-0012 = 8000000012"}},
	{"toll free 1800 000 0000.", []string{"phone number: 1800 000 0000 = 18000000000"}},
	{"dial 1961 to test", []string{"phone number: 1961 = 1961"}},
	{"हमारा नंबर १८०० ००० ०००० है", []string{"phone number: १८०० ००० ०००० = 18000000000"}},
	{"your order 4567890123 is packed", nil},
	{"the code is 4821", nil},
	// Money, in every way to write it.
	{"it is ₹199", []string{"amount: ₹199 = 19900 INR"}},
	{"₹ 1,99,000.50", []string{"amount: ₹ 1,99,000.50 = 19900050 INR"}},
	{"Rs. 299/-", []string{"amount: Rs. 299/- = 29900 INR"}},
	{"Rs 299", []string{"amount: Rs 299 = 29900 INR"}},
	{"INR 5 lakh", []string{"amount: INR 5 lakh = 50000000 INR"}},
	{"499rs only", []string{"amount: 499rs = 49900 INR"}},
	{"१९९ रुपये", []string{"amount: १९९ रुपये = 19900 INR"}},
	{"$20 or 15 €", []string{"amount: $20 = 2000 USD", "amount: 15 € = 1500 EUR"}},
	{"10 $20", []string{"amount: $20 = 2000 USD"}},
	{"0$ 00", []string{"amount: $ 00 = 0 USD"}},
	{"2.5k rupees", []string{"amount: 2.5k rupees = 250000 INR"}},
	{"two hundred", nil},
	// Percentages.
	{"GST is 18%", []string{"percentage: 18% = 1800 percent"}},
	{"18.5 per cent", []string{"percentage: 18.5 per cent = 1850 percent"}},
	{"१८ प्रतिशत", []string{"percentage: १८ प्रतिशत = 1800 percent"}},
	// Durations; hours and days meet, working days do not.
	{"in 24 hours", []string{"duration: 24 hours = 8640000 seconds"}},
	{"in 1 day", []string{"duration: 1 day = 8640000 seconds"}},
	{"3-5 working days", []string{"duration: 3-5 working days = 300-500 workdays"}},
	{"3 to 5 days", []string{"duration: 3 to 5 days = 25920000-43200000 seconds"}},
	{"30min", []string{"duration: 30min = 180000 seconds"}},
	{"das minute me", []string{"duration: das minute = 60000 seconds"}},
	{"दस मिनट में", []string{"duration: दस मिनट = 60000 seconds"}},
	{"for 2 years", []string{"duration: 2 years = 2400 months"}},
	// Dates and times.
	{"on 12 March 2026", []string{"date: 12 March 2026 = 2026-3-12 day"}},
	{"on March 12th", []string{"date: March 12th = -3-12 day"}},
	{"12/03/2026", []string{"date: 12/03/2026 = 2026-3-12 day"}},
	{"2026-03-12", []string{"date: 2026-03-12 = 2026-3-12 day"}},
	{"31/31/2026", nil},
	{"since 1999.", []string{"date: 1999 = 1999-- day"}},
	{"on Sundays", []string{"date: Sundays = sun weekday"}},
	{"at 9 am", []string{"time of day: 9 am = 540 day"}},
	{"6:30pm", []string{"time of day: 6:30pm = 1110 day"}},
	{"18:00", []string{"time of day: 18:00 = 1080 day"}},
	{"12 am", []string{"time of day: 12 am = 0 day"}},
	{"शाम 6 बजे", []string{"time of day: शाम 6 बजे = 1080 day"}},
	// Links and addresses; a full stop is not a domain.
	{"see https://www.example.com/help/?x=1.", []string{"link: https://www.example.com/help/?x=1 = example.com/help"}},
	{"go to example.com.", []string{"link: example.com = example.com"}},
	{"wait.please", nil},
	{"mail (help@example.com)", []string{"e-mail address: help@example.com = help@example.com"}},
	// Policies, with their denial.
	{"full refund", []string{"policy: refund = refund refund"}},
	{"no refund", []string{"policy: refund = refund refund denied"}},
	{"रिफंड नहीं मिलेगा", []string{"policy: रिफंड = refund refund denied"}},
	{"no cancellation fee", []string{"policy: cancellation = cancel cancel", "policy: fee = charge charge denied"}},
	// Quantities and names.
	{"it has 20 extensions", []string{"quantity: 20 extensions = 2000 extens"}},
	{"use Auto Dialer", []string{"name: Auto Dialer = auto dial name"}},
	{"the Premium plan", []string{"name: Premium = premiu name"}},
	{"Hello, how are you?", nil},
	{"\xff\xfe ₹1\xff", []string{"amount: ₹1 = 100 INR"}},
}

func TestExtract(t *testing.T) {
	for _, c := range claims {
		var got []string
		for _, f := range knowledge.Extract(c.text) {
			s := strings.TrimSpace(fmt.Sprintf("%s: %s = %s %s", f.Kind, f.Text, f.Value, f.Unit))
			if f.Denied {
				s += " denied"
			}
			got = append(got, s)
		}
		if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
			t.Errorf("%q has\n  %s\nwant\n  %s", c.text, strings.Join(got, "\n  "), strings.Join(c.want, "\n  "))
		}
	}
}

// checkClaims holds what every list of claims promises.
func checkClaims(t *testing.T, text string) {
	t.Helper()
	end := 0
	found := knowledge.Extract(text)
	if len(found) > 64 {
		t.Fatalf("%d claims", len(found))
	}
	for _, c := range found {
		if c.From < end || c.To <= c.From || c.To > len(text) || text[c.From:c.To] != c.Text {
			t.Fatalf("claim %+v in %q, after byte %d", c, text, end)
		}
		if c.Low > c.High || c.Low < 0 || c.Kind == 0 || c.Value == "" {
			t.Fatalf("claim %+v", c)
		}
		end = c.To
	}
}

func FuzzExtract(f *testing.F) {
	for _, c := range claims {
		f.Add(c.text)
	}
	f.Fuzz(checkClaims)
}

// Every text path must bear 1 MB of anything.
func TestExtractIsBounded(t *testing.T) {
	const size = 1 << 20
	for _, unit := range []string{"9", "9 ", "₹1 ", "9-", "a.", "@", "a@b.", "\u200d", "ा", "🙂", "\xff", "no ", "1,", "Ab ", "x"} {
		text := strings.Repeat(unit, size/len(unit))
		checkClaims(t, text)
	}
}

func FuzzParseMarkdown(f *testing.F) {
	f.Add([]byte("---\na: b\n---\n# Title\n\nText with [a link](https://example.com).\n"))
	f.Add([]byte("# only a title"))
	f.Fuzz(func(t *testing.T, file []byte) {
		a, err := knowledge.ParseMarkdown("a.md", file)
		if err != nil {
			return
		}
		if a.Text == "" || a.Title == "" || !utf8.ValidString(a.Text) {
			t.Fatalf("%+v", a)
		}
		for _, term := range a.Terms() {
			if term == "" || strings.ContainsAny(term, " \n\t") {
				t.Fatalf("term %q", term)
			}
		}
	})
}
