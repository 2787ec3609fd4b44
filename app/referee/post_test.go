package referee

import (
	"slices"
	"strings"
	"testing"

	"floorwalker/app/chat"
)

func TestPost(t *testing.T) {
	say := func(w chat.PostMessage) func(*testing.T, *stand) chat.Wish { return just(&w) }
	file := func(change func(*chat.File)) func(*testing.T, *stand) chat.Wish {
		f := &chat.File{Hash: strings.Repeat("0f", 32), Name: "screen.png", Type: "image/png", Size: 5 << 20, Width: 3, Height: 4}
		change(f)
		return just(&chat.PostMessage{File: f})
	}
	same := func(*chat.File) {}
	narrow := func(t *testing.T) *stand {
		s := guide(t)
		s.policy.Upload.Max = 100
		return s
	}
	verified := func(t *testing.T) *stand {
		s := guide(t)
		s.must(t, "asha", "v", &chat.VerifyIdentity{Checks: s.edition.Identity})
		return s
	}
	const posted = "MessagePosted"
	change := "I have changed the phone number on your account."
	for _, tc := range []asked{
		// G-SEC-01: blocked here too, and no override helps.
		{name: "asks for a password", floor: guideOf, by: "asha", wish: say(chat.PostMessage{Text: "Please send me your password."}), code: chat.RefusedInvalid, words: "Never ask a customer for a password"},
		{name: "asks for a code, overridden", floor: guideOf, by: "asha", wish: say(chat.PostMessage{Text: "Please tell me the OTP that you got.", Overrides: []string{"G-SEC-01"}}), code: chat.RefusedInvalid, words: "Never ask a customer for a password"},
		{name: "asks for it on a desk that has just started", floor: withoutPolicy(guideOf), by: "asha", wish: say(chat.PostMessage{Text: "Please tell me the OTP that you got."}), code: chat.RefusedInvalid, words: "Never ask a customer for a password"},
		// G-HAND-02: an empty blank of an approved response.
		{name: "a blank in a response", floor: guideOf, by: "asha", wish: say(chat.PostMessage{Text: "Hello {customer}.", Script: "takeover-1", Overrides: []string{"G-HAND-02"}}), code: chat.RefusedInvalid, words: "Fill this blank"},
		// G-COMM-01, G-COMM-02: warned of, and overridden by name.
		{name: "two questions", floor: guideOf, by: "asha", wish: say(chat.PostMessage{Text: "What is it? Since when is it so?"}), code: chat.RefusedInvalid, words: "Ask one question at a time. Send it again"},
		{name: "two questions, overridden", floor: guideOf, by: "asha", wish: say(chat.PostMessage{Text: "What is it? Since when is it so?", Overrides: []string{"G-COMM-02"}}), kinds: posted},
		{name: "two questions, another override", floor: guideOf, by: "asha", wish: say(chat.PostMessage{Text: "What is it? Since when is it so?", Overrides: []string{"G-COMM-01"}}), code: chat.RefusedInvalid, words: "Ask one question at a time. Send it again"},
		{name: "another language", floor: guideOf, by: "asha", wish: say(chat.PostMessage{Text: "Bonjour, nous avons bien reçu votre message hier."}), code: chat.RefusedInvalid, words: "Write English. Send it again"},
		{name: "two questions of an approved response", floor: guideOf, by: "asha", wish: say(chat.PostMessage{Text: "What is it? Since when is it so?", Script: "takeover-1"}), kinds: posted},
		{name: "a bracket in one's own words", floor: guideOf, by: "asha", wish: say(chat.PostMessage{Text: "Please open step [2] of the page."}), kinds: posted},
		{name: "a name in another script", floor: given(guideOf, &chat.CustomerDescribed{Customer: chat.Customer{Name: "रोहन"}}), by: "asha", wish: say(chat.PostMessage{Text: "Good morning रोहन, I am here to help you."}), kinds: posted},
		{name: "warnings are the hub's", floor: withoutPolicy(guideOf), by: "asha", wish: say(chat.PostMessage{Text: "What is it? Since when is it so?"}), kinds: posted},
		// G-SEC-03: a change before the checklist is ticked.
		{name: "a change, unverified", floor: guideOf, by: "asha", wish: say(chat.PostMessage{Text: change}), code: chat.RefusedInvalid, words: "before you change the account. Send it again"},
		{name: "a change, verified", floor: verified, by: "asha", wish: say(chat.PostMessage{Text: change}), kinds: posted},
		// E-ACT-06, A-37: to the byte.
		{name: "a file of five megabytes", floor: guideOf, by: "asha", wish: file(same), kinds: posted},
		{name: "a file of one byte more", floor: guideOf, by: "asha", wish: file(func(f *chat.File) { f.Size++ }), code: chat.RefusedTooLong, words: "5,242,881 bytes; at most 5,242,880 bytes"},
		{name: "another limit", floor: narrow, by: "asha", wish: file(func(f *chat.File) { f.Size = 101 }), code: chat.RefusedTooLong, words: "at most 100 bytes"},
		{name: "a file that is not stored", floor: guideOf, by: "asha", wish: file(func(f *chat.File) { f.Hash = strings.Repeat("0F", 32) }), code: chat.RefusedInvalid, words: "not stored"},
		{name: "an empty file", floor: guideOf, by: "asha", wish: file(func(f *chat.File) { f.Size = 0 }), code: chat.RefusedInvalid, words: "empty"},
		{name: "a file without a name", floor: guideOf, by: "asha", wish: file(func(f *chat.File) { f.Name = " \x00" }), code: chat.RefusedInvalid, words: "name"},
		{name: "a file with a negative width", floor: guideOf, by: "asha", wish: file(func(f *chat.File) { f.Width = -1 }), code: chat.RefusedInvalid, words: "described"},
		{name: "nothing at all", floor: guideOf, by: "asha", wish: say(chat.PostMessage{}), code: chat.RefusedInvalid, words: "empty"},
	} {
		t.Run(tc.name, tc.run)
	}
}

// G-COMM-01, D-11: what was overridden and what it was filled from is on the log.
func TestPostSaysWhat(t *testing.T) {
	s := guide(t)
	d := s.must(t, "asha", "m", &chat.PostMessage{
		Text: "What is it? Since when is it so?", Script: "silence-1",
		Overrides: []string{"roster", "G-COMM-02", "G-COMM-02", "made-up"},
		File:      &chat.File{Hash: strings.Repeat("0f", 32), Name: "a\x07b.png", Size: 1},
	})
	m := d.Events[0].Body.(*chat.MessagePosted)
	if m.Script != "silence-1" || !slices.Equal(m.Overrides, []string{"G-COMM-02", "roster"}) || m.File.Name != "ab.png" {
		t.Errorf("%+v", m)
	}
}
