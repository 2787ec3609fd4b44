package referee

import (
	"slices"
	"strings"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// served has "c" served by Asha, with Rohan and then Bela beside her.
func served(t *testing.T) *stand {
	t.Helper()
	s := owned(t)
	for _, id := range []chat.AgentID{"rohan", "bela"} {
		if _, no := s.do(id, "c", chat.CommandID("join-"+id), &chat.Join{}); no != nil {
			t.Fatal(no)
		}
	}
	return s
}

// ladderCase is one command, with what it must bring about or be refused for.
type ladderCase struct {
	name   string
	floor  func(*testing.T) *stand
	by     chat.AgentID
	wish   chat.Wish
	code   chat.RefusalCode // empty for a yes
	words  string           // part of the refusal
	kinds  string           // the events, joined by a space
	effect Effect
	audit  AuditKind
	step   AuditKind
}

func (tc *ladderCase) run(t *testing.T) {
	d, no := tc.floor(t).do(tc.by, "c", "cmd-1", tc.wish)
	if no != nil || tc.code != "" {
		if no == nil || no.Code != tc.code || !strings.Contains(no.Words, tc.words) {
			t.Fatalf("refusal %+v, want %q with %q", no, tc.code, tc.words)
		}
		if len(d.Events) > 0 || d.Effect != EffectNone || d.Audit != nil || d.Step != nil {
			t.Fatalf("a refusal did something: %+v", d)
		}
		return
	}
	if got := kinds(d.Events); got != tc.kinds || d.Effect != tc.effect || audited(d) != tc.audit || kindOf(d.Step) != tc.step {
		t.Errorf("events %q, effect %q, audit %q, step %q; want %q, %q, %q, %q",
			got, d.Effect, audited(d), kindOf(d.Step), tc.kinds, tc.effect, tc.audit, tc.step)
	}
	signed(t, d.Events, tc.by)
}

func aClosed(t *testing.T) *stand {
	s := served(t)
	s.put("c", &chat.ChatClosed{Reason: "solved"})
	return s
}

func aBot(*testing.T) *stand   { return withBot() }
func aQueue(*testing.T) *stand { return withQueue() }

// claimedByLead has Asha's chat being taken over by Meera.
func claimedByLead(t *testing.T) *stand {
	s := served(t)
	s.send("meera", "c", "lead", &chat.TakeOver{})
	return s
}

func TestLadder(t *testing.T) {
	to := func(a chat.AgentID) *chat.Whisper { return &chat.Whisper{Text: "Ask for the invoice.", To: a} }
	say := &chat.PostMessage{Text: "Hello"}
	for _, tc := range []ladderCase{
		// C-OBS-06: to who serves, and to nobody else.
		{name: "whisper", floor: owned, by: "rohan", wish: to("asha"), kinds: "WhisperPosted", step: AuditWhispered},
		{name: "whisper from one who has joined", floor: served, by: "bela", wish: to("asha"), kinds: "WhisperPosted", step: AuditWhispered},
		{name: "whisper to who served before", floor: owned, by: "rohan", wish: to("bela"), code: chat.RefusedGone, words: "Asha serves this chat now; your whisper was for Bela"},
		{name: "whisper to nobody in particular", floor: owned, by: "rohan", wish: to(""), code: chat.RefusedGone, words: "Asha"},
		{name: "whisper to the bot", floor: aBot, by: "rohan", wish: to(""), code: chat.RefusedGone, words: "write a note"},
		{name: "whisper into the queue", floor: aQueue, by: "rohan", wish: to("asha"), code: chat.RefusedGone, words: "write a note"},
		{name: "whisper to oneself", floor: owned, by: "asha", wish: to("asha"), code: chat.RefusedInvalid, words: "yourself"},
		{name: "empty whisper", floor: owned, by: "rohan", wish: &chat.Whisper{Text: " ", To: "asha"}, code: chat.RefusedInvalid, words: "whisper is empty"},
		{name: "whisper in a closed chat", floor: aClosed, by: "rohan", wish: to("asha"), code: chat.RefusedClosed, words: "closed"},
		// V-JOIN-01 to -03, C-OBS-02.
		{name: "join", floor: owned, by: "rohan", wish: &chat.Join{}, kinds: "AgentJoined MessagePosted", effect: EffectPost, audit: AuditSteppedIn, step: AuditJoined},
		{name: "join what I serve", floor: owned, by: "asha", wish: &chat.Join{}},
		{name: "join twice", floor: served, by: "rohan", wish: &chat.Join{}},
		{name: "join what I am taking over", floor: claimedByLead, by: "meera", wish: &chat.Join{}},
		{name: "join the bot", floor: aBot, by: "rohan", wish: &chat.Join{}, code: chat.RefusedGone, words: "take it over"},
		{name: "join the queue", floor: aQueue, by: "rohan", wish: &chat.Join{}, code: chat.RefusedGone, words: "start it"},
		{name: "join a closed chat", floor: aClosed, by: "meera", wish: &chat.Join{}, code: chat.RefusedClosed, words: "closed"},
		{name: "offline people cannot join", floor: owned, by: "tariq", wish: &chat.Join{}, code: chat.RefusedOffline, words: "offline"},
		// V-JOIN-03: both can write, and the owner is who was.
		{name: "the owner writes beside others", floor: served, by: "asha", wish: say, kinds: "MessagePosted", effect: EffectPost},
		{name: "who has joined writes", floor: served, by: "bela", wish: say, kinds: "MessagePosted", effect: EffectPost},
		{name: "an observer does not", floor: served, by: "meera", wish: say, code: chat.RefusedNotOwner, words: "join it"},
		{name: "joining does not make the chat free", floor: served, by: "rohan", wish: &chat.TakeOver{}, code: chat.RefusedTaken, words: "only a lead"},
		{name: "a lead takes it over from several", floor: served, by: "meera", wish: &chat.TakeOver{}, kinds: "TakeOverClaimed", effect: EffectTakeOver, audit: AuditSteppedIn},
		// V-LEAVE-01.
		{name: "who has joined leaves", floor: served, by: "bela", wish: &chat.Leave{}, kinds: "AgentLeft MessagePosted", effect: EffectPost, step: AuditLeft},
		{name: "the owner leaves", floor: served, by: "asha", wish: &chat.Leave{Reason: "lunch"}, kinds: "AgentLeft MessagePosted", effect: EffectTakeOver, step: AuditLeft},
		{name: "the owner leaves alone", floor: owned, by: "asha", wish: &chat.Leave{}, kinds: "AgentLeft ChatQueued TicketSaved MessagePosted", effect: EffectPost, step: AuditLeft}, // V-LEAVE-02
		{name: "an observer has nothing to leave", floor: served, by: "meera", wish: &chat.Leave{}, code: chat.RefusedNotOwner, words: "nothing to leave"},
		{name: "leave a closed chat", floor: aClosed, by: "asha", wish: &chat.Leave{}, code: chat.RefusedClosed, words: "closed"},
		{name: "the owner leaves in a lead's takeover", floor: claimedByLead, by: "asha", wish: &chat.Leave{}, code: chat.RefusedTaken, words: "Meera is already taking"},
		{name: "who has joined may leave in one", floor: claimedByLead, by: "rohan", wish: &chat.Leave{}, kinds: "AgentLeft MessagePosted", effect: EffectPost, step: AuditLeft},
		// Ending.
		// G-COMM-03: there is no way to end without the closing.
		{name: "end without a ticket", floor: owned, by: "asha", wish: &chat.EndChat{Reason: "solved"}, code: chat.RefusedInvalid, words: "G-COMM-03"},
		{name: "end what a colleague serves", floor: served, by: "rohan", wish: &chat.EndChat{Reason: "solved"}, code: chat.RefusedNotOwner, words: "Asha"},
		{name: "end what the bot serves", floor: aBot, by: "rohan", wish: &chat.EndChat{Reason: "solved"}, code: chat.RefusedNotOwner, words: "take it over"},
		{name: "end twice", floor: aClosed, by: "asha", wish: &chat.EndChat{Reason: "solved"}, code: chat.RefusedClosed, words: "closed"},
		{name: "end in a lead's takeover", floor: claimedByLead, by: "asha", wish: &chat.EndChat{Reason: "solved"}, code: chat.RefusedTaken, words: "Meera"},
	} {
		t.Run(tc.name, tc.run)
	}
}

// V-JOIN-02, A-36: one line, naming who came or went, and both sides see it.
func TestOneLineForEachStep(t *testing.T) {
	s := owned(t)
	s.policy.Texts = policy.Texts{Join: "{agent} is here, too.", Left: "{agent} has gone."}
	lines := func() []chat.Message { return s.Chat("c").Messages }
	before := len(lines())
	s.send("rohan", "c", "j", &chat.Join{})
	s.send("rohan", "c", "j", &chat.Join{})
	s.send("rohan", "c", "j2", &chat.Join{})
	s.send("rohan", "c", "l", &chat.Leave{})
	s.send("rohan", "c", "l", &chat.Leave{})
	got := lines()[before:]
	if len(got) != 2 || got[0].Text != "Rohan is here, too." || got[1].Text != "Rohan has gone." {
		t.Fatalf("%+v", got)
	}
	for _, m := range got {
		if m.From != chat.SpeakerSystem || s.Chat("c").Outcomes()[m.ID].Delivery != chat.DeliveryPending {
			t.Errorf("%+v", m)
		}
	}
}

// C-OBS-06: no customer, no other colleague and no lead sees a whisper.
func TestWhisperStaysBetweenTwo(t *testing.T) {
	s := served(t)
	d, no := s.do("bela", "c", "w", &chat.Whisper{Text: "Ask \x07for the invoice.", To: "asha"})
	if no != nil {
		t.Fatal(no)
	}
	e := &d.Events[0]
	w := e.Body.(*chat.WhisperPosted)
	if w.Text != "Ask for the invoice." || w.Name != "Bela" || w.Message != "w" {
		t.Errorf("%+v", w)
	}
	for _, who := range []chat.AgentID{"asha", "bela", "rohan", "meera"} { // not even who has joined, not even a lead
		if e.Concerns(who) != (who == "asha" || who == "bela") {
			t.Errorf("%s may be told: %t", who, e.Concerns(who))
		}
	}
	if d.Step.ID != "w/whispered" || d.Step.Agent != "bela" || !slices.Equal(d.Step.Serving, []chat.AgentID{"asha", "rohan", "bela"}) {
		t.Errorf("%+v", d.Step)
	}
}

// V-LEAVE-01: who serves next, and that somebody always does, or the queue.
func TestWhoServesAfterTheOwner(t *testing.T) {
	for name, tc := range map[string]struct {
		before func(*stand)
		next   chat.AgentID
	}{
		"the first who joined":                     {func(*stand) {}, "rohan"},
		"the first who is online":                  {func(s *stand) { s.away("rohan") }, "bela"},
		"the first if nobody is":                   {func(s *stand) { s.away("rohan"); s.away("bela") }, "rohan"},
		"nobody whose access is gone":              {func(s *stand) { s.team(&chat.AgentRevoked{Agent: "rohan"}); s.away("bela") }, "bela"},
		"the queue if all have gone":               {func(s *stand) { s.team(&chat.AgentRevoked{Agent: "rohan"}); s.team(&chat.AgentRevoked{Agent: "bela"}) }, ""},
		"the queue if those who had joined left":   {func(s *stand) { s.send("rohan", "c", "x", &chat.Leave{}); s.send("bela", "c", "y", &chat.Leave{}) }, ""},
		"who joined again is behind who has stood": {func(s *stand) { s.send("rohan", "c", "x", &chat.Leave{}); s.send("rohan", "c", "y", &chat.Join{}) }, "bela"},
	} {
		t.Run(name, func(t *testing.T) {
			s := served(t)
			tc.before(s)
			if _, no := s.do("asha", "c", "leave", &chat.Leave{}); no != nil {
				t.Fatal(no)
			}
			c := s.Chat("c")
			if c.Owner != tc.next || c.HasJoined(tc.next) || c.Serves("asha") {
				t.Errorf("owner %q, joined %v", c.Owner, c.Joined)
			}
			if queued := c.Stage == chat.StageQueued; queued != (tc.next == "") || queued && c.QueuedWhy != "Asha left the chat" {
				t.Errorf("%s because %q", c.Stage, c.QueuedWhy)
			}
		})
	}
}

func (s *stand) away(a chat.AgentID) {
	s.team(&chat.PresenceChanged{Agent: a, Presence: chat.PresenceOffline})
}

// The facts say who served, so that a lead is kept from what was observed of
// themselves (D-03).
func TestAuditSaysWhoServed(t *testing.T) {
	s := served(t)
	for _, tc := range []struct {
		by   chat.AgentID
		wish chat.Wish
		want []chat.AgentID
	}{
		{"meera", &chat.Observe{}, []chat.AgentID{"asha", "rohan", "bela"}},
		{"rohan", &chat.Leave{}, []chat.AgentID{"asha", "rohan", "bela"}},
		{"meera", &chat.StopObserving{}, []chat.AgentID{"asha", "bela"}},
		{"asha", &chat.Leave{}, []chat.AgentID{"asha", "bela"}},
		{"meera", &chat.Join{}, []chat.AgentID{"bela"}},
		{"bela", &chat.Leave{}, []chat.AgentID{"bela", "meera"}},
		{"rohan", &chat.Observe{}, []chat.AgentID{"meera"}},
	} {
		d, no := s.do(tc.by, "c", chat.CommandID(s.id()[2:]), tc.wish)
		if no != nil {
			t.Fatalf("%s: %v", tc.wish.Name(), no)
		}
		for _, f := range []*AuditFact{d.Audit, d.Step} {
			if f != nil && (!slices.Equal(f.Serving, tc.want) || f.Agent != tc.by) {
				t.Errorf("%s of %s: %+v, want %v", tc.wish.Name(), tc.by, f, tc.want)
			}
		}
	}
	bot := withBot()
	if d, _ := bot.do("asha", "c", "x", &chat.Observe{}); d.Audit.Serving != nil {
		t.Errorf("the bot's chat is served by %v", d.Audit.Serving)
	}
}
