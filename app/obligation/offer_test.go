package obligation_test

import (
	"slices"
	"testing"

	"floorwalker/app/chat"
)

// E-ESC-10, G-ESC-05: the receiver owes the solution, the originator the
// question whether it is one.
func TestEscalation(t *testing.T) {
	kinds := []chat.ObligationKind{chat.OwedEscalation, chat.OwedConfirm, chat.OwedPromise}
	made := func(to chat.AgentID) chat.Body {
		return &chat.OfferMade{Offer: chat.Offer{
			ID: "o", Kind: chat.OfferEscalation, From: "asha", To: to, Queue: "Billing", Resolve: 3602 * second, Issue: "a refund",
		}}
	}
	accepted := step{3 * second, &chat.OfferAccepted{Offer: "o", Agent: "rohan"}, "rohan", "escalation→rohan +confirm/asha@59m59s"}
	again := func(resolve chat.Instant) chat.Body {
		return &chat.OfferMade{Offer: chat.Offer{
			ID: "o2", Kind: chat.OfferEscalation, From: "asha", Queue: "Billing", Resolve: resolve, Issue: "a refund", Ref: "ES-2",
		}}
	}
	const back = "-escalation/@team:Billing=void +promise/asha@1h0m0s since 2s"
	for _, tc := range []struct {
		name  string
		steps []step
	}{
		{"to a team, accepted, closed, kept", []step{
			{2 * second, made(""), "asha", "+escalation/@team:Billing@1h0m0s"},
			accepted,
			{3 * second, &chat.ChatForwarded{From: "asha", To: "rohan", Offer: "o"}, "rohan", ""},
			{4 * second, &chat.ChatClosed{}, "rohan", ""},
		}},
		{"to a person, and the customer confirms", []step{
			{2 * second, made("rohan"), "asha", "+escalation/rohan@1h0m0s"},
			{3 * second, &chat.OfferAccepted{Offer: "o", Agent: "rohan"}, "rohan", "+confirm/asha@59m59s"},
			{9 * second, &chat.ResolutionConfirmed{Message: "c0"}, "rohan", "-escalation/rohan=kept -confirm/asha=kept"},
		}},
		{"rejected", []step{ // E-ESC-11
			{2 * second, made(""), "asha", "+escalation/@team:Billing@1h0m0s"},
			{3 * second, &chat.OfferReturned{Offer: "o", How: chat.ReturnedDeclined}, "rohan", back},
		}},
		{"nobody came", []step{
			{2 * second, made(""), "asha", "+escalation/@team:Billing@1h0m0s"},
			{3 * second, &chat.OfferReturned{Offer: "o", How: chat.ReturnedExpired}, "", back},
			{4 * second, &chat.ChatClosed{}, "asha", ""},
			{3603 * second, &chat.CustomerTyped{}, "", "[1h0m2s] !promise/asha"},
		}},
		{"nobody came, and the customer confirms", []step{ // G-ESC-05
			{2 * second, made(""), "asha", "+escalation/@team:Billing@1h0m0s"},
			{3 * second, &chat.OfferReturned{Offer: "o", How: chat.ReturnedExpired}, "", back},
			{4 * second, line("a1", agent, "I will email you the bill by 5 pm.", ""), "asha", "+promise/asha@11h29m56s"},
			{5 * second, &chat.ResolutionConfirmed{Message: "c0"}, "asha", "-promise/asha=kept"},
		}},
		{"the chat goes to somebody else", []step{ // D-11: what asha told is asha's
			{2 * second, made(""), "asha", "+escalation/@team:Billing@1h0m0s"},
			{3 * second, &chat.ChatTakenOver{Agent: "bela", From: "asha"}, "bela", ""},
			{3 * second, &chat.OfferReturned{Offer: "o", How: chat.ReturnedVoid}, "bela", back},
		}},
		{"the chat closes first", []step{
			{2 * second, made(""), "asha", "+escalation/@team:Billing@1h0m0s"},
			{3 * second, &chat.ChatClosed{}, "asha", ""},
			{3 * second, &chat.OfferReturned{Offer: "o", How: chat.ReturnedVoid}, "asha", back},
		}},
		{"it comes back late, and is late once", []step{ // D-11
			{2 * second, made(""), "asha", "+escalation/@team:Billing@1h0m0s"},
			{3602 * second, &chat.OfferReturned{Offer: "o", How: chat.ReturnedExpired}, "", "[1h0m2s] !escalation/@team:Billing " + back},
			{3700 * second, &chat.CustomerTyped{}, "", ""},
		}},
		{"done before it comes back", []step{
			{2 * second, made("rohan"), "asha", "+escalation/rohan@1h0m0s"},
			{3 * second, &chat.ResolutionConfirmed{Message: "c0"}, "asha", "-escalation/rohan=kept"},
			{4 * second, &chat.OfferReturned{Offer: "o", How: chat.ReturnedExpired}, "", ""},
		}},
		{"another offer comes back", []step{
			{2 * second, &chat.OfferMade{Offer: chat.Offer{ID: "i", Kind: chat.OfferInvitation, From: "asha", To: "bela"}}, "asha", ""},
			{3 * second, made(""), "asha", "+escalation/@team:Billing@59m59s"},
			{4 * second, &chat.OfferReturned{Offer: "i", How: chat.ReturnedDeclined}, "bela", ""},
		}},
		{"an invitation is accepted afterwards", []step{
			{2 * second, made(""), "asha", "+escalation/@team:Billing@1h0m0s"},
			accepted,
			{4 * second, &chat.OfferMade{Offer: chat.Offer{ID: "i", Kind: chat.OfferInvitation, From: "rohan", To: "bela"}}, "rohan", ""},
			{5 * second, &chat.OfferAccepted{Offer: "i", Agent: "bela"}, "bela", ""},
		}},
		{"accepted after it came back", []step{ // no referee lets it; the promise stays
			{2 * second, made(""), "asha", "+escalation/@team:Billing@1h0m0s"},
			{3 * second, &chat.OfferReturned{Offer: "o", How: chat.ReturnedExpired}, "", back},
			{4 * second, &chat.OfferAccepted{Offer: "o", Agent: "rohan"}, "rohan", ""},
		}},
		{"escalated again, for later", []step{
			{2 * second, made(""), "asha", "+escalation/@team:Billing@1h0m0s"},
			{3 * second, &chat.OfferReturned{Offer: "o", How: chat.ReturnedExpired}, "", back},
			{4 * second, line("o", agent, "I will email you the bill by 5 pm.", ""), "asha", "+promise/asha@11h29m56s"},
			{5 * second, again(7205 * second), "asha", "-promise/asha=void +escalation/@team:Billing@2h0m0s"},
			{6 * second, &chat.OfferReturned{Offer: "o2", How: chat.ReturnedDeclined}, "", "-escalation/@team:Billing=void +promise/asha@2h0m0s since 5s"},
		}},
		{"escalated again, for earlier, and accepted", []step{
			{2 * second, made(""), "asha", "+escalation/@team:Billing@1h0m0s"},
			{3 * second, &chat.OfferReturned{Offer: "o", How: chat.ReturnedExpired}, "", back},
			{5 * second, again(65 * second), "asha", "-promise/asha=void +escalation/@team:Billing@1m0s"},
			{6 * second, &chat.OfferAccepted{Offer: "o2", Agent: "rohan"}, "rohan", "escalation→rohan +confirm/asha@59s"},
		}},
		{"escalated again, and cancelled", []step{ // E-ESC-08
			{2 * second, made(""), "asha", "+escalation/@team:Billing@1h0m0s"},
			{3 * second, &chat.OfferReturned{Offer: "o", How: chat.ReturnedExpired}, "", back},
			{5 * second, again(65 * second), "asha", "-promise/asha=void +escalation/@team:Billing@1m0s"},
			{6 * second, &chat.OfferReturned{Offer: "o2", How: chat.ReturnedWithdrawn}, "asha", "-escalation/@team:Billing=void"},
		}},
		{"cancelled", []step{ // E-ESC-08
			{2 * second, made(""), "asha", "+escalation/@team:Billing@1h0m0s"},
			{3 * second, &chat.OfferReturned{Offer: "o", How: chat.ReturnedWithdrawn}, "asha", "-escalation/@team:Billing=void"},
		}},
		{"the notice promises what the escalation owes", []step{
			{2 * second, line("a1", agent, "We will come back to you by mail within an hour.", ""), "asha", "+promise/asha@1h0m0s"},
			{2 * second, made(""), "asha", "-promise/asha=void +escalation/@team:Billing@1h0m0s"},
		}},
		{"a forward owes nothing of the kind", []step{
			{2 * second, &chat.OfferMade{Offer: chat.Offer{ID: "o", Kind: chat.OfferForward, From: "asha", To: "rohan"}}, "asha", ""},
			{3 * second, &chat.OfferAccepted{Offer: "o", Agent: "rohan"}, "rohan", ""},
		}},
	} {
		t.Run(tc.name, func(t *testing.T) { play(t, served(t, kinds...), tc.steps) })
	}
}

