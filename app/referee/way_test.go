package referee

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"floorwalker/app/chat"
)

func TestWay(t *testing.T) {
	helped := after(guideOf, "asha", &chat.AskForHelp{Reason: "an odd bill"})
	come := after(helped, "meera", &chat.AnswerHelp{})
	rated := after(guideOf, "asha", &chat.AskRating{})
	confirm := func(id chat.MessageID) func(*testing.T, *stand) chat.Wish {
		return just(&chat.ConfirmResolution{Message: id})
	}
	step := func(to chat.Step, why string) func(*testing.T, *stand) chat.Wish {
		return just(&chat.SetStep{Step: to, Reason: why})
	}
	at := func(to chat.Step) func(*testing.T) *stand { return given(guideOf, &chat.ChatStepped{Step: to}) }
	verify := func(t *testing.T, s *stand) chat.Wish { return &chat.VerifyIdentity{Checks: s.edition.Identity} }
	half := func(t *testing.T, s *stand) chat.Wish { return &chat.VerifyIdentity{Checks: s.edition.Identity[:1]} }
	closed := given(guideOf, &chat.ChatClosed{Reason: "solved"})
	for _, tc := range []asked{
		// S-ESC-02, S-MULTI-04.
		{name: "ask for help", floor: guideOf, by: "asha", wish: just(&chat.AskForHelp{Reason: "an odd bill"}), kinds: "HelpAsked"},
		{name: "ask again", floor: helped, by: "asha", wish: just(&chat.AskForHelp{Reason: "a very odd bill"})},
		{name: "ask once more when help had come", floor: come, by: "asha", wish: just(&chat.AskForHelp{Reason: "another odd bill"}), kinds: "HelpAsked"},
		{name: "ask without a reason", floor: guideOf, by: "asha", wish: just(&chat.AskForHelp{}), code: chat.RefusedInvalid, words: "need help with"},
		{name: "an observer asks", floor: guideOf, by: "rohan", wish: just(&chat.AskForHelp{Reason: "an odd bill"}), code: chat.RefusedNotOwner, words: "join it"},
		{name: "a lead comes", floor: helped, by: "meera", wish: just(&chat.AnswerHelp{}), kinds: "HelpAnswered"},
		{name: "a colleague comes", floor: helped, by: "rohan", wish: just(&chat.AnswerHelp{}), code: chat.RefusedRole, words: "role"},
		{name: "a lead comes twice", floor: come, by: "meera", wish: just(&chat.AnswerHelp{})},
		{name: "nobody asked", floor: guideOf, by: "meera", wish: just(&chat.AnswerHelp{}), code: chat.RefusedGone, words: "Nobody asks"},
		// S-FLOW-04: a customer's line behind an answer.
		{name: "confirm", floor: guideOf, by: "asha", wish: confirm("thanks"), kinds: "ResolutionConfirmed"},
		{name: "confirm twice", floor: after(guideOf, "asha", &chat.ConfirmResolution{Message: "thanks"}), by: "asha", wish: confirm("thanks")},
		{name: "confirm by a line from before", floor: guideOf, by: "asha", wish: confirm("early"), code: chat.RefusedInvalid, words: "S-FLOW-04"},
		{name: "confirm by one's own line", floor: guideOf, by: "asha", wish: confirm("hello"), code: chat.RefusedInvalid, words: "of the customer"},
		{name: "confirm by no line", floor: guideOf, by: "asha", wish: confirm("none"), code: chat.RefusedInvalid, words: "no such line"},
		{name: "an observer confirms", floor: guideOf, by: "rohan", wish: confirm("thanks"), code: chat.RefusedNotOwner, words: "Asha"},
		{name: "confirm in a closed chat", floor: closed, by: "asha", wish: confirm("thanks"), code: chat.RefusedClosed, words: "closed"},
		// S-GEN-01, S-FLOW-02: what is left out has a reason.
		{name: "the next step", floor: at(chat.StepGreeting), by: "asha", wish: step(chat.StepClarifying, ""), kinds: "ChatStepped"},
		{name: "the same step", floor: at(chat.StepResolving), by: "asha", wish: step(chat.StepResolving, "")},
		{name: "leave one out", floor: at(chat.StepGreeting), by: "asha", wish: step(chat.StepResolving, "all is known"), kinds: "ChatStepped"},
		{name: "leave one out without a word", floor: at(chat.StepGreeting), by: "asha", wish: step(chat.StepResolving, ""), code: chat.RefusedInvalid, words: "left out"},
		{name: "back without a word", floor: at(chat.StepClosing), by: "asha", wish: step(chat.StepResolving, " "), code: chat.RefusedInvalid, words: "taken again"},
		{name: "no step", floor: guideOf, by: "asha", wish: step("waiting", "for it"), code: chat.RefusedInvalid, words: "no such step"},
		// A-55, S-CLOSE-05: once in a session.
		{name: "ask for a rating", floor: guideOf, by: "asha", wish: just(&chat.AskRating{}), kinds: "RatingAsked"},
		{name: "ask for another", floor: rated, by: "asha", wish: just(&chat.AskRating{}), code: chat.RefusedGone, words: "A-55"},
		{name: "ask before there is a policy", floor: withoutPolicy(guideOf), by: "asha", wish: just(&chat.AskRating{}), code: chat.RefusedBusy, words: "policy"},
		// G-SEC-03: the whole list.
		{name: "verify", floor: guideOf, by: "asha", wish: verify, kinds: "IdentityVerified"},
		{name: "verify half of it", floor: guideOf, by: "asha", wish: half, code: chat.RefusedInvalid, words: "G-SEC-03"},
		{name: "verify by no list", floor: func(t *testing.T) *stand {
			s := guide(t)
			s.edition.Identity = nil
			return s
		}, by: "asha", wish: just(&chat.VerifyIdentity{Checks: []string{"a face"}}), code: chat.RefusedInvalid, words: "ask a lead"},
		{name: "an observer verifies", floor: guideOf, by: "rohan", wish: verify, code: chat.RefusedNotOwner, words: "Asha"},
	} {
		t.Run(tc.name, tc.run)
	}
}

