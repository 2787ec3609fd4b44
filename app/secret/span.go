package secret

import (
	"cmp"
	"slices"
)

// Kind says what a secret is.
type Kind uint8

// The kinds of secrets. Where two overlap the lower one names both.
const (
	Card     Kind = iota + 1 // a payment card's number, 13 to 19 digits
	CVV                      // the code printed on a card
	Expiry                   // a date beside a card's number
	OTP                      // a one-time password
	PIN                      // a number that opens a card, a phone or an account
	Password                 // a password, also one in an address
	Aadhaar                  // an Indian resident's number
	PAN                      // an Indian tax payer's number
	IBAN                     // a bank account
	Key                      // a program's key, token or private key
)

// String is the kind's name in small letters, for logs and tables.
func (k Kind) String() string {
	names := [...]string{"none", "card", "cvv", "expiry", "otp", "pin", "password", "aadhaar", "pan", "iban", "key"}
	if int(k) < len(names) {
		return names[k]
	}
	return "unknown"
}

// Span is one secret in a text: the bytes from From up to, but without, To.
type Span struct {
	Kind     Kind
	From, To int
}

// merge sorts spans and makes one of those that overlap. Overlapping ones are
// joined, never dropped: whichever of them is right, nothing shows.
func merge(spans []Span) []Span {
	slices.SortFunc(spans, func(a, b Span) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.Kind, b.Kind))
	})
	out := spans[:0]
	for _, s := range spans {
		if n := len(out); n > 0 && s.From < out[n-1].To {
			last := &out[n-1]
			last.To, last.Kind = max(last.To, s.To), min(last.Kind, s.Kind)
			continue
		}
		out = append(out, s)
	}
	return out
}