// What a customer was told with an escalation comes back as it was told, and says
// why (G-ESC-03, A-60).
func TestEscalationComesBack(t *testing.T) {
	for ref, words := range map[string]string{
		"ES-1": "what was promised with ES-1",
		"":     "what was promised with the escalation",
	} {
		h := served(t, chat.OwedEscalation, chat.OwedPromise)
		h.at(2*second, &chat.OfferMade{Offer: chat.Offer{
			ID: "o", Kind: chat.OfferEscalation, From: "asha", Queue: "Billing", Resolve: 12 * second, Issue: "a refund", Ref: ref,
		}}, "asha")
		was := h.owes(chat.OwedEscalation)
		h.policy.Version++ // the due time is still the old one's
		h.at(15*second, &chat.OfferReturned{Offer: "o", How: chat.ReturnedExpired}, "")
		got := h.owes(chat.OwedPromise)
		want := chat.Obligation{
			ID: got.ID, Kind: chat.OwedPromise, Owner: "asha", Cause: "o", Words: words,
			Started: 2 * second, Due: 12 * second, Breached: 12 * second, Policy: was.Policy,
		}
		if got != want || got.ID == was.ID || got.ID == "" {
			t.Errorf("came back as %+v, want %+v", got, want)
		}
		h.at(16*second, &chat.OfferMade{Offer: chat.Offer{
			ID: "o2", Kind: chat.OfferEscalation, From: "asha", Queue: "Billing", Resolve: 99 * second,
		}}, "asha")
		h.at(17*second, &chat.OfferReturned{Offer: "o2", How: chat.ReturnedWithdrawn}, "asha")
		var why []string
		for _, e := range h.log {
			if b, ok := e.Body.(*chat.ObligationEnded); ok && b.Reason != "" {
				why = append(why, b.Reason)
			}
		}
		if want := []string{"the escalation came back", "promised anew", "the escalation was cancelled"}; !slices.Equal(why, want) {
			t.Errorf("ended for %q, want %q", why, want)
		}
	}
}

