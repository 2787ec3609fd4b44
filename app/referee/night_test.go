package referee

import (
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
)

// atNight has "c" come in the night, and Asha take it an hour into her shift.
func atNight(t testing.TB) *stand {
	s := rostered(t)
	now := s.now
	s.put("c", &chat.NightFiled{Shift: today, From: now.Add(-time.Hour)})
	s.put("c", &chat.ObligationStarted{Obligation: chat.Obligation{ID: "ack", Kind: chat.OwedNightAck, Due: now}})
	return s
}

func atNightOf(t *testing.T) *stand { return atNight(t) }

func TestTheNight(t *testing.T) {
	ack := func(t *testing.T, s *stand) chat.Wish {
		return &chat.PostMessage{Text: "You wrote to us last night; we call you now.", Script: s.edition.Scripts.OvernightAck[0]}
	}
	plain := just(&chat.PostMessage{Text: "Your invoice is corrected."})
	dialledBy := func(by chat.AgentID) func(t *testing.T) *stand {
		return func(t *testing.T) *stand {
			s := atNight(t)
			s.ok(t, "asha", "c", "owed", &chat.PromiseTo{Kind: chat.OwedCall, Due: s.now.Add(time.Hour), Words: "a call"})
			s.ok(t, by, "c", "begin", &chat.BeginAttempt{Obligation: "owed"})
			return s
		}
	}
	dialled := dialledBy("asha")
	file := &chat.File{Hash: strings.Repeat("a", 64), Name: "invoice.pdf", Type: "application/pdf", Size: 9}
	unlock := just(&chat.UnlockNight{Reason: "They ask for it in the chat."})
	for _, tc := range []asked{
		// G-ON-05, A-17.
		{name: "a line before a call", floor: atNightOf, by: "asha", wish: plain, code: chat.RefusedLocked, words: "called first"},
		{name: "the acknowledgement", floor: atNightOf, by: "asha", wish: ack, kinds: "MessagePosted"},
		{name: "the acknowledgement once more", floor: given(atNightOf, &chat.ObligationEnded{Obligation: "ack", How: chat.EndedKept}), by: "asha", wish: ack, code: chat.RefusedLocked, words: "called first"},
		{name: "the acknowledgement with a file", floor: atNightOf, by: "asha", wish: func(t *testing.T, s *stand) chat.Wish {
			w := ack(t, s).(*chat.PostMessage)
			w.File = file
			return w
		}, code: chat.RefusedLocked, words: "acknowledgement"},
		{name: "another approved text", floor: atNightOf, by: "asha", wish: just(&chat.PostMessage{Text: "Hello.", Script: "hello"}), code: chat.RefusedLocked, words: "called first"},
		{name: "a note", floor: atNightOf, by: "asha", wish: just(&chat.PostNote{Text: "They wrote at two."}), kinds: "NotePosted"},
		{name: "a line while it rings", floor: dialled, by: "asha", wish: plain, kinds: "MessagePosted"},
		{name: "a line while a colleague's rings", floor: dialledBy("meera"), by: "asha", wish: plain, code: chat.RefusedLocked, words: "called first"},
		{name: "a line after it was unlocked", floor: after(atNightOf, "asha", &chat.UnlockNight{Reason: "They ask for it."}), by: "asha", wish: plain, kinds: "MessagePosted"},

		{name: "unlock", floor: atNightOf, by: "asha", wish: unlock, kinds: "NightUnlocked"},
		{name: "unlock without a reason", floor: atNightOf, by: "asha", wish: just(&chat.UnlockNight{}), code: chat.RefusedInvalid, words: "A-17"},
		{name: "unlock what is open", floor: dialled, by: "asha", wish: unlock},
		{name: "unlock a colleague's", floor: atNightOf, by: "rohan", wish: unlock, code: chat.RefusedNotOwner, words: "Asha"},
		{name: "unlock a chat of the day", floor: rosteredOf, by: "asha", wish: unlock, code: chat.RefusedInvalid, words: "did not come at night"},
		{name: "unlock a closed one", floor: given(atNightOf, &chat.ChatClosed{}), by: "asha", wish: unlock, code: chat.RefusedClosed},

		// G-ON-02: closed ones are reviewed as well.
		{name: "review, to be called", floor: atNightOf, by: "rohan", wish: just(&chat.ReviewNight{Call: true}), kinds: "NightReviewed"},
		{name: "review, not to be called", floor: atNightOf, by: "asha", wish: just(&chat.ReviewNight{Note: "They only said thanks."}), kinds: "NightReviewed"},
		{name: "not to be called, and no word why", floor: atNightOf, by: "asha", wish: just(&chat.ReviewNight{Note: "no"}), code: chat.RefusedInvalid, words: "G-ON-01"},
		{name: "review a closed one", floor: given(atNightOf, &chat.ChatClosed{}), by: "asha", wish: just(&chat.ReviewNight{Call: true}), kinds: "NightReviewed"},
		{name: "review a chat of the day", floor: rosteredOf, by: "asha", wish: just(&chat.ReviewNight{Call: true}), code: chat.RefusedInvalid, words: "did not come at night"},
		{name: "the same review again", floor: after(atNightOf, "asha", &chat.ReviewNight{Call: true}), by: "asha", wish: just(&chat.ReviewNight{Call: true})},
		{name: "another review", floor: after(atNightOf, "asha", &chat.ReviewNight{Call: true}), by: "asha", wish: just(&chat.ReviewNight{Note: "They called us already."}), kinds: "NightReviewed"},
	} {
		t.Run(tc.name, tc.run)
	}
}

