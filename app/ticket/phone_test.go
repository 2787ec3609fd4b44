package ticket

import "testing"

// TestParsePhone: numbers of ranges kept for fiction, as people write them
// (G-TKT-04).
func TestParsePhone(t *testing.T) {
	for _, c := range []struct{ in, region, want string }{
		{"+44 20 7946 0123", "IN", "+442079460123"},
		{"020 7946 0123", "GB", "+442079460123"},
		{"+44 (0)20 7946-0123", "", "+442079460123"},
		{"0044 20 7946 0123", "GB", "+442079460123"},
		{"(202) 555-0143", "US", "+12025550143"},
		{"1.202.555.0143", "US", "+12025550143"},
		{"＋１ ２０２ ５５５ ０１４３", "", "+12025550143"},
		{"+१ २०२ ५५५ ०१४३", "", "+12025550143"},
		{"(202) 555-0143", "", ""}, // which country?
		{"(202) 555-0143", "XX", ""},
		{"call 202 555 0143", "US", ""},
		{"1-202-FLOWERS", "US", ""},
		{"+1 202 555 0143; drop", "US", ""},
		{"+1 202 555 014", "US", ""},
		{"+1 202 555 0143 0000", "US", ""},
		{"+99 1", "", ""},
		{"", "IN", ""},
		{"+", "IN", ""},
		{"asha@example.com", "IN", ""},
	} {
		got, ok := ParsePhone(c.in, c.region, false)
		if got != c.want || ok != (c.want != "") {
			t.Errorf("%q in %q: %q, %t; want %q", c.in, c.region, got, ok, c.want)
		}
		if ok && !isE164(got, true) {
			t.Errorf("%q is not E.164", got)
		}
	}
}

// TestPracticeNumbers: what the practice floor's customers give is no number of
// anybody, and still one that a ticket takes where ranges are not asked for.
func TestPracticeNumbers(t *testing.T) {
	got, ok := ParsePhone("+91 00000 00002", "IN", false)
	if !ok || !isE164(got, false) {
		t.Errorf("%q, %t", got, ok)
	}
}

func FuzzParsePhone(f *testing.F) {
	f.Add("+44 20 7946 0123", "IN")
	f.Add("(202) 555-0143", "US")
	f.Fuzz(func(t *testing.T, s, region string) {
		if got, ok := ParsePhone(s, region, true); ok && !isE164(got, false) {
			t.Errorf("%q in %q is read as %q", s, region, got)
		}
	})
}