// owes returns the one obligation of the kind that runs.
func (h *hub) owes(k chat.ObligationKind) chat.Obligation {
	h.t.Helper()
	all := slices.DeleteFunc(slices.Clone(h.chat().Obligations), func(o chat.Obligation) bool { return o.Kind != k })
	if len(all) != 1 {
		h.t.Fatalf("%d of %s run", len(all), k)
	}
	return all[0]
}

// Human time begins with the first owner, goes on through every change of hands,
// and ends when the customer agrees or the chat closes (G-SLA-03, G-CB-05).
func TestHumanTime(t *testing.T) {
	kinds := []chat.ObligationKind{chat.OwedResolution, chat.OwedCallback}
	play(t, newHubOnly(t, kinds), []step{
		{0, &chat.ChatOpened{Bot: true}, "", ""},
		{500 * second, &chat.ChatTakenOver{Agent: "asha"}, "asha", "+resolution/asha@12m0s +callback_prompt/asha@15m0s"},
		{510 * second, &chat.ChatForwarded{From: "asha", To: "rohan"}, "rohan", "resolution→rohan callback_prompt→rohan"},
		{520 * second, &chat.ChatTakenOver{Agent: "bela", From: "rohan"}, "bela", "resolution→bela callback_prompt→bela"},
		{530 * second, &chat.AgentJoined{Agent: "asha"}, "asha", ""},
		{540 * second, &chat.AgentLeft{Agent: "bela", Next: "asha"}, "bela", "resolution→asha callback_prompt→asha"},
		{550 * second, &chat.AgentLeft{Agent: "asha"}, "asha", ""},
		{550 * second, &chat.ChatQueued{}, "asha", "resolution→ callback_prompt→"},
		{560 * second, &chat.ChatAccepted{Agent: "asha"}, "asha", "resolution→asha callback_prompt→asha"},
		{
			1_500 * second, &chat.ResolutionConfirmed{Message: "m"}, "asha",
			"[20m20s] !resolution/asha [23m20s] !callback_prompt/asha -resolution/asha=kept -callback_prompt/asha=kept",
		},
		{1_510 * second, &chat.ChatClosed{}, "asha", ""},
		{1_600 * second, &chat.ChatOpened{}, "", ""},
		{1_700 * second, &chat.ChatAccepted{Agent: "asha"}, "asha", "+resolution/asha@12m0s +callback_prompt/asha@15m0s"},
		{1_710 * second, &chat.ChatClosed{}, "asha", "-resolution/asha=kept -callback_prompt/asha=kept"},
	})
}

// G-SLA-02: the bot owes the first answer, and it is never counted as a person's.
func TestAcknowledgement(t *testing.T) {
	kinds := []chat.ObligationKind{chat.OwedAck, chat.OwedFirstResponse}
	play(t, newHubOnly(t, kinds), []step{
		{0, &chat.ChatOpened{Bot: true}, "", ""},
		{second, line("c1", customer, "Hello", ""), "", "+ack/@bot@15s"},
		{2 * second, line("c2", customer, "Hello?", ""), "", ""},
		{15*second + 999, line("b1", bot, "Hello", ""), "", "-ack/@bot=kept"},
		{20 * second, line("c3", customer, "Hm", ""), "", ""},
		{30 * second, &chat.ChatTakenOver{Agent: "asha"}, "asha", "+first_response/asha@1m0s"},
		{31 * second, line("b2", bot, "Hello", ""), "", ""},
	})
	play(t, newHubOnly(t, kinds), []step{
		{0, &chat.ChatOpened{Bot: true}, "", ""},
		{second, line("c1", customer, "Hello", ""), "", "+ack/@bot@15s"},
		{20 * second, line("b1", bot, "Hello", ""), "", "[16s] !ack/@bot -ack/@bot=kept"},
	})
	play(t, newHubOnly(t, kinds), []step{
		{0, &chat.ChatOpened{Bot: true}, "", ""},
		{second, line("c1", customer, "Hello", ""), "", "+ack/@bot@15s"},
		{2 * second, &chat.ChatQueued{}, "", "-ack/@bot=void"},
	})
}

func newHubOnly(t testing.TB, kinds []chat.ObligationKind) *hub {
	h := newHub(t)
	h.only = kinds
	return h
}
