package referee

import (
	"slices"
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// allowing is Asha's chat, which Rohan has joined, under a policy that has group chats
// of three and lets both be done about who is away.
func allowing(t *testing.T) *stand {
	t.Helper()
	s := owned(t)
	s.must(t, "rohan", "in", &chat.Join{})
	s.policy.Group = policy.Group{On: true, Max: 3}
	s.policy.Transfer = policy.Transfer{Away: policy.AwayBoth, Promise: 48 * time.Hour}
	s.team(&chat.AgentAdded{Agent: "out", Name: "Outi", Role: chat.RoleSecondary, Outside: true})
	return s
}

// grouped has it a group that Asha leads; led has Rohan lead it.
func grouped(t *testing.T) *stand {
	s := allowing(t)
	s.must(t, "asha", "group", &chat.BeginGroup{})
	return s
}

func led(t *testing.T) *stand {
	s := grouped(t)
	s.must(t, "asha", "lead", &chat.NameLead{Agent: "rohan"})
	return s
}

// C-TRF-03: a group has a lead, and who may be in it is the policy's.
func TestGroups(t *testing.T) {
	ordinary := func(t *testing.T) *stand {
		s := allowing(t)
		s.policy.Group.On = false
		return s
	}
	full := func(t *testing.T) *stand {
		s := grouped(t)
		s.must(t, "bela", "three", &chat.Join{})
		return s
	}
	invitedToFull := func(t *testing.T) *stand {
		s := grouped(t)
		s.must(t, "asha", "inv", &chat.Invite{To: "meera", Note: "VAT"})
		s.must(t, "bela", "three", &chat.Join{})
		return s
	}
	away := func(t *testing.T) *stand {
		s := grouped(t)
		s.team(&chat.PresenceChanged{Agent: "rohan", Presence: chat.PresenceOffline})
		return s
	}
	withOutsider := func(t *testing.T) *stand {
		s := grouped(t)
		s.put("c", &chat.AgentJoined{Agent: "out"})
		return s
	}
	for _, tc := range []ladderCase{
		{name: "begin", floor: allowing, by: "asha", wish: &chat.BeginGroup{}, kinds: "GroupChanged"},
		{name: "begin again", floor: grouped, by: "asha", wish: &chat.BeginGroup{}},
		{name: "begin as a guest", floor: allowing, by: "rohan", wish: &chat.BeginGroup{}, code: chat.RefusedNotOwner, words: "Only who serves"},
		{name: "begin where the policy has none", floor: ordinary, by: "asha", wish: &chat.BeginGroup{}, code: chat.RefusedInvalid, words: "no group chats"},
		{name: "begin where too many are in it", floor: func(t *testing.T) *stand {
			s := allowing(t)
			s.policy.Group.Max = 1
			return s
		}, by: "asha", wish: &chat.BeginGroup{}, code: chat.RefusedBusy, words: "allows 1 agents"},
		{name: "begin with a bot", floor: aBot, by: "asha", wish: &chat.BeginGroup{}, code: chat.RefusedNotOwner, words: "Only who serves"},
		{name: "begin in what has ended", floor: aClosed, by: "asha", wish: &chat.BeginGroup{}, code: chat.RefusedClosed, words: "closed"},
		{name: "one more than fits joins", floor: full, by: "meera", wish: &chat.Join{}, code: chat.RefusedBusy, words: "allows 3 agents"},
		{name: "one more than fits is invited", floor: full, by: "asha", wish: &chat.Invite{To: "meera", Note: "VAT"}, code: chat.RefusedBusy, words: "allows 3 agents"},
		{name: "one more than fits accepts", floor: invitedToFull, by: "meera", wish: &chat.AcceptOffer{Offer: "inv"}, code: chat.RefusedBusy, words: "allows 3 agents"},
		{name: "name another lead", floor: grouped, by: "asha", wish: &chat.NameLead{Agent: "rohan"}, kinds: "GroupChanged"},
		{name: "name the same lead", floor: grouped, by: "asha", wish: &chat.NameLead{Agent: "asha"}},
		{name: "name oneself", floor: grouped, by: "rohan", wish: &chat.NameLead{Agent: "rohan"}, code: chat.RefusedNotOwner, words: "Asha leads"},
		{name: "a lead of the floor names one", floor: grouped, by: "meera", wish: &chat.NameLead{Agent: "rohan"}, kinds: "GroupChanged"},
		{name: "name somebody who is not in it", floor: grouped, by: "asha", wish: &chat.NameLead{Agent: "bela"}, code: chat.RefusedInvalid, words: "in this chat"},
		{name: "name somebody who is away", floor: away, by: "asha", wish: &chat.NameLead{Agent: "rohan"}, code: chat.RefusedOffline, words: "Rohan is offline"},
		{name: "name somebody without a desk", floor: withOutsider, by: "asha", wish: &chat.NameLead{Agent: "out"}, code: chat.RefusedInvalid, words: "has no desk"},
		{name: "name a lead of an ordinary chat", floor: allowing, by: "asha", wish: &chat.NameLead{Agent: "rohan"}, code: chat.RefusedGone, words: "no group"},
		{name: "end the group", floor: grouped, by: "asha", wish: &chat.EndGroup{}, kinds: "GroupChanged"},
		{name: "end what is none", floor: allowing, by: "asha", wish: &chat.EndGroup{}},
		{name: "end a group as a guest", floor: grouped, by: "rohan", wish: &chat.EndGroup{}, code: chat.RefusedNotOwner, words: "Asha leads"},
		{name: "a lead of the floor ends it", floor: grouped, by: "meera", wish: &chat.EndGroup{}, kinds: "GroupChanged"},
	} {
		t.Run(tc.name, tc.run)
	}
}

// C-TRF-03: in a group only its lead, or a lead of the floor, ends the chat; whoever owns
// it does not by that.
func TestTheLeadEndsAGroup(t *testing.T) {
	for by, want := range map[chat.AgentID]string{"asha": "Rohan leads this group chat", "bela": "Rohan leads", "rohan": "", "meera": ""} {
		s := guide(t)
		s.policy.Group = policy.Group{On: true, Max: 5}
		s.must(t, "rohan", "in", &chat.Join{})
		s.must(t, "asha", "group", &chat.BeginGroup{})
		s.must(t, "asha", "lead", &chat.NameLead{Agent: "rohan"})
		_, no := s.do(by, "c", "end", &chat.EndChat{Ticket: s.filled(t), Skipped: s.excused()})
		switch {
		case want == "" && (no != nil || s.Chat("c").Active()):
			t.Errorf("%s: %+v", by, no)
		case want != "" && (no == nil || no.Code != chat.RefusedNotOwner || !strings.HasPrefix(no.Words, want)):
			t.Errorf("%s: %+v", by, no)
		}
	}
}

// A group whose lead is away is one that its owner can end, or lead; nobody else can by
// that (C-TRF-03).
func TestAGroupWhoseLeadIsAway(t *testing.T) {
	away := map[string]chat.Body{
		"offline": &chat.PresenceChanged{Agent: "rohan", Presence: chat.PresenceOffline},
		"outside": &chat.AgentAdded{Agent: "rohan", Name: "Rohan", Outside: true},
	}
	for why, how := range away {
		for _, w := range []chat.Wish{&chat.EndGroup{}, &chat.NameLead{Agent: "asha"}} {
			s := led(t)
			if _, no := s.do("asha", "c", "early", w); no == nil || no.Code != chat.RefusedNotOwner {
				t.Errorf("%s: %s while they are there: %+v", why, w.Name(), no)
			}
			s.team(how)
			if _, no := s.do("bela", "c", "guest", w); no == nil {
				t.Errorf("%s: %s by somebody else", why, w.Name())
			}
			if _, no := s.do("asha", "c", "late", w); no != nil {
				t.Errorf("%s: %s: %+v", why, w.Name(), no)
			}
		}
	}
}

// A group is led by somebody who is in it, whoever leaves (C-TRF-03).
func TestALeadWhoLeavesLeadsNoMore(t *testing.T) {
	s := led(t)
	s.must(t, "rohan", "gone", &chat.Leave{})
	if c := s.Chat("c"); !c.Group || c.Lead != "asha" {
		t.Errorf("group %t, led by %q", c.Group, c.Lead)
	}
	s.must(t, "asha", "gone-too", &chat.Leave{})
	if c := s.Chat("c"); c.Group || c.Lead != "" {
		t.Errorf("nobody is in it: group %t, led by %q", c.Group, c.Lead)
	}
}

func TestBackToTheBot(t *testing.T) {
	back := &chat.ReturnToBot{Reason: "only opening hours"}
	claimed := func(t *testing.T) *stand {
		s := owned(t)
		s.must(t, "meera", "take-2", &chat.TakeOver{})
		return s
	}
	for _, tc := range []ladderCase{
		{name: "by its owner", floor: owned, by: "asha", wish: back, kinds: "MessagePosted ChatReturned", effect: EffectPost, step: AuditLeft},
		{name: "without a reason", floor: owned, by: "asha", wish: &chat.ReturnToBot{}, code: chat.RefusedInvalid, words: "why the bot can go on"},
		{name: "by a guest", floor: allowing, by: "rohan", wish: back, code: chat.RefusedNotOwner, words: "Asha serves"},
		{name: "by a lead who does not serve it", floor: owned, by: "meera", wish: back, code: chat.RefusedNotOwner, words: "Asha serves"},
		{name: "of a group, by its owner", floor: led, by: "asha", wish: back, code: chat.RefusedNotOwner, words: "Rohan leads"},
		{name: "of a group, by its lead", floor: led, by: "rohan", wish: back, kinds: "MessagePosted ChatReturned", effect: EffectPost, step: AuditLeft},
		{name: "of a group, by a lead of the floor", floor: led, by: "meera", wish: back, kinds: "MessagePosted ChatReturned", effect: EffectPost, step: AuditLeft},
		{name: "while somebody takes it over", floor: claimed, by: "asha", wish: back, code: chat.RefusedTaken, words: "Meera is already"},
		{name: "of a bot's", floor: aBot, by: "asha", wish: back},
		{name: "of one that waits", floor: aQueue, by: "asha", wish: back, code: chat.RefusedNotOwner, words: "start it"},
		{name: "of what has ended", floor: aClosed, by: "asha", wish: back, code: chat.RefusedClosed, words: "closed"},
	} {
		t.Run(tc.name, tc.run)
	}
	s := offered(t)
	s.must(t, "asha", "back", back)
	if c := s.Chat("c"); c.Owner != "" || !c.Bot || c.Stage != chat.StageBot || len(c.Offers) != 0 || len(c.Joined) != 0 || s.Agent("asha").Owns != 0 {
		t.Errorf("%+v", c)
	}
	// And a person may have it again.
	s.must(t, "rohan", "again", &chat.TakeOver{Reason: "the bot was wrong"})
}

func TestBlocking(t *testing.T) {
	on, off := &chat.BlockCustomer{On: true, Reason: "threats"}, &chat.BlockCustomer{Reason: "has apologised"}
	blocked := func(t *testing.T) *stand {
		s := allowing(t)
		s.must(t, "asha", "block", on)
		return s
	}
	for _, tc := range []ladderCase{
		{name: "by who serves", floor: owned, by: "asha", wish: on, kinds: "CustomerBlocked"},
		{name: "by a guest", floor: allowing, by: "rohan", wish: on, kinds: "CustomerBlocked"},
		{name: "by somebody else", floor: owned, by: "bela", wish: on, code: chat.RefusedNotOwner, words: "or a lead"},
		{name: "by a lead", floor: owned, by: "meera", wish: on, kinds: "CustomerBlocked"},
		{name: "without a reason", floor: owned, by: "asha", wish: &chat.BlockCustomer{On: true}, code: chat.RefusedInvalid, words: "why"},
		{name: "again", floor: blocked, by: "asha", wish: on},
		{name: "off", floor: blocked, by: "asha", wish: off, kinds: "CustomerBlocked"},
		{name: "off while it is off", floor: owned, by: "asha", wish: off},
		{name: "after the end, by who served", floor: aClosed, by: "asha", wish: on, kinds: "CustomerBlocked"},
		{name: "after the end, by somebody else", floor: aClosed, by: "bela", wish: on, code: chat.RefusedNotOwner, words: "or a lead"},
	} {
		t.Run(tc.name, tc.run)
	}
}

func TestTranscripts(t *testing.T) {
	known := func(t *testing.T) *stand {
		s := allowing(t)
		s.put("c", &chat.CustomerDescribed{Customer: chat.Customer{Contact: "isha@example.com"}})
		return s
	}
	to := func(a string) *chat.SendTranscript { return &chat.SendTranscript{To: a} }
	for _, tc := range []ladderCase{
		{name: "to the customer", floor: known, by: "asha", wish: to(""), kinds: "TranscriptAsked"},
		{name: "to the customer, by a guest", floor: known, by: "rohan", wish: to("Isha@example.com"), kinds: "TranscriptAsked"},
		{name: "elsewhere", floor: known, by: "asha", wish: to("other@example.com"), code: chat.RefusedRole, words: "only a lead"},
		{name: "elsewhere, by a lead", floor: known, by: "meera", wish: to("other@example.com"), kinds: "TranscriptAsked"},
		{name: "by somebody else", floor: known, by: "bela", wish: to(""), code: chat.RefusedNotOwner, words: "Only who serves"},
		{name: "to nowhere", floor: owned, by: "asha", wish: to(""), code: chat.RefusedInvalid, words: "No mail address"},
		{name: "to what the customer has said", floor: owned, by: "asha", wish: to("isha@example.com"), kinds: "TranscriptAsked"},
		{name: "to no address", floor: owned, by: "asha", wish: to("isha at home"), code: chat.RefusedInvalid, words: "no mail address"},
		{name: "to two", floor: owned, by: "asha", wish: to("isha@example.com, other@example.com"), code: chat.RefusedInvalid, words: "no mail address"},
		{name: "to a name with an address", floor: owned, by: "asha", wish: to("Isha <isha@example.com>"), code: chat.RefusedInvalid, words: "no mail address"},
		{name: "with a header", floor: owned, by: "asha", wish: to("isha@example.com\r\nBcc: x@example.com"), code: chat.RefusedInvalid, words: "no mail address"},
		{name: "after the end", floor: aClosed, by: "asha", wish: to("isha@example.com"), kinds: "TranscriptAsked"},
	} {
		t.Run(tc.name, tc.run)
	}
	s := known(t)
	if d := s.must(t, "asha", "mail", to(" ISHA@example.com ")); d.Events[0].Body.(*chat.TranscriptAsked).To != "ISHA@example.com" {
		t.Errorf("%+v", d.Events[0].Body)
	}
}

// C-TRF-04, A-34: what is done about somebody who is away is the policy's, and is done
// about nobody who is there.
func TestAway(t *testing.T) {
	mode := func(m policy.AwayMode) func(*testing.T) *stand {
		return func(t *testing.T) *stand {
			s := allowing(t)
			s.policy.Transfer.Away = m
			return s
		}
	}
	wait := func(to chat.AgentID) *chat.AwaitAgent { return &chat.AwaitAgent{To: to, Note: why} }
	promise := func(to chat.AgentID, due chat.Instant) *chat.PromiseContact {
		return &chat.PromiseContact{To: to, How: chat.ContactMail, Due: due, Note: why}
	}
	at := chat.Instant(5).Add
	for _, tc := range []ladderCase{
		{name: "wait", floor: allowing, by: "asha", wish: wait("tariq"), kinds: "OfferMade"},
		{name: "wait, where that is allowed alone", floor: mode(policy.AwayWait), by: "asha", wish: wait("tariq"), kinds: "OfferMade"},
		{name: "wait, where contact is promised", floor: mode(policy.AwayPromise), by: "asha", wish: wait("tariq"), code: chat.RefusedInvalid, words: "lets no chat wait"},
		{name: "wait for somebody who is there", floor: allowing, by: "asha", wish: wait("bela"), code: chat.RefusedInvalid, words: "Bela is online; forward"},
		{name: "wait for oneself", floor: allowing, by: "asha", wish: wait("asha"), code: chat.RefusedInvalid, words: "yourself"},
		{name: "wait for nobody known", floor: allowing, by: "asha", wish: wait("nobody"), code: chat.RefusedInvalid, words: "Nobody on the team"},
		{name: "wait for one who has gone", floor: allowing, by: "asha", wish: wait("zoya"), code: chat.RefusedInvalid, words: "no longer"},
		{name: "wait for one without a desk", floor: allowing, by: "asha", wish: wait("out"), code: chat.RefusedInvalid, words: "has no desk"},
		{name: "wait, without a note", floor: allowing, by: "asha", wish: &chat.AwaitAgent{To: "tariq"}, code: chat.RefusedInvalid, words: "at least 10"},
		{name: "wait, by a guest", floor: allowing, by: "rohan", wish: wait("tariq"), code: chat.RefusedNotOwner, words: "Asha serves"},
		{name: "wait, while it is offered", floor: func(t *testing.T) *stand {
			s := allowing(t)
			s.must(t, "asha", "fwd", &chat.Forward{To: "bela", Reason: chat.ForwardOther, Note: why})
			return s
		}, by: "asha", wish: wait("tariq"), code: chat.RefusedBusy, words: "offered"},
		{name: "promise", floor: allowing, by: "asha", wish: promise("tariq", at(time.Hour)), kinds: "ObligationStarted"},
		{name: "promise, by a guest", floor: allowing, by: "rohan", wish: promise("tariq", 0), kinds: "ObligationStarted"},
		{name: "promise, where chats wait", floor: mode(policy.AwayWait), by: "asha", wish: promise("tariq", 0), code: chat.RefusedInvalid, words: "promises no contact"},
		{name: "promise for the past", floor: allowing, by: "asha", wish: promise("tariq", 5), code: chat.RefusedInvalid, words: "ahead"},
		{name: "promise for the last moment", floor: allowing, by: "asha", wish: promise("tariq", at(48*time.Hour)), kinds: "ObligationStarted"},
		{name: "promise for later than the policy", floor: allowing, by: "asha", wish: promise("tariq", at(48*time.Hour)+1), code: chat.RefusedInvalid, words: "within 48 hours"},
		{name: "promise, somehow", floor: allowing, by: "asha", wish: &chat.PromiseContact{To: "tariq", Note: why}, code: chat.RefusedInvalid, words: "a mail or phones"},
		{name: "promise of somebody who is there", floor: allowing, by: "asha", wish: promise("bela", 0), code: chat.RefusedInvalid, words: "online"},
		{name: "promise of one without a desk", floor: allowing, by: "asha", wish: promise("out", 0), code: chat.RefusedInvalid, words: "has no desk"},
		{name: "promise in a bot's chat", floor: aBot, by: "asha", wish: promise("tariq", 0), code: chat.RefusedNotOwner, words: "take it over"},
	} {
		t.Run(tc.name, tc.run)
	}
}

// A promise is owed by who was away, without a time by the latest that the policy
// allows, and outlives the chat.
func TestAPromiseIsTheirs(t *testing.T) {
	s := allowing(t)
	s.must(t, "asha", "p", &chat.PromiseContact{To: "tariq", How: chat.ContactPhone, Note: why})
	s.put("c", &chat.ChatClosed{Reason: "solved"})
	o, owed := s.Chat("c").Owed("p")
	if !owed || o.Owner != "tariq" || o.Kind != chat.OwedContact || o.How != chat.ContactPhone || o.Due != s.now.Add(48*time.Hour) || o.HandedBy != "asha" {
		t.Errorf("%t %+v", owed, o)
	}
}

// A chat that waits for somebody waits until they say yes or no: no timer ends it, its
// sender serves meanwhile, and who has come back has it by saying so.
func TestAChatWaits(t *testing.T) {
	s := allowing(t)
	s.must(t, "asha", "w", &chat.AwaitAgent{To: "tariq", Note: why})
	s.now = s.now.Add(1000 * time.Hour)
	if es := Expire(s.Floor, "c", "w"); es != nil || s.Chat("c").Owner != "asha" {
		t.Fatalf("%+v, served by %s", es, s.Chat("c").Owner)
	}
	if _, no := s.do("tariq", "c", "early", &chat.AcceptOffer{Offer: "w"}); no == nil || no.Code != chat.RefusedOffline {
		t.Fatalf("%+v", no)
	}
	s.team(&chat.PresenceChanged{Agent: "tariq", Presence: chat.PresenceOnline})
	d := s.must(t, "tariq", "yes", &chat.AcceptOffer{Offer: "w"})
	if kinds(d.Events) != "OfferAccepted ChatForwarded TagAdded MessagePosted" || s.Chat("c").Owner != "tariq" {
		t.Errorf("%s, served by %s", kinds(d.Events), s.Chat("c").Owner)
	}
	s = allowing(t)
	s.must(t, "asha", "w", &chat.AwaitAgent{To: "tariq", Note: why})
	s.must(t, "asha", "never-mind", &chat.WithdrawOffer{Offer: "w"})
	if len(s.Chat("c").Offers) != 0 {
		t.Error("it still waits")
	}
}

// C-INT-01: the channel is everybody's, and what is said beside a chat stays there.
func TestChannel(t *testing.T) {
	s := allowing(t)
	post := func(by chat.AgentID, in chat.ChatID, id chat.CommandID, room, text string) (*chat.TeamPosted, *chat.Refusal) {
		d, no := s.do(by, in, id, &chat.PostTeam{Room: room, Text: text})
		if no != nil || len(d.Events) == 0 {
			return nil, no
		}
		return d.Events[0].Body.(*chat.TeamPosted), no
	}
	for _, tc := range []struct {
		in    chat.ChatID
		room  string
		text  string
		words string
	}{
		{"", "", "Hello", ""},
		{"", "billing", "Hello", ""},
		{"", "sales", "Hello", "no team of that name"},
		{"", "", " \n", "is empty"},
		{"", "", strings.Repeat("x", MaxTeamLine+1), "4 KiB"},
		{"", "", strings.Repeat("x", MaxTeamLine), ""},
		{"c", "", "Hello", ""},
		{"c", "billing", "Hello", "no room"},
		{"nowhere", "", "Hello", "no such chat"},
	} {
		b, no := post("bela", tc.in, chat.CommandID("p"+strings.Repeat("x", s.n%40)), tc.room, tc.text)
		s.n++
		if tc.words != "" {
			if no == nil || !strings.Contains(no.Words, tc.words) {
				t.Errorf("%+v: %+v", tc.words, no)
			}
			continue
		}
		if no != nil || b == nil || b.Room != tc.room || b.Thread != tc.in || b.Name != "Bela" {
			t.Errorf("%+v: %+v, %+v", tc.room, b, no)
		}
	}
	if n := len(s.Chat("c").Side); n != 1 {
		t.Errorf("%d lines beside the chat", n)
	}
}

// What is said once is there once, however often its desk says it.
func TestTheChannelHearsOnce(t *testing.T) {
	s := allowing(t)
	if d, _ := s.do("bela", "", "again", &chat.PostTeam{Text: "Once"}); len(d.Events) != 1 {
		t.Error("not said")
	}
	if d, no := s.do("bela", "", "again", &chat.PostTeam{Text: "Once"}); len(d.Events) != 0 || no != nil {
		t.Errorf("said twice: %+v %+v", d, no)
	}
}

// Who is named hears of it: not who wrote it, and nobody who has no desk here.
func TestMentions(t *testing.T) {
	s := allowing(t)
	d := s.must(t, "asha", "m", &chat.PostTeam{Text: "@bela and @Rohan, please; @asha is me, @out and @zoya cannot, @bela"})
	if got := d.Events[0].Body.(*chat.TeamPosted).Mentions; !slices.Equal(got, []chat.AgentID{"bela", "rohan"}) {
		t.Errorf("%v are mentioned", got)
	}
	d = s.must(t, "asha", "n", &chat.PostNote{Text: "For @Meera."})
	if got := d.Events[0].Body.(*chat.NotePosted).Mentions; !slices.Equal(got, []chat.AgentID{"meera"}) {
		t.Errorf("%v are mentioned in the note", got)
	}
}

// E-ACT-05: whoever works in the platform's own screen has no desk, and nothing is ever
// given to them here.
func TestNothingGoesToOutsiders(t *testing.T) {
	owes := func(t *testing.T) *stand {
		s := allowing(t)
		s.must(t, "asha", "p", &chat.PromiseTo{Kind: chat.OwedPromise, Due: s.now.Add(time.Hour), Words: "a mail"})
		return s
	}
	theirs := func(t *testing.T) *stand {
		s := allowing(t)
		s.put("c", &chat.ChatForwarded{From: "asha", To: "out"})
		return s
	}
	for _, tc := range []ladderCase{
		{name: "forward", floor: allowing, by: "asha", wish: &chat.Forward{To: "out", Reason: chat.ForwardOther, Note: why}, code: chat.RefusedInvalid, words: "Outi works in the chat platform's own screen"},
		{name: "invite", floor: allowing, by: "asha", wish: &chat.Invite{To: "out", Note: "VAT"}, code: chat.RefusedInvalid, words: "has no desk"},
		{name: "escalate", floor: allowing, by: "asha", wish: escalation(func(e *chat.Escalate) { e.To, e.Queue, e.Resolve = "out", "", 100 }), code: chat.RefusedInvalid, words: "has no desk"},
		{name: "what is owed", floor: owes, by: "asha", wish: &chat.HandObligation{Obligation: "p", To: "out", Note: "off now"}, code: chat.RefusedInvalid, words: "has no desk"},
		{name: "a whisper", floor: theirs, by: "bela", wish: &chat.Whisper{To: "out", Text: "psst"}, code: chat.RefusedInvalid, words: "would not see a whisper"},
		{name: "a wish of theirs", floor: allowing, by: "out", wish: &chat.Observe{}, code: chat.RefusedRole, words: "Only the chat platform"},
	} {
		t.Run(tc.name, tc.run)
	}
	s := owned(t)
	s.team(&chat.AgentAdded{Agent: "out", Name: "Outi", Role: chat.RoleSecondary, Outside: true})
	s.put("c", &chat.AgentJoined{Agent: "out"})
	s.must(t, "asha", "gone", &chat.Leave{})
	if c := s.Chat("c"); c.Owner != "" || c.Stage != chat.StageQueued {
		t.Errorf("served by %q after its owner has left", c.Owner)
	}
}
