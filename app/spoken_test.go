package app

import (
	"testing"

	"floorwalker/app/chat"
)

// The numbers of requirements stay out of sentences for people, and all else stays in.
func TestSpoken(t *testing.T) {
	for words, want := range map[string]string{
		"Only a line of the customer can agree to a call (G-CB-08).":                                 "Only a line of the customer can agree to a call.",
		"This customer is called first: try the call, or unlock the chat (G-ON-05, A-17).":           "This customer is called first: try the call, or unlock the chat.",
		"Rohan has asked to finish first (S-MULTI-05); choose somebody else.":                        "Rohan has asked to finish first; choose somebody else.",
		"service is no service number (G-TKT-03) and callAt must be a time ahead (G-CLOSE-05 to 7).": "service is no service number and callAt must be a time ahead.",
		"Choose a team (Billing), a level (L2) or 20 (of 30).":                                       "Choose a team (Billing), a level (L2) or 20 (of 30).",
	} {
		if got := spoken(words); got != want {
			t.Errorf("%q is said as %q, want %q", words, got, want)
		}
		if got := (&RefusedError{Refusal: chat.Refusal{Words: words}}).Error(); got != want {
			t.Errorf("as an error: %q, want %q", got, want)
		}
	}
}
