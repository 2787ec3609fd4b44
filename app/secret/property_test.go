package secret_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"floorwalker/app/secret"
)

// withLuhn completes digits by their check digit, by trying all ten.
func withLuhn(digits string) string {
	for c := '0'; c <= '9'; c++ {
		s, sum := digits+string(c), 0
		for i := range len(s) {
			n := int(s[len(s)-1-i] - '0')
			if i%2 == 1 {
				n = n*2/10 + n*2%10
			}
			sum += n
		}
		if sum%10 == 0 {
			return s
		}
	}
	panic("no digit completes " + digits)
}

// drawDigits draws n digits.
func drawDigits(t *rapid.T, n int, label string) string {
	return rapid.StringOfN(rapid.RuneFrom([]rune("0123456789")), n, n, n).Draw(t, label)
}

// scripts are the noughts of a few scripts.
var scripts = []rune{'0', 0x0966, 0x09e6, 0x0660, 0xff10, 0x1d7ce}

// inScript writes ASCII digits in another script.
func inScript(s string, nought rune) string {
	return strings.Map(func(c rune) rune {
		if c >= '0' && c <= '9' {
			return c - '0' + nought
		}
		return c
	}, s)
}

// TestEveryCardIsFound draws cards of each network in each script and way of
// writing, in the middle of a sentence: each is found whole, and of its digits
// only the last four are left.
func TestEveryCardIsFound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		kind := rapid.SampledFrom([]struct {
			lead   string
			length int
		}{{"4", 16}, {"4", 19}, {"51", 16}, {"55", 16}, {"2221", 16}, {"2720", 16}, {"34", 15}, {"37", 15}, {"6011", 16}, {"65", 16}, {"3528", 16}, {"62", 17}, {"62", 18}, {"36", 14}, {"508", 16}, {"6759", 13}}).Draw(t, "network")
		card := withLuhn(kind.lead + drawDigits(t, kind.length-1-len(kind.lead), "digits"))
		if len(card) > 16 && withLuhn(card[:15]) == card[:16] {
			return // in fours, this begins like a card of sixteen digits
		}
		group := rapid.SampledFrom([]int{1, 2, 4, 8, 20}).Draw(t, "group")
		sign := rapid.SampledFrom([]string{" ", "-", ".", "\u00a0", "\u200b", " - ", "–"}).Draw(t, "sign")
		var parts []string
		for s := card; s != ""; {
			n := min(group, len(s))
			parts, s = append(parts, s[:n]), s[n:]
		}
		shown := inScript(strings.Join(parts, sign), rapid.SampledFrom(scripts).Draw(t, "script"))
		spans := secret.Find("my card " + shown + ", thanks")
		if len(spans) != 1 || spans[0] != (secret.Span{Kind: secret.Card, From: len("my card "), To: len("my card ") + len(shown)}) {
			t.Fatalf("%q has %v", shown, spans)
		}
		if got, want := secret.Mask("my card "+shown+", thanks"), "my card ●●●●"+card[len(card)-4:]+", thanks"; got != want {
			t.Fatalf("%q becomes %q", shown, got)
		}
	})
}

// TestWrongSumIsNoCard changes one digit of a card, and finds none.
func TestWrongSumIsNoCard(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		card := []byte(withLuhn("4" + drawDigits(t, 14, "digits")))
		at := rapid.IntRange(1, 15).Draw(t, "at")
		card[at] = '0' + (card[at]-'0'+byte(rapid.IntRange(1, 9).Draw(t, "by")))%10
		if spans := secret.Find("number " + string(card)); len(spans) != 0 {
			t.Fatalf("%s has %v", card, spans)
		}
	})
}

// TestOneWrongDigitIsNoAadhaar: Verhoeff's sum finds every single slip, and
// every change of places of two neighbours.
func TestOneWrongDigitIsNoAadhaar(t *testing.T) {
	const good = "234123412346"
	for at := range len(good) {
		for by := byte(1); by <= 9; by++ {
			d := []byte(good)
			d[at] = '0' + (d[at]-'0'+by)%10
			if got := secret.Find("aadhaar " + string(d)); len(got) != 0 {
				t.Errorf("%s has %v", d, got)
			}
		}
		if at > 0 && good[at] != good[at-1] {
			d := []byte(good)
			d[at], d[at-1] = d[at-1], d[at]
			if got := secret.Find("aadhaar " + string(d)); len(got) != 0 {
				t.Errorf("%s has %v", d, got)
			}
		}
	}
}

// TestIBAN completes accounts of three countries by their check digits.
func TestIBAN(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		country := rapid.SampledFrom([]struct {
			code, number string
			length       int
		}{{"DE", "1314", 22}, {"NL", "2321", 18}, {"AE", "1014", 23}}).Draw(t, "country")
		account := drawDigits(t, country.length-4, "account")
		rest := 0
		for _, c := range account + country.number + "00" {
			rest = (rest*10 + int(c-'0')) % 97
		}
		iban := fmt.Sprintf("%s%02d%s", country.code, 98-rest, account)
		spans := secret.Find("iban " + iban)
		if len(spans) == 0 || spans[0].From != len("iban ") || spans[0].To != len("iban ")+len(iban) {
			t.Fatalf("%s has %v", iban, spans)
		}
	})
}

// pieces make texts in which secrets stand close and overlap.
var pieces = []string{
	" ", " ", "\n", ":", "-", "/", ".", "●", "●●●●", "otp", "PIN", "password", "is", "hai", "cvv", "card", "order", "aadhaar", "PAN",
	"code", "security", "my", "token", "api key", "a", "x", "४१११", "４２４２", "4242", "4111", "1111", "12/27", "123", "7", "482913", "4242424242424242", "234123412346",
	"2341 2341 2346", "ABCPE1234F", "GB82 WEST 1234 5698 7654 32", "DE89370400440532013000", "https://a:b@", "-----BEGIN PRIVATE KEY-----",
	"-----END ", "sk_" + "live_", "abcdef12345678", "Blue#42", "\u200b", "\xff", "é", "+", "#", "rs",
}

// TestMaskProperties holds for any text: nothing secret is left, a second time
// changes nothing, and the spans are in order and cut no rune.
func TestMaskProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		check(t, strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 30).Draw(t, "pieces"), rapid.SampledFrom([]string{"", " "}).Draw(t, "between")))
	})
	rapid.Check(t, func(t *rapid.T) { check(t, rapid.String().Draw(t, "text")) })
}

// fataler is what rapid and testing have in common.
type fataler interface {
	Fatalf(format string, args ...any)
}

func check(t fataler, text string) {
	at := 0
	for _, s := range secret.Find(text) {
		if s.From < at || s.To <= s.From || s.To > len(text) || s.Kind < secret.Card || s.Kind > secret.Key {
			t.Fatalf("%q has the span %v after %d", text, s, at)
		}
		if utf8.ValidString(text) && !utf8.ValidString(text[s.From:s.To]) {
			t.Fatalf("%q: the span %v cuts a rune", text, s)
		}
		at = s.To
	}
	once := secret.Mask(text)
	if left := secret.Find(once); len(left) != 0 {
		t.Fatalf("%q becomes %q, which has %v", text, once, left)
	}
	if twice := secret.Mask(once); twice != once {
		t.Fatalf("%q becomes %q and then %q", text, once, twice)
	}
}

func FuzzMask(f *testing.F) {
	for _, c := range cases {
		f.Add(c.text)
	}
	f.Add(strings.Join(pieces, " "))
	f.Fuzz(func(t *testing.T, text string) { check(t, text) })
}
