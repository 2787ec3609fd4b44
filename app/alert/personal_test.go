package alert

import (
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
)

const (
	offeredKey  = "c:offered"
	returnedKey = "c:returned"
	whisperKey  = "c:whisper"
)

// servedBy has chat "c" served by the agent.
func servedBy(a chat.AgentID) *stage {
	s := newStage()
	s.open("c")
	s.tell("c", &chat.ChatTakenOver{Agent: a})
	return s
}

// An offer calls whom it is made to, and is taken back when it ends
// (V-FWD-01, V-INVITE-01, ux.md 4.3).
func TestOfferCallsWhomItIsFor(t *testing.T) {
	for name, tc := range map[string]struct {
		offer chat.Offer
		want  string
	}{
		"to me":               {chat.Offer{ID: "o", From: "rohan", To: "asha"}, "show " + offeredKey + " P2"},
		"to another":          {chat.Offer{ID: "o", From: "rohan", To: "meera"}, ""},
		"to a team":           {chat.Offer{ID: "o", From: "rohan", Queue: "billing"}, "show " + offeredKey + " P2"},
		"by me to a team":     {chat.Offer{ID: "o", From: "asha", Queue: "billing"}, ""},
		"by me":               {chat.Offer{ID: "o", From: "asha", To: "rohan"}, ""},
		"an invitation of me": {chat.Offer{ID: "o", From: "rohan", To: "asha", Kind: chat.OfferInvitation}, "show c:invited P2"},
	} {
		t.Run(name, func(t *testing.T) {
			s := servedBy("rohan")
			expect(t, s.tell("c", s.offered(tc.offer)), tc.want)
			gone := strings.Replace(strings.TrimSuffix(tc.want, " P2"), "show", "withdraw", 1)
			expect(t, s.tell("c", &chat.OfferReturned{Offer: "o", How: chat.ReturnedVoid}), gone)
		})
	}
	for name, end := range map[string]chat.Body{
		"accepted by me":     &mine{&chat.OfferAccepted{Offer: "o", Agent: "asha"}},
		"accepted by others": &chat.OfferAccepted{Offer: "o", Agent: "meera"},
		"I take it over":     &mine{&chat.TakeOverClaimed{Agent: "asha"}},
		"closed":             &chat.ChatClosed{},
	} {
		s := servedBy("rohan")
		s.tell("c", s.offered(chat.Offer{ID: "o", From: "rohan", Queue: "billing"}))
		if got := brief(s.tell("c", end)); got != "withdraw "+offeredKey {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// A P2 leaves the screen after eight seconds, and calls once (ux.md 4.3).
func TestOfferIsAGlance(t *testing.T) {
	s := servedBy("rohan")
	expect(t, s.tell("c", s.offered(chat.Offer{ID: "o", From: "rohan", To: "asha"})), "show "+offeredKey+" P2")
	if next := s.bell.Next(s.at); next != s.at.Now.Add(Glance) {
		t.Errorf("next %d at %d", next, s.at.Now)
	}
	expect(t, s.wait(Glance-time.Millisecond), "")
	expect(t, s.wait(time.Millisecond), "withdraw "+offeredKey)
	if next := s.bell.Next(s.at); !next.IsZero() {
		t.Errorf("nothing is left to do, but next is %d", next)
	}
	expect(t, s.wait(time.Minute), "")
	expect(t, s.tell("c", &chat.OfferReturned{Offer: "o", How: chat.ReturnedExpired}), "")
	expect(t, s.tell("c", s.offered(chat.Offer{ID: "o2", From: "rohan", To: "asha"})), "show "+offeredKey+" P2 replaced")
}

// A-60, E-ESC-11: the sender is called when nobody took what they offered.
func TestReturnedCallsItsSender(t *testing.T) {
	returned := func(how chat.HowReturned) *chat.OfferReturned {
		return &chat.OfferReturned{Offer: "o", How: how, Reason: "in a call"}
	}
	for how, want := range map[chat.HowReturned]string{
		chat.ReturnedExpired:   "show " + returnedKey + " P1",
		chat.ReturnedDeclined:  "show " + returnedKey + " P1",
		chat.ReturnedWithdrawn: "",
		chat.ReturnedVoid:      "",
	} {
		s := servedBy("asha")
		expect(t, s.tell("c", s.offered(chat.Offer{ID: "o", From: "asha", To: "rohan"})), "")
		expect(t, s.tell("c", returned(how)), want)
		// It stays until the sender does something about it.
		expect(t, s.wait(time.Minute), "")
		expect(t, s.tell("c", &chat.MessagePosted{Message: "m", From: chat.SpeakerCustomer}), "")
		gone := strings.Replace(strings.TrimSuffix(want, " P1"), "show", "withdraw", 1)
		expect(t, s.tell("c", &mine{s.offered(chat.Offer{ID: "o2", From: "asha", To: "meera"})}), gone)
	}
	// Nobody else is called, and one who has the chat before them is not.
	s := servedBy("meera")
	s.tell("c", s.offered(chat.Offer{ID: "o", From: "meera", To: "rohan"}))
	expect(t, s.tell("c", returned(chat.ReturnedDeclined)), "")
	if len(s.Chat("c").Returned) != 1 {
		t.Error("it should wait for Meera")
	}
	s = servedBy("asha")
	s.at.Open, s.at.Foreground = "c", true
	s.tell("c", s.offered(chat.Offer{ID: "o", From: "asha", To: "rohan"}))
	expect(t, s.tell("c", returned(chat.ReturnedExpired)), "")
	s.at.Foreground = false
	expect(t, s.bell.Tick(s.at), "")
}

// C-OBS-06: a whisper calls the person it is for, unless the chat is open
// before them, and once for each.
func TestWhisperCallsTheOwner(t *testing.T) {
	s := servedBy("asha")
	expect(t, s.tell("c", s.whispered()), "show "+whisperKey+" P2")
	expect(t, s.tell("c", &chat.MessagePosted{Message: "m", From: chat.SpeakerCustomer}), "")
	s.at.Now = s.at.Now.Add(time.Second)
	expect(t, s.tell("c", s.whispered()), "show "+whisperKey+" P2 replaced")
	expect(t, s.tell("c", &mine{&chat.MessagePosted{Message: "mm", From: chat.SpeakerAgent}}), "withdraw "+whisperKey)

	s = servedBy("asha")
	s.at.Open, s.at.Foreground = "c", true
	expect(t, s.tell("c", s.whispered()), "")
	s.at.Open = "d"
	expect(t, s.bell.Tick(s.at), "")

	s = servedBy("rohan")
	expect(t, s.tell("c", &mine{&chat.WhisperPosted{Message: "w", To: "rohan"}}), "")
	s = servedBy("asha")
	expect(t, s.tell("c", &chat.WhisperPosted{Message: "w", To: "meera"}), "")
	s.tell("c", s.whispered())
	expect(t, s.tell("c", &chat.ChatTakenOver{Agent: "rohan"}), "withdraw "+whisperKey)

	// Behind many other lines it is news no more.
	s = servedBy("asha")
	s.happens("c", s.whispered())
	for range whisperReach {
		s.happens("c", &chat.MessagePosted{From: chat.SpeakerCustomer})
	}
	expect(t, s.bell.Summarise([]*chat.Chat{s.Chat("c")}, s.at), "")
}

// What colleagues want is held by do-not-disturb, and told when that ends if
// it still holds.
func TestDoNotDisturbHoldsColleagues(t *testing.T) {
	s := servedBy("asha")
	s.open("d")
	s.at.DND = true
	expect(t, s.tell("c", s.whispered()), "")
	expect(t, s.tell("d", s.offered(chat.Offer{ID: "o", From: "rohan", To: "asha"})), "")
	if n := s.bell.Held(s.at); n != 2 {
		t.Errorf("%d held", n)
	}
	s.tell("d", &chat.OfferReturned{Offer: "o", How: chat.ReturnedExpired})
	s.at.DND = false
	expect(t, s.bell.Tick(s.at), "show "+whisperKey+" P2")

	// One that begins again behind it takes the old one away, and waits.
	s.at.DND = true
	s.at.Now = s.at.Now.Add(time.Second)
	expect(t, s.tell("c", s.whispered()), "")
	expect(t, s.wait(Glance), "withdraw "+whisperKey)
	expect(t, s.wait(time.Minute), "")
	s.at.DND = false
	expect(t, s.bell.Tick(s.at), "show "+whisperKey+" P2 replaced")
}

// A roll-up counts them like any other, and they leave it as they leave the
// screen.
func TestOffersRollUp(t *testing.T) {
	s := newStage()
	ids := []chat.ChatID{"c", "d", "e"}
	s.open(ids...)
	var cs []*chat.Chat
	for _, id := range ids {
		cs = append(cs, s.happens(id, s.offered(chat.Offer{ID: "o", From: "rohan", Queue: "billing"})))
	}
	expect(t, s.bell.Summarise(cs, s.at), "rollup 3/3")
	expect(t, s.wait(Glance), "withdraw :many")
}

func TestPersonalWords(t *testing.T) {
	offer := chat.Offer{ID: "o", From: "rohan", To: "asha", Note: "Knows the invoices."}
	team := chat.Offer{ID: "o", From: "rohan", Queue: "billing"}
	invitation := chat.Offer{ID: "o", From: "rohan", To: "asha", Kind: chat.OfferInvitation}
	own := chat.Offer{ID: "o", From: "asha", To: "rohan"}
	ownInvitation := chat.Offer{ID: "o", From: "asha", To: "meera", Kind: chat.OfferInvitation}
	for _, tc := range []struct {
		owner chat.AgentID
		offer chat.Offer
		then  chat.Body
		title string
		body  string
	}{
		{"rohan", offer, nil, "Asha R.: is offered to you", "Answer within 20 s · “Knows the invoices.”"},
		{"rohan", team, nil, "Asha R.: is offered to billing", "Answer within 20 s"},
		{"rohan", invitation, nil, "Asha R.: a colleague asks you in", "Answer within 20 s"},
		{"asha", own, &chat.OfferReturned{Offer: "o", How: chat.ReturnedDeclined, Reason: "in a call"}, "Asha R.: your offer was declined", "You serve it as before · “in a call”"},
		{"asha", own, &chat.OfferReturned{Offer: "o", How: chat.ReturnedExpired}, "Asha R.: nobody answered your offer", "You serve it as before"},
		{"asha", ownInvitation, &chat.OfferReturned{Offer: "o", How: chat.ReturnedDeclined}, "Asha R.: your invitation was declined", "You serve it as before"},
		{"asha", ownInvitation, &chat.WhisperPosted{Message: "w", To: "asha", Text: "psst"}, "Asha R.: a colleague whispers to you", "The customer does not see it · “psst”"},
	} {
		s := servedBy(tc.owner)
		s.at.ShowText = true
		acts := s.tell("c", s.offered(tc.offer))
		if tc.then != nil {
			acts = s.tell("c", tc.then)
		}
		if len(acts) != 1 {
			t.Fatalf("%s: %s", tc.title, brief(acts))
		}
		show := acts[0].(Show)
		if show.Title != tc.title || show.Body != tc.body || !show.Sound {
			t.Errorf("%+v, want %q and %q", show, tc.title, tc.body)
		}
		// A lock screen shows bodies to anybody, so colleagues' words are hidden
		// as a customer's are.
		for _, r := range Reasons(s.Chat("c"), s.at.Me, s.at.Policy) {
			if b := r.body(s.at.Now, false); r.Text != "" && strings.Contains(b, r.Text) {
				t.Error(b)
			}
		}
	}
}

// What the fold remembers of me in the thread is no answer to a whisper.
func TestALineOfTheTeamAnswersNoWhisper(t *testing.T) {
	s := servedBy("asha")
	c := s.Floor.Chat("c")
	c.Messages = append(c.Messages,
		chat.Message{From: chat.SpeakerWhisper, Agent: "ben", To: "asha", Text: "psst"},
		chat.Message{From: chat.SpeakerTeam, Agent: "asha", Told: &chat.Told{What: chat.ToldDeclined}})
	if _, unanswered := whisper(c, "asha"); !unanswered {
		t.Error("a line that nobody wrote has answered the whisper")
	}
}