// G-OPS-02: what the bot said wrong is written up, on closed chats too.
func TestBotErrors(t *testing.T) {
	owed := given(rosteredOf,
		&chat.MessagePosted{Message: "bot", From: chat.SpeakerBot, Text: "Refunds take a minute."},
		&chat.ObligationStarted{Obligation: chat.Obligation{ID: "write", Kind: chat.OwedWriteUp, Due: start}},
		&chat.ObligationStarted{Obligation: chat.Obligation{ID: "call", Kind: chat.OwedCall, Due: start}},
		&chat.ObligationStarted{Obligation: chat.Obligation{ID: "hers", Kind: chat.OwedWriteUp, Due: start, Owner: "asha"}})
	write := func(change func(*chat.WriteBotError)) func(*testing.T, *stand) chat.Wish {
		w := &chat.WriteBotError{
			Obligation: "write", Message: "bot", Question: "When do I get my refund?", Answer: "In a minute.", Expected: "In seven days.",
		}
		change(w)
		return just(w)
	}
	for _, tc := range []asked{
		{name: "what is owed", floor: owed, by: "rohan", wish: write(func(*chat.WriteBotError) {}), kinds: "BotErrorWritten"},
		{name: "on a closed chat", floor: given(owed, &chat.ChatClosed{}), by: "rohan", wish: write(func(*chat.WriteBotError) {}), kinds: "BotErrorWritten"},
		{name: "what nobody has asked for", floor: owed, by: "rohan", wish: write(func(w *chat.WriteBotError) { w.Obligation, w.Message = "", "" }), kinds: "BotErrorWritten"},
		{name: "what is not owed any more", floor: owed, by: "rohan", wish: write(func(w *chat.WriteBotError) { w.Obligation = "gone" }), code: chat.RefusedGone},
		{name: "a call", floor: owed, by: "rohan", wish: write(func(w *chat.WriteBotError) { w.Obligation = "call" }), code: chat.RefusedInvalid, words: "no write-up"},
		{name: "a colleague's", floor: owed, by: "rohan", wish: write(func(w *chat.WriteBotError) { w.Obligation = "hers" }), code: chat.RefusedNotOwner, words: "Asha"},
		{name: "a line of the customer's", floor: owed, by: "rohan", wish: write(func(w *chat.WriteBotError) { w.Message = "thanks" }), code: chat.RefusedInvalid, words: "the bot is wrong"},
		{name: "no line at all", floor: owed, by: "rohan", wish: write(func(w *chat.WriteBotError) { w.Message = "none" }), code: chat.RefusedInvalid, words: "the bot is wrong"},
		{name: "no question", floor: owed, by: "rohan", wish: write(func(w *chat.WriteBotError) { w.Question = " " }), code: chat.RefusedInvalid, words: "what the customer asked"},
		{name: "nothing expected", floor: owed, by: "rohan", wish: write(func(w *chat.WriteBotError) { w.Expected = "" }), code: chat.RefusedInvalid, words: "should have answered"},
	} {
		t.Run(tc.name, tc.run)
	}
}
