package obligation_test

import (
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/obligation"
	"floorwalker/app/policy"
)

// becomes lets time pass until at, and the chat's backend be in a state from then on.
func (h *hub) becomes(at chat.Instant, s chat.BackendState) string {
	h.t.Helper()
	passed := h.elapse(at)
	h.backend = chat.Backend{Name: "shop", Title: "Shop", State: s, Since: at}
	if passed != "" {
		passed += " "
	}
	return passed + h.hold(at)
}

// hold brings the clocks to where the backend says that they are.
func (h *hub) hold(at chat.Instant) string {
	h.t.Helper()
	if was := h.chat(); obligation.Held(was, h.backend) != (len(obligation.Hold(was, h.backend, at)) == 0) {
		h.t.Errorf("held is %v", obligation.Held(was, h.backend))
	}
	said := h.stage(obligation.Hold(h.chat(), h.backend, at), at)
	if !obligation.Held(h.chat(), h.backend) {
		h.t.Error("the clocks do not stand as the backend says")
	}
	return said
}

func same(t *testing.T, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %q, want %q", what, got, want)
	}
}

// TestSilenceWaitsForTheBackend: no step of the silence is due while nobody knows whether
// the customer is silent, in whichever state that is, and what is left of it is left when
// the backend is back (A-13, G-NR-01 to -03).
func TestSilenceWaitsForTheBackend(t *testing.T) {
	for _, s := range []chat.BackendState{chat.BackendDown, chat.BackendRefused, chat.BackendStarting, chat.BackendCatchingUp} {
		h := served(t, talkKinds...)
		h.at(2*second, line("a1", agent, asks, ""), "asha")
		same(t, "away", h.becomes(32*second, s), "=silence_nudge")
		same(t, "more of it", h.becomes(40*second, chat.BackendDown), "")
		same(t, "nothing fires", h.elapse(50*second), "")
		same(t, "back", h.becomes(52*second, chat.BackendLive), ">silence_nudge+20s")
		same(t, "goes on", h.elapse(6*minute), "[1m22s] !silence_nudge/asha [3m22s] -silence_nudge/asha=void +silence_warn/asha@3m0s since 22s [3m22s] !silence_warn/asha [5m22s] -silence_warn/asha=void +silence_close/asha@5m0s since 22s [5m22s] !silence_close/asha")
	}
}

// TestWhatRanOutMeanwhileHasItsWholeTerm: nobody's chat is closed a moment after their
// backend is back.
func TestWhatRanOutMeanwhileHasItsWholeTerm(t *testing.T) {
	h := served(t, talkKinds...)
	h.at(0+2*second, line("a1", agent, asks, ""), "asha")
	h.at(4*minute, line("a2", agent, "One more minute and we close.", "silence-2"), "asha")
	same(t, "before", h.running(), "silence_close@5m2s")
	same(t, "away", h.becomes(5*minute, chat.BackendDown), "=silence_close")
	same(t, "nothing fires", h.elapse(60*minute), "")
	h.becomes(60*minute, chat.BackendPolling)
	same(t, "after", h.running(), "silence_close@1h5m0s")
}

// TestSilenceThatBeginsWhileTheBackendIsAway, or goes on after an offer, stands still.
func TestSilenceThatBeginsWhileTheBackendIsAway(t *testing.T) {
	h := served(t, talkKinds...)
	h.becomes(2*second, chat.BackendDown)
	h.at(3*second, line("a1", agent, asks, ""), "asha")
	same(t, "begins", h.hold(3*second), "=silence_nudge")
	h.at(4*second, &chat.OfferMade{Offer: chat.Offer{ID: "o", Kind: chat.OfferForward, From: "asha", Queue: "Billing", Due: 90 * second}}, "asha")
	same(t, "back, but offered", h.becomes(5*second, chat.BackendLive), "")
	same(t, "away again", h.becomes(6*second, chat.BackendDown), "")
	same(t, "the offer comes back", h.at(7*second, &chat.OfferReturned{Offer: "o", How: chat.ReturnedDeclined}, ""), ">silence_nudge+4s")
	same(t, "and it stands still", h.hold(7*second), "=silence_nudge")
	same(t, "nothing fires", h.elapse(10*minute), "")
	h.becomes(10*minute, chat.BackendLive)
	same(t, "after", h.running(), "silence_nudge@11m0s")
}

// TestTheCallBySilenceWaitsForTheBackend for as long as the customer may still write: a
// chat that has closed owes its call whatever becomes of the backend (G-NR-04).
func TestTheCallBySilenceWaitsForTheBackend(t *testing.T) {
	h := served(t, chat.OwedCall)
	h.at(2*second, line("a1", agent, asks, ""), "asha")
	h.at(3*minute, line("a2", agent, "We call you.", "silence-2"), "asha")
	due := h.running()
	if due == "" {
		t.Fatal("no call is owed")
	}
	same(t, "away", h.becomes(4*minute, chat.BackendDown), "=call")
	same(t, "back", h.becomes(5*minute, chat.BackendLive), ">call+1m0s")
	same(t, "away again", h.becomes(6*minute, chat.BackendDown), "=call")
	h.at(7*minute, &chat.ChatClosed{}, "asha")
	same(t, "closed", h.hold(7*minute), ">call+1m0s")
}

// TestNobodyIsGoneWhileTheBackendIsAway: the call to a customer for whom it was urgent
// waits too, whether or not somebody serves them (G-FU-04).
func TestNobodyIsGoneWhileTheBackendIsAway(t *testing.T) {
	h := newHub(t)
	h.only = []chat.ObligationKind{chat.OwedCall}
	h.at(0, &chat.ChatOpened{Bot: true}, "")
	h.at(second, line("c0", customer, "I want a person", ""), "")
	h.at(2*second, trigger(policy.RuleHumanRequest, chat.LevelAlert, chat.TierImmediate), "")
	h.becomes(minute, chat.BackendDown)
	same(t, "nothing fires", h.elapse(30*minute), "")
	h.becomes(30*minute, chat.BackendLive)
	same(t, "not yet", h.elapse(35*minute-1), "")
	if got := h.elapse(35 * minute); got == "" {
		t.Error("nobody calls a customer who is silent indeed")
	}
}