// S-FLOW-02: which steps were left out, and why, is in the fact.
func TestSkippedStepsAreLogged(t *testing.T) {
	s := given(guideOf, &chat.ChatStepped{Step: chat.StepGreeting})(t)
	d := s.must(t, "asha", "st", &chat.SetStep{Step: chat.StepConfirming, Reason: "the bot had asked it all"})
	got := d.Events[0].Body.(*chat.ChatStepped)
	want := []chat.Skip{{Step: "clarifying", Reason: "the bot had asked it all"}, {Step: "resolving", Reason: "the bot had asked it all"}}
	if got.Step != chat.StepConfirming || !slices.Equal(got.Skipped, want) {
		t.Errorf("%+v", got)
	}
}

// S-MULTI-05: focus refuses offers to somebody and nothing else.
func TestFocus(t *testing.T) {
	focused := func(t *testing.T) *stand {
		s := guide(t)
		if _, no := s.do("rohan", "", "focus", &chat.SetFocus{On: true}); no != nil || !s.Agent("rohan").Focus {
			t.Fatal(no)
		}
		return s
	}
	forward := just(&chat.Forward{To: "rohan", Reason: chat.ForwardOther, Note: why})
	for _, tc := range []asked{
		{name: "focus", floor: guideOf, by: "asha", team: true, wish: just(&chat.SetFocus{On: true}), kinds: "FocusChanged"},
		{name: "focus twice", floor: focused, by: "rohan", team: true, wish: just(&chat.SetFocus{On: true})},
		{name: "end it", floor: focused, by: "rohan", team: true, wish: just(&chat.SetFocus{}), kinds: "FocusChanged"},
		{name: "focus in a chat", floor: guideOf, by: "asha", wish: just(&chat.SetFocus{On: true}), code: chat.RefusedInvalid, words: "no chat"},
		{name: "one offline", floor: guideOf, by: "tariq", team: true, wish: just(&chat.SetFocus{On: true}), code: chat.RefusedOffline, words: "offline"},
		{name: "forward to them", floor: focused, by: "asha", wish: forward, code: chat.RefusedBusy, words: "Rohan has asked to finish what is at hand first (S-MULTI-05)"},
		{name: "invite them", floor: focused, by: "asha", wish: just(&chat.Invite{To: "rohan", Note: "please look"}), code: chat.RefusedBusy, words: "S-MULTI-05"},
		{name: "forward to their team", floor: focused, by: "asha", wish: just(&chat.Forward{Queue: "billing", Reason: chat.ForwardOther, Note: why}), kinds: "OfferMade"},
		{name: "they take a chat over all the same", floor: func(t *testing.T) *stand {
			s := focused(t)
			s.put("c", &chat.ChatQueued{Reason: "left"})
			return s
		}, by: "rohan", wish: just(&chat.AcceptChat{}), kinds: "ChatAccepted MessagePosted"},
	} {
		t.Run(tc.name, tc.run)
	}
}

