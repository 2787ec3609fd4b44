package followup_test

import (
	"errors"
	"strings"
	"testing"

	"floorwalker/app/followup"
	"floorwalker/app/policy"
)

func TestNumbersAreCheckedAndShown(t *testing.T) {
	for _, c := range []struct{ typed, region, dial, shown, zone string }{
		{"+91 98765 43210", "", "+919876543210", "+91 98765 43210", "Asia/Calcutta"},
		{"098765 43210", "IN", "+919876543210", "+91 98765 43210", "Asia/Calcutta"},
		{"०९८७६५ ४३२१०", "IN", "+919876543210", "+91 98765 43210", "Asia/Calcutta"},
		{" +1 (202) 555-0143 ", "", "+12025550143", "+1 202-555-0143", "America/New_York"},
		{"98765", "IN", "", "98765", ""},
		{"098765 43210", "", "", "098765 43210", ""},
		{"asha@example.com", "IN", "", "asha@example.com", ""},
		{"call me\non 12", "IN", "", "call me on 12", ""},
		{"", "IN", "", "", ""},
	} {
		p := followup.PhoneOf(c.typed, c.region)
		zone := ""
		if z := p.Zone(); z != nil {
			zone = z.String()
		}
		if p.Dial != c.dial || p.Shown != c.shown || p.OK() != (c.dial != "") || zone != c.zone {
			t.Errorf("%q is %+v in %q", c.typed, p, zone)
		}
	}
}

func TestOnlyDigitsAreDialled(t *testing.T) {
	for _, s := range policy.DialSchemes() {
		got, err := followup.URI(s, "+919876543210")
		if want := string(s) + ":+919876543210"; got != want || err != nil {
			t.Errorf("%q, %v, want %q", got, err, want)
		}
	}
	for _, n := range []string{
		"", "+", "919876543210", "+0123456789", "+91 98765 43210", "+919876543210;ext=1", "+919876543210\n", "+91987654321a",
		"+919876543210@example.com", "+" + strings.Repeat("9", 16), "+१२३४५६७८९०", "--help",
	} {
		if got, err := followup.URI(policy.DialTel, n); got != "" || !errors.Is(err, followup.ErrNumber) {
			t.Errorf("%q became %q, %v", n, got, err)
		}
	}
	for _, s := range []policy.DialScheme{"", "http", "file", "tel:"} {
		if got, err := followup.URI(s, "+919876543210"); got != "" || !errors.Is(err, followup.ErrScheme) {
			t.Errorf("%q became %q, %v", s, got, err)
		}
	}
}

// FuzzPhone: whatever a stranger types, what is dialled is a scheme, a plus and
// digits.
func FuzzPhone(f *testing.F) {
	for _, s := range []string{"+91 98765 43210", "098765 43210", "tel:+91;x=`id`", "०९८७६५ ४३२१०", "1-800-FLOWERS"} {
		f.Add(s, "IN")
	}
	f.Fuzz(func(t *testing.T, s, region string) {
		p := followup.PhoneOf(s, region)
		uri, err := followup.URI(policy.DialTel, p.Dial)
		if p.OK() != (err == nil) || strings.Trim(strings.TrimPrefix(uri, "tel:+"), "0123456789") != "" || strings.ContainsAny(p.Shown, "\n\r\x1b") {
			t.Errorf("%q is %+v and %q, %v", s, p, uri, err)
		}
	})
}
