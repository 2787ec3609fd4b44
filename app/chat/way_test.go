package chat

import (
	"fmt"
	"slices"
	"testing"
)

// serve is a chat that asha serves.
func serve() (*Floor, *Chat) {
	f := opened()
	f.Apply(ev("taken", 10, &ChatTakenOver{Agent: "asha"}))
	return f, f.Chat("c")
}

func TestSteps(t *testing.T) { // S-GEN-01, S-FLOW-04
	f, c := serve()
	if c.Step != StepGreeting || c.StepSince != 10 {
		t.Fatalf("%s since %d", c.Step, c.StepSince)
	}
	for i, s := range []struct {
		body  Body
		step  Step
		words string
		yes   MessageID
	}{
		{&ChatStepped{Step: StepResolving}, StepResolving, "resolving", ""},
		{&ResolutionConfirmed{Message: "m1"}, StepResolving, "resolving", "m1"},
		{&ChatStepped{Step: StepClosing}, StepClosing, "closing", "m1"},
		{&ChatForwarded{From: "asha", To: "rohan"}, StepClosing, "closing", "m1"},
		{&ChatStepped{Step: StepConfirming}, StepConfirming, "confirming", "m1"},
		{&ChatStepped{Step: StepClarifying}, StepClarifying, "clarifying", ""},
		{&ChatQueued{}, "", "waiting for a person", ""},
		{&ChatStepped{Step: StepClosing}, "", "waiting for a person", ""},
		{&ChatAccepted{Agent: "asha"}, StepGreeting, "greeting", ""},
		{&ResolutionConfirmed{Message: "m2"}, StepGreeting, "greeting", "m2"},
		{&ChatClosed{}, "", "closed", "m2"},
		{&ChatOpened{Bot: true}, "", "bot answers", ""},
	} {
		f.Apply(ev(fmt.Sprint("s", i), Instant(20+i), s.body))
		if c.Step != s.step || c.StageWords() != s.words || c.Confirmed != s.yes {
			t.Errorf("%d, %s: step %q, %q, confirmed %q", i, s.body.Kind(), c.Step, c.StageWords(), c.Confirmed)
		}
	}
	for i, s := range Steps() {
		if s.Order() != i+1 || !s.Valid() {
			t.Errorf("%s is %d", s, s.Order())
		}
	}
	if Step("lunch").Valid() {
		t.Error("lunch is no step")
	}
}

// by folds what somebody did.
func by(f *Floor, at Instant, who AgentID, b Body) {
	e := ev(fmt.Sprint("by", at), at, b)
	e.By = who
	f.Apply(e)
}

func TestHelpAndIdentity(t *testing.T) {
	f, c := serve()
	by(f, 20, "asha", &HelpAsked{Reason: "a refund over the limit"}) // S-MULTI-04
	if want := (Help{By: "asha", At: 20, Reason: "a refund over the limit"}); c.Help != want || !c.Help.Open() {
		t.Errorf("%+v", c.Help)
	}
	by(f, 21, "lena", &HelpAnswered{})
	if c.Help.Open() || c.Help.AnsweredBy != "lena" || c.Help.AnsweredAt != 21 {
		t.Errorf("%+v", c.Help)
	}
	by(f, 22, "asha", &IdentityVerified{Checks: []string{"name"}}) // G-SEC-03
	if v := c.Verified; v.At != 22 || v.By != "asha" || !slices.Equal(v.Checks, []string{"name"}) {
		t.Errorf("%+v", v)
	}
}

func TestWhatOutlivesAChat(t *testing.T) {
	f, c := serve()
	f.Apply(ev("r", 23, &RatingAsked{Style: "stars"})) // V-RATE-01: nobody is asked twice
	f.Apply(ev("rg", 24, &RatingGiven{Stars: 4, Words: "quick"}))
	f.Apply(ev("t", 25, &TicketSaved{Ref: "T-1", Ticket: []byte(`{}`)}))
	f.Apply(ev("y", 26, &CustomerTyped{}))
	by(f, 27, "asha", &HelpAsked{Reason: "x"})
	rated := Rating{AskedAt: 23, Stars: 4, Words: "quick"}
	if c.TicketRef != "T-1" || string(c.Ticket) != "{}" || c.Typed != 26 || c.Rating != rated {
		t.Errorf("%q %s %d %+v", c.TicketRef, c.Ticket, c.Typed, c.Rating)
	}
	f.Apply(ev("z", 30, &ChatClosed{}))
	f.Apply(ev("o2", 40, &ChatOpened{Bot: true}))
	if c.Ticket != nil || c.TicketRef != "" || c.Help != (Help{}) || c.Verified.At != 0 {
		t.Errorf("a chat that came back has %+v", c)
	}
	if c.Rating != rated || c.Opened != 2 || c.Began != 40 {
		t.Errorf("a chat that came back has forgotten %+v", c)
	}
}