// The policy changes through the hub by leads, with who, when and why, and never
// over a version that its author has not seen.
func TestChangePolicy(t *testing.T) {
	next := func(file string) func(*testing.T, *stand) chat.Wish {
		return func(t *testing.T, s *stand) chat.Wish {
			return &chat.ChangePolicy{Version: s.policy.Version, File: []byte(file), Reason: "a shorter nudge"}
		}
	}
	edited := func(t *testing.T) string {
		s := guide(t)
		have := s.policy.Version
		file := strings.Replace(string(s.edition.File), fmt.Sprint("version = ", have), fmt.Sprint("version = ", have+1), 1)
		if file == string(s.edition.File) {
			t.Fatal("the policy that ships has no version")
		}
		return strings.Replace(file, `nudge = "60s"`, `nudge = "45s"`, 1)
	}(t)
	older := func(t *testing.T, s *stand) chat.Wish {
		w := next(edited)(t, s).(*chat.ChangePolicy)
		w.Version--
		return w
	}
	silent := func(t *testing.T, s *stand) chat.Wish {
		w := next(edited)(t, s).(*chat.ChangePolicy)
		w.Reason = ""
		return w
	}
	same := func(t *testing.T, s *stand) chat.Wish { return next(string(s.edition.File))(t, s) }
	for _, tc := range []asked{
		{name: "a lead changes it", floor: guideOf, by: "meera", team: true, wish: next(edited), kinds: "PolicyChanged"},
		{name: "somebody else does", floor: guideOf, by: "asha", team: true, wish: next(edited), code: chat.RefusedRole, words: "role"},
		{name: "over another's change", floor: guideOf, by: "meera", team: true, wish: older, code: chat.RefusedGone, words: "look at what has changed"},
		{name: "without a reason", floor: guideOf, by: "meera", team: true, wish: silent, code: chat.RefusedInvalid, words: "why the policy changes"},
		{name: "with the same version", floor: guideOf, by: "meera", team: true, wish: same, code: chat.RefusedInvalid, words: "the next one is"},
		{name: "with a slip", floor: guideOf, by: "meera", team: true, wish: next(strings.Replace(edited, "[silence]", "[silense]", 1)), code: chat.RefusedInvalid, words: "line "},
		{name: "in a chat", floor: guideOf, by: "meera", wish: next(edited), code: chat.RefusedInvalid, words: "no chat"},
		{name: "before there is a policy", floor: withoutPolicy(guideOf), by: "meera", team: true, wish: next(edited), code: chat.RefusedBusy, words: "policy"},
	} {
		t.Run(tc.name, tc.run)
	}
}
