package hub

import (
	"bytes"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/sync/wire"
)

// TestTailLineMasksWhatPeopleWrote has a secret wherever somebody may have
// written one.
func TestTailLineMasksWhatPeopleWrote(t *testing.T) {
	const secret = "my card is lost"
	for _, b := range []chat.Body{
		&chat.MessagePosted{From: chat.SpeakerCustomer, Text: secret, Name: secret},
		&chat.NotePosted{Text: secret},
		&chat.WhisperPosted{Text: secret},
		&chat.OfferMade{Offer: chat.Offer{ID: "o", Note: secret}},
		&chat.OfferReturned{Offer: "o", Reason: secret},
		&chat.AgentLeft{Agent: "asha", Reason: secret},
		&chat.ChatClosed{Reason: secret},
		&chat.TakeOverClaimed{Agent: "asha", Reason: secret},
		&chat.TriggerDismissed{Rule: "r", Reason: secret},
		&chat.TriggerRaised{Trigger: chat.Trigger{Evidence: []chat.Evidence{{Words: secret}}}},
		&chat.ChatOpened{Customer: chat.Customer{Name: secret, Before: []chat.PastChat{{Summary: secret}}}},
		&chat.CustomerDescribed{Customer: chat.Customer{Contact: secret}},
		&chat.RecordSaved{Shelf: chat.ShelfFollowUps, Version: []byte(`{"text":"` + secret + `"}`)},
		&chat.MessagePosted{From: chat.SpeakerAgent, File: &chat.File{Name: secret}},
		&chat.OfferMade{Offer: chat.Offer{ID: "o", Issue: secret, Steps: secret}},
		&chat.BotLineRejected{Message: "m", Text: secret},
		&chat.ObligationStarted{Obligation: chat.Obligation{ID: "o", Words: secret}},
		&chat.ObligationAttempted{Obligation: "o", Note: secret},
		&chat.ObligationHanded{Obligation: "o", Note: secret},
		&chat.ObligationEnded{Obligation: "o", Reason: secret},
		&chat.HandedToChannel{Reason: secret, Note: secret},
		&chat.HelpAsked{Reason: secret},
		&chat.RatingGiven{Stars: 1, Words: secret},
		&chat.ChatStepped{Skipped: []chat.Skip{{Reason: secret}}},
		&chat.ChatClosed{Skipped: []chat.Skip{{Reason: secret}}},
		&chat.ObligationStarted{Obligation: chat.Obligation{ID: "o", Number: secret}},
		&chat.AttemptEnded{Attempt: chat.Attempt{ID: "a", Note: secret}},
		&chat.CallbackOffered{Override: secret},
		&chat.TeamPosted{Message: "m", Text: secret},
		&chat.MessageEdited{Message: "m", Text: secret},
		&chat.CustomerTyped{Draft: secret},
		&chat.ChatReturned{Agent: "asha", Reason: secret},
		&chat.CustomerBlocked{On: true, Reason: secret},
		&chat.TranscriptAsked{To: secret},
		&chat.ChatRouted{Rule: "Invoices", Why: "the page /" + secret},
		&chat.ChatOpened{Choice: secret, Customer: chat.Customer{Data: []chat.Field{{Name: "plan", Value: secret}}}},
		&chat.NightReviewed{Note: secret},
		&chat.NightUnlocked{Reason: secret},
		&chat.BotErrorWritten{Question: secret, Answer: secret, Expected: secret, Cause: secret, Action: secret, Status: secret},
		&chat.HandoverSigned{Shift: "s", Hash: "h", Items: []chat.HandoverItem{{ID: "i", Title: secret}}},
		&chat.HandoverTaken{Hash: "h", Note: secret},
		&chat.CoverAsked{Ask: "a", Why: secret},
		&chat.CoverAnswered{Ask: "a", Reason: secret},
		&chat.CoverChanged{Why: secret},
		&chat.BreakBegan{Agent: "asha", Override: secret},
		&chat.KeyRetired{Agent: "asha", Reason: secret},
		&chat.ReportPublished{Shift: "s", Report: []byte(`{"note":"` + secret + `"}`)},
		&chat.TicketSaved{Ref: "r", Ticket: []byte(`{"notes":"` + secret + `"}`)},
	} {
		raw := wire.AppendEvent(nil, &chat.Event{ID: "e", Chat: "c", Body: b})
		if !bytes.Contains(raw, []byte(secret)) {
			t.Fatalf("%s has no secret to mask", b.Kind())
		}
		masked := TailLine(raw, false)
		if bytes.Contains(masked, []byte(secret)) {
			t.Errorf("%s: %s", b.Kind(), masked)
		}
		if e, err := wire.DecodeEvent(masked, nil); err != nil || e.Body.Kind() != b.Kind() {
			t.Errorf("%s is %s now: %v", b.Kind(), masked, err)
		}
		if !bytes.Equal(TailLine(raw, true), raw) {
			t.Errorf("%s is masked although text was asked for", b.Kind())
		}
	}
}