func TestALineThatNobodySaw(t *testing.T) { // D-08
	f, c := serve()
	line, last := c.LastLine, c.LastAt
	f.Apply(ev("b", 27, &BotLineRejected{Message: "b9", Text: "Too late", Confidence: ScoreOne}))
	m := c.Messages[len(c.Messages)-1]
	if m.From != SpeakerTeam || m.Told == nil || m.Told.What != ToldRejected || m.Text != "Too late" || m.Confidence != ScoreOne {
		t.Errorf("%+v", m)
	}
	if c.LastLine != line || c.LastAt != last {
		t.Error("what no customer saw is the newest line")
	}
}

func TestWhatComesWithALine(t *testing.T) {
	f, c := serve()
	f.Apply(ev("p", 28, &MessagePosted{
		Message: "m", From: SpeakerAgent, Text: "x", Script: "closing-1", Overrides: []string{"G-COMM-02"}, Masked: true,
		File: &File{Hash: "00", Name: "a.png"}, Sealed: []byte{1},
	}))
	m := c.Messages[c.LastLine]
	if m.Script != "closing-1" || len(m.Overrides) != 1 || !m.Masked || m.File.Name != "a.png" {
		t.Errorf("%+v", m)
	}
}

func TestEscalationStates(t *testing.T) { // E-ESC-08 to -11
	for body, want := range map[Body]EscalationState{
		&OfferAccepted{Offer: "x", Agent: "rohan"}:                            EscalationAccepted,
		&OfferReturned{Offer: "x", How: ReturnedDeclined, Agent: "rohan"}:     EscalationRejected,
		&OfferReturned{Offer: "x", How: ReturnedExpired}:                      EscalationExpired,
		&OfferReturned{Offer: "x", How: ReturnedWithdrawn}:                    EscalationCancelled,
		&OfferReturned{Offer: "other", How: ReturnedDeclined, Agent: "rohan"}: EscalationOpen,
	} {
		f, c := serve()
		f.Apply(ev("f", 11, &OfferMade{Offer: Offer{ID: "other", Kind: OfferForward, From: "asha"}}))
		if c.Escalation.State != "" {
			t.Fatal("a forward is an escalation")
		}
		f.Apply(ev("x", 12, &OfferMade{Offer: Offer{ID: "x", Kind: OfferEscalation, From: "asha", Ref: "ES-1"}}))
		f.Apply(ev("y", 13, body))
		if x := c.Escalation; x.State != want || x.Offer.Ref != "ES-1" {
			t.Errorf("%+v: %+v, want %s", body, x, want)
		}
	}
	for r, want := range map[ForwardReason]bool{
		EscalateExpertise: true, EscalateAsked: true, EscalateSensitive: true, ForwardOther: true, ForwardLoadBalance: false, "": false,
	} {
		if r.ValidEscalation() != want {
			t.Errorf("%q is %t", r, !want)
		}
	}
}

func TestFocus(t *testing.T) { // S-MULTI-05
	f := opened()
	on := &Event{ID: "f1", At: 3, Body: &FocusChanged{Agent: "asha", On: true}}
	if !f.Apply(on).Applied || !f.Agent("asha").Focus {
		t.Error("focus is not on")
	}
	before := f.Hash()
	f.Apply(&Event{ID: "f2", At: 4, Body: &FocusChanged{Agent: "asha"}})
	if f.Agent("asha").Focus || f.Hash() == before {
		t.Error("focus is still on")
	}
	if p := (&Event{ID: "p", At: 5, Body: &PolicyChanged{Version: 2}}); !f.Apply(p).Applied || f.Apply(p).Applied {
		t.Error("a policy is new once")
	}
}

// The hash is of all that everybody can see, and of nothing that has an address.
func TestHashOfWhatIsNew(t *testing.T) {
	fold := func(bodies ...Body) string {
		f, _ := serve()
		for i, b := range bodies {
			f.Apply(ev(fmt.Sprint("x", i), Instant(50+i), b))
		}
		return f.Hash()
	}
	seen := map[string]Kind{fold(): "nothing"}
	for _, b := range []Body{
		&ChatStepped{Step: StepClosing}, &ResolutionConfirmed{Message: "m"}, &RatingAsked{}, &RatingGiven{Stars: 1},
		&IdentityVerified{}, &HelpAsked{}, &TicketSaved{Ref: "T"}, &CustomerTyped{}, &BotLineRejected{Text: "x"},
		&ObligationStarted{Obligation: Obligation{ID: "o"}}, &OfferMade{Offer: Offer{Kind: OfferEscalation}},
		&MessagePosted{Message: "m", File: &File{Hash: "1"}},
	} {
		h := fold(b)
		if other, same := seen[h]; same {
			t.Errorf("%s and %s make one floor", b.Kind(), other)
		}
		seen[h] = b.Kind()
		if fold(b) != h {
			t.Errorf("%s makes two floors", b.Kind())
		}
	}
	one, two := MessagePosted{Message: "m", File: &File{Hash: "1"}}, MessagePosted{Message: "m", File: &File{Hash: "1"}}
	if fold(&one) != fold(&two) {
		t.Error("an address is in the hash")
	}
}
