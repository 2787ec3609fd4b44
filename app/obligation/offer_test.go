package obligation_test

import (
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
			{3 * second, &chat.OfferReturned{Offer: "o", How: chat.ReturnedDeclined}, "rohan", "-escalation/@team:Billing=void"},
		}},
		{"nobody came", []step{
			{2 * second, made(""), "asha", "+escalation/@team:Billing@1h0m0s"},
			{3 * second, &chat.OfferReturned{Offer: "o", How: chat.ReturnedExpired}, "", "-escalation/@team:Billing=void"},
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
