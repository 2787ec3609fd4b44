package obligation_test

import (
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/obligation"
)

func TestFollow(t *testing.T) {
	type step struct {
		body chat.Body
		by   chat.AgentID
		want string
	}
	var (
		botChat   = step{&chat.ChatOpened{Bot: true}, "", ""}
		queueChat = step{&chat.ChatOpened{}, "", "+accept/@30s"}
		alert     = step{trigger("human", chat.LevelAlert, chat.TierImmediate), "", "+takeover/human@30s"}
	)
	for _, tc := range []struct {
		name  string
		steps []step
	}{
		{"immediate alert, taken over, answered", []step{ // G-SLA-04, G-SLA-01
			botChat, alert,
			{&chat.ChatTakenOver{Agent: "asha"}, "asha", "-takeover/human=kept +first_response/asha@1m0s"},
			{said(1, chat.SpeakerSystem), "asha", ""},
			{said(2, chat.SpeakerCustomer), "", ""},
			{said(3, chat.SpeakerAgent), "asha", "-first_response/asha=kept"},
			{said(4, chat.SpeakerAgent), "asha", ""},
		}},
		{"proactive alert has two minutes", []step{ // G-TRIG-07..10
			botChat, {trigger("low", chat.LevelAlert, chat.TierProactive), "", "+takeover/low@2m0s"},
		}},
		{"a notice calls nobody, its rise does", []step{
			botChat, {trigger("human", chat.LevelNotice, chat.TierImmediate), "", ""}, alert,
		}},
		{"one for one cause, one more for another", []step{
			botChat, alert,
			{alert.body, "", ""},
			{trigger("low", chat.LevelAlert, chat.TierProactive), "", "+takeover/low@2m0s"},
		}},
		{"cleared and dismissed are void", []step{
			botChat, alert,
			{&chat.TriggerCleared{Rule: "human"}, "", "-takeover/human=void"},
			alert,
			{&chat.TriggerDismissed{Rule: "human"}, "asha", "-takeover/human=void"},
			{&chat.TriggerCleared{Rule: "human"}, "", ""},
		}},
		{"queued, accepted", []step{ // S-ACC-06
			botChat,
			{&chat.ChatQueued{}, "", "+accept/@30s"},
			{&chat.ChatQueued{}, "", ""},
			{&chat.ChatAccepted{Agent: "rohan"}, "rohan", "-accept/=kept +first_response/rohan@1m0s"},
		}},
		{"without a bot it waits at once", []step{
			queueChat, {&chat.ChatAccepted{Agent: "rohan"}, "rohan", "-accept/=kept +first_response/rohan@1m0s"},
		}},
		{"given back, nobody owes an answer", []step{
			queueChat,
			{&chat.ChatAccepted{Agent: "rohan"}, "rohan", "-accept/=kept +first_response/rohan@1m0s"},
			{&chat.ChatQueued{}, "rohan", "-first_response/rohan=void +accept/@30s"},
		}},
		{"a colleague takes over", []step{
			queueChat,
			{&chat.ChatAccepted{Agent: "rohan"}, "rohan", "-accept/=kept +first_response/rohan@1m0s"},
			{&chat.ChatTakenOver{Agent: "asha", From: "rohan"}, "asha", "-first_response/rohan=void +first_response/asha@1m0s"},
			{said(1, chat.SpeakerAgent), "rohan", ""},
			{said(2, chat.SpeakerAgent), "asha", "-first_response/asha=kept"},
			{&chat.ChatTakenOver{Agent: "asha", From: "asha"}, "asha", ""},
		}},
		{"on a served chat there is nothing to take over", []step{
			queueChat,
			{&chat.ChatAccepted{Agent: "rohan"}, "rohan", "-accept/=kept +first_response/rohan@1m0s"},
			{alert.body, "", ""},
		}},
		{"a reverted takeover is still owed", []step{
			botChat, alert,
			{&chat.TakeOverClaimed{Agent: "asha"}, "asha", ""},
			{&chat.TakeOverReverted{Agent: "asha"}, "", ""},
			{&chat.ChatTakenOver{Agent: "asha"}, "asha", "-takeover/human=kept +first_response/asha@1m0s"},
		}},
		{"forwarded, the clock moves and does not begin anew", []step{ // S-TRF-05
			queueChat,
			{&chat.ChatAccepted{Agent: "rohan"}, "rohan", "-accept/=kept +first_response/rohan@1m0s"},
			{&chat.OfferMade{Offer: chat.Offer{ID: "o", From: "rohan", To: "asha"}}, "rohan", ""},
			{&chat.OfferAccepted{Offer: "o"}, "asha", ""},
			{&chat.ChatForwarded{From: "rohan", To: "asha"}, "asha", "first_response→asha"},
			{said(1, chat.SpeakerAgent), "rohan", ""},
			{said(2, chat.SpeakerAgent), "asha", "-first_response/asha=kept"},
		}},
		{"forwarded after an answer, the new owner owes one", []step{
			queueChat,
			{&chat.ChatAccepted{Agent: "rohan"}, "rohan", "-accept/=kept +first_response/rohan@1m0s"},
			{said(1, chat.SpeakerAgent), "rohan", "-first_response/rohan=kept"},
			{&chat.ChatForwarded{From: "rohan", To: "asha"}, "asha", "+first_response/asha@1m0s"},
			{&chat.ChatForwarded{From: "asha", To: "asha"}, "asha", ""},
		}},
		{"an offer that comes back changes nothing", []step{
			queueChat,
			{&chat.ChatAccepted{Agent: "rohan"}, "rohan", "-accept/=kept +first_response/rohan@1m0s"},
			{&chat.OfferMade{Offer: chat.Offer{ID: "o", From: "rohan", To: "asha"}}, "rohan", ""},
			{&chat.OfferReturned{Offer: "o", How: chat.ReturnedExpired}, "", ""},
			{said(1, chat.SpeakerAgent), "rohan", "-first_response/rohan=kept"},
		}},
		{"who has joined may give the first answer", []step{ // V-JOIN-03
			queueChat,
			{&chat.ChatAccepted{Agent: "rohan"}, "rohan", "-accept/=kept +first_response/rohan@1m0s"},
			{said(1, chat.SpeakerAgent), "asha", ""},
			{&chat.AgentJoined{Agent: "asha"}, "asha", ""},
			{said(2, chat.SpeakerAgent), "asha", "-first_response/rohan=kept"},
		}},
		{"an owner who leaves hands on what they owe", []step{ // V-LEAVE-01
			queueChat,
			{&chat.ChatAccepted{Agent: "rohan"}, "rohan", "-accept/=kept +first_response/rohan@1m0s"},
			{&chat.AgentJoined{Agent: "asha"}, "asha", ""},
			{&chat.AgentJoined{Agent: "bela"}, "bela", ""},
			{&chat.AgentLeft{Agent: "bela"}, "bela", ""},
			{&chat.AgentLeft{Agent: "rohan", Next: "asha"}, "rohan", "first_response→asha"},
			{said(1, chat.SpeakerAgent), "asha", "-first_response/asha=kept"},
		}},
		{"an owner who has answered hands on nothing", []step{
			queueChat,
			{&chat.ChatAccepted{Agent: "rohan"}, "rohan", "-accept/=kept +first_response/rohan@1m0s"},
			{&chat.AgentJoined{Agent: "asha"}, "asha", ""},
			{said(1, chat.SpeakerAgent), "rohan", "-first_response/rohan=kept"},
			{&chat.AgentLeft{Agent: "rohan", Next: "asha"}, "rohan", ""},
		}},
		{"an owner who leaves alone starts the wait", []step{ // S-ACC-06, V-LEAVE-01
			queueChat,
			{&chat.ChatAccepted{Agent: "rohan"}, "rohan", "-accept/=kept +first_response/rohan@1m0s"},
			{&chat.AgentLeft{Agent: "rohan"}, "rohan", ""},
			{&chat.ChatQueued{Reason: "Rohan left the chat"}, "rohan", "-first_response/rohan=void +accept/@30s"},
		}},
		{"closing ends everything", []step{
			botChat, alert,
			{&chat.ChatQueued{}, "", "+accept/@30s"},
			{&chat.ChatClosed{}, "", "-takeover/human=void -accept/=void"},
			{alert.body, "", ""},
			{&chat.ChatQueued{}, "", "not looked at"},
		}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			h := newHub(t)
			h.only = []chat.ObligationKind{chat.OwedTakeOver, chat.OwedAccept, chat.OwedFirstResponse}
			for i, s := range tc.steps {
				if got := h.do(s.body, s.by); got != s.want && s.want != "not looked at" {
					t.Fatalf("step %d, %s: %q, want %q", i+1, s.body.Kind(), got, s.want)
				}
			}
		})
	}
}

// The same event gives the same facts, so a successor repeats nothing.
func TestFollowIsDeterministic(t *testing.T) {
	h := newHub(t)
	h.do(&chat.ChatOpened{Bot: true}, "")
	e := chat.Event{ID: "x", At: 9, Chat: "c", Body: trigger("human", chat.LevelAlert, chat.TierImmediate)}
	h.floor.Apply(&e)
	a, b := obligation.Follow(h.chat(), &e, h.edition), obligation.Follow(h.chat(), &e, h.edition)
	if len(a) != 1 || a[0].ID != b[0].ID || *a[0].Body.(*chat.ObligationStarted) != *b[0].Body.(*chat.ObligationStarted) {
		t.Errorf("%+v and %+v", a, b)
	}
}
