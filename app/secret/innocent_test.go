package secret

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"
)

// what teams and customers write all day is left alone: references of tickets,
// escalations and callbacks, phone numbers, orders, times and amounts.
func TestInnocent(t *testing.T) {
	for _, text := range []string{
		"Your ticket is TK-7F3K-9Q2M-4D1X.",
		"The escalation ES-2026-000123 is with our specialist",
		"Callback CB-4417-2290-1183 is due at 18:00",
		"TK-20261122-0042",
		"tk-8842 / es-1193 / cb-2201",
		"ref TK-41111111111111 please",
		"Call us on +91 00000 00000 or 080-0000-0012",
		"my number is +91 98xxx 00000, call me",
		"call me at 00000 00012 before 6 pm",
		"phone: 1800-000-0000, extension 4471",
		"WhatsApp +44 20 7946 0000",
		"order 404-1234567-1234567 has not come",
		"Order id: 40817263544",
		"order no. 171-8293847-1122334, AWB 8812 3344 5566",
		"invoice INV/2026/11/00431 of ₹1,99,000",
		"transaction id 339281746655 failed",
		"UTR 426178339281 was credited",
		"I paid 2,499.00 on 22/11/2026 at 14:35",
		"PIN code 560001, Bengaluru",
		"my device IMEI is 35-209900-176148-1",
		"version 12.4.1 build 20261122.3",
		"the password page does not load",
		"I forgot my password, what now?",
		"please reset my PIN",
		"the OTP never arrives",
	} {
		if got := Find(text); len(got) != 0 {
			t.Errorf("%q: %+v, masked as %q", text, got, Mask(text))
		}
	}
}

// No reference is a secret, whatever its letters and digits read like, and a secret
// beside one is found all the same.
func TestNoReferenceIsASecret(t *testing.T) {
	const alphabet = "0123456789ABCDEFGHJKMPQRSTVWXYZ"
	group := rapid.Custom(func(t *rapid.T) string {
		return rapid.OneOf(
			rapid.StringOfN(rapid.SampledFrom([]rune(alphabet)), 4, 4, -1),
			rapid.SampledFrom([]string{"PW79", "2PW6", "P1N4", "0TP7", "4111", "1111", "KEYS"}),
		).Draw(t, "group")
	})
	rapid.Check(t, func(t *rapid.T) {
		ref := fmt.Sprintf("%s-%s-%s-%s-%s", rapid.SampledFrom([]string{"TK", "ES", "CB", "tk"}).Draw(t, "kind"),
			rapid.StringMatching("2[0-9]{5}").Draw(t, "day"), group.Draw(t, "a"), group.Draw(t, "b"), group.Draw(t, "c"))
		text := rapid.SampledFrom([]string{
			"Your reference is %s.", "%s", "see %s, please", "about the password reset: %s", "PIN problem, ticket %s", "otp not received %s", "(%s)", "password: %s",
		}).Draw(t, "text")
		said := fmt.Sprintf(text, ref)
		if len(Find(said)) != 0 {
			t.Fatalf("%q is masked as %q", said, Mask(said))
		}
		if both := said + " and my password is Monsoon#2041"; len(Find(both)) != 1 {
			t.Fatalf("%q is masked as %q", both, Mask(both))
		}
	})
}

func TestWhatOnlyLooksLikeAReference(t *testing.T) {
	for _, text := range []string{
		"password: TK-2408-PW12", "my password is TK-261122-3CRV-0R1W-5ZAKx9", "password is XTK-261122-3CRV-0R1W-5ZAK",
	} {
		if len(Find(text)) == 0 {
			t.Errorf("%q is not masked", text)
		}
	}
}
