package referee

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/policy"
)

// stand is a small floor: Asha, Rohan and Bela are online, Meera leads, Tariq
// and Omar are offline and Zoya was revoked. Tariq belongs to a team that
// chats can be forwarded to, Omar does not.
type stand struct {
	*chat.Floor
	n   int
	now chat.Instant
	// policy has no texts, so lines have the plain words.
	policy *policy.Policy // the edition's
	// edition is nil on a desk that has just started.
	edition *policy.Edition
	// list, uncertain and follows are what a hub has beside: the records of calls,
	// whether its time is a guess, and what follows from facts by the ledger and the
	// roster.
	list      followup.List
	uncertain bool
	follows   bool
}

func newStand() *stand {
	e := &policy.Edition{Policy: policy.Policy{Offer: policy.Offer{Agent: 20 * time.Second, Queue: time.Minute}, Note: policy.Note{Min: 10}}}
	p := &e.Policy
	p.Queues[0], p.Queues[1] = "billing", "technical"
	s := &stand{Floor: chat.NewFloor(), now: 5, policy: p, edition: e}
	for _, a := range []struct {
		id   chat.AgentID
		name string
		role chat.Role
		dept string
	}{
		{"asha", "Asha", chat.RolePrimary, ""},
		{"rohan", "Rohan", chat.RoleSecondary, "billing"},
		{"bela", "Bela", chat.RoleBackup, ""},
		{"meera", "Meera", chat.RoleLead, ""},
		{"tariq", "Tariq", chat.RolePrimary, "technical"},
		{"omar", "Omar", chat.RolePrimary, "a team that is not in the policy"},
		{"zoya", "Zoya", chat.RolePrimary, ""},
	} {
		s.team(&chat.AgentAdded{Agent: a.id, Name: a.name, Role: a.role, Department: a.dept})
		if a.id != "tariq" && a.id != "omar" {
			s.team(&chat.PresenceChanged{Agent: a.id, Presence: chat.PresenceOnline})
		}
	}
	s.team(&chat.AgentRevoked{Agent: "zoya"})
	return s
}

func (s *stand) id() chat.EventID {
	s.n++
	return chat.EventID("e:" + string(rune('a'+s.n%26)) + strings.Repeat("x", s.n/26))
}

func (s *stand) team(b chat.Body) []chat.Event {
	return s.apply([]chat.Event{{ID: s.id(), At: 1, Body: b}})
}

func (s *stand) put(c chat.ChatID, b chat.Body) []chat.Event {
	return s.apply([]chat.Event{{ID: s.id(), At: s.now, Chat: c, Body: b}})
}

// apply folds events the way the hub does, each with what follows from it
// before the next one. It returns what followed.
func (s *stand) apply(es []chat.Event) (followed []chat.Event) {
	for i := range es {
		if s.Apply(&es[i]).Applied {
			next := append(Follow(s.Floor, &es[i]), s.consequences(&es[i])...)
			followed = append(append(followed, next...), s.apply(next)...)
		}
	}
	return followed
}

// do decides a command and folds what follows.
func (s *stand) do(by chat.AgentID, c chat.ChatID, id chat.CommandID, w chat.Wish) (Decision, *chat.Refusal) {
	d, no := Decide(s.Floor, chat.Command{ID: id, Chat: c, By: by, Body: w}, s.now, s.edition)
	s.apply(d.Events)
	return d, no
}

// send is do where the answer is looked at elsewhere.
func (s *stand) send(by chat.AgentID, c chat.ChatID, id chat.CommandID, w chat.Wish) {
	_, _ = s.do(by, c, id, w)
}

// withBot has a chat "c" that the bot serves; withQueue one that waits.
func withBot() *stand {
	s := newStand()
	s.put("c", &chat.ChatOpened{Bot: true, Driver: "practice"})
	return s
}

func withQueue() *stand {
	s := withBot()
	s.put("c", &chat.ChatQueued{Queue: "help", Reason: "asked for a person"})
	return s
}

// owned has "c" served by Asha, by a whole takeover.
func owned(t *testing.T) *stand {
	t.Helper()
	s := withBot()
	if _, no := s.do("asha", "c", "take", &chat.TakeOver{}); no != nil {
		t.Fatal(no)
	}
	s.apply(Confirm(s.Floor, "c", 6, nil))
	if s.Chat("c").Owner != "asha" {
		t.Fatal("Asha should own the chat")
	}
	return s
}

func TestDecide(t *testing.T) {
	raised := func(t *testing.T) *stand {
		s := withBot()
		s.put("c", &chat.TriggerRaised{Trigger: chat.Trigger{Rule: "low_confidence", Level: chat.LevelAlert}})
		return s
	}
	closed := func(t *testing.T) *stand {
		s := withBot()
		s.put("c", &chat.ChatClosed{Reason: "solved"})
		return s
	}
	claimed := func(t *testing.T) *stand {
		s := withBot()
		s.send("asha", "c", "take", &chat.TakeOver{})
		return s
	}
	bot := func(*testing.T) *stand { return withBot() }
	queue := func(*testing.T) *stand { return withQueue() }
	say := &chat.PostMessage{Text: "Hello"}

	for _, tc := range []struct {
		name   string
		floor  func(*testing.T) *stand
		by     chat.AgentID
		wish   chat.Wish
		code   chat.RefusalCode // empty for a yes
		words  string           // part of the refusal
		kinds  string           // the events, joined by a space
		effect Effect
		audit  AuditKind
	}{
		// V-INV-01: an audit fact and no event.
		{name: "observe", floor: bot, by: "asha", wish: &chat.Observe{}, audit: AuditObserved},
		{name: "stop observing", floor: bot, by: "bela", wish: &chat.StopObserving{}, audit: AuditStopped},
		// V-INV-02: an observer cannot take part.
		{name: "observer posts", floor: bot, by: "asha", wish: say, code: chat.RefusedNotOwner, words: "take it over"},
		{name: "observer posts in a colleague's chat", floor: owned, by: "rohan", wish: say, code: chat.RefusedNotOwner, words: "Asha"},
		{name: "a lead who only observes posts", floor: owned, by: "meera", wish: say, code: chat.RefusedNotOwner, words: "Asha"},
		{name: "claimant posts too early", floor: claimed, by: "asha", wish: say, code: chat.RefusedNotOwner, words: "not confirmed"},
		{name: "owner posts", floor: owned, by: "asha", wish: say, kinds: "MessagePosted", effect: EffectPost},
		{name: "post in a closed chat", floor: closed, by: "asha", wish: say, code: chat.RefusedClosed, words: "closed"},
		// E-ACT-02: presence is what the hub verified.
		{name: "offline", floor: bot, by: "tariq", wish: &chat.TakeOver{}, code: chat.RefusedOffline, words: "offline"},
		{name: "revoked", floor: bot, by: "zoya", wish: &chat.Observe{}, code: chat.RefusedRole, words: "revoked"},
		{name: "unknown", floor: bot, by: "nobody", wish: &chat.Observe{}, code: chat.RefusedRole, words: "team"},
		// Taking over.
		{name: "take over from the bot", floor: bot, by: "asha", wish: &chat.TakeOver{}, kinds: "TakeOverClaimed", effect: EffectTakeOver, audit: AuditSteppedIn},
		{name: "take over what is mine", floor: owned, by: "asha", wish: &chat.TakeOver{}},
		{name: "take over what I am taking", floor: claimed, by: "asha", wish: &chat.TakeOver{}},
		// E-Q-02: the loser is told who won.
		{name: "take over what another is taking", floor: claimed, by: "rohan", wish: &chat.TakeOver{}, code: chat.RefusedTaken, words: "Asha is already taking this chat over"},
		{name: "not even a lead breaks a claim", floor: claimed, by: "meera", wish: &chat.TakeOver{}, code: chat.RefusedTaken, words: "Asha"},
		{name: "take over a colleague's", floor: owned, by: "rohan", wish: &chat.TakeOver{}, code: chat.RefusedTaken, words: "Asha"},
		{name: "a lead takes a colleague's", floor: owned, by: "meera", wish: &chat.TakeOver{}, kinds: "TakeOverClaimed", effect: EffectTakeOver, audit: AuditSteppedIn},
		{name: "take over a closed chat", floor: closed, by: "asha", wish: &chat.TakeOver{}, code: chat.RefusedClosed, words: "closed"},
		// E-ACT-04, S-ACC-03.
		{name: "accept", floor: queue, by: "bela", wish: &chat.AcceptChat{}, kinds: "ChatAccepted MessagePosted", effect: EffectTakeOver, audit: AuditSteppedIn},
		{name: "take over from the queue is the same", floor: queue, by: "bela", wish: &chat.TakeOver{}, kinds: "ChatAccepted MessagePosted", effect: EffectTakeOver, audit: AuditSteppedIn},
		{name: "accept what the bot serves", floor: bot, by: "bela", wish: &chat.AcceptChat{}, code: chat.RefusedGone, words: "queue"},
		{name: "accept what a colleague has", floor: owned, by: "bela", wish: &chat.AcceptChat{}, code: chat.RefusedTaken, words: "Asha"},
		{name: "not even a lead accepts it then", floor: owned, by: "meera", wish: &chat.AcceptChat{}, code: chat.RefusedTaken, words: "Asha"},
		{name: "accept what is mine", floor: owned, by: "asha", wish: &chat.AcceptChat{}},
		{name: "accept a closed chat", floor: closed, by: "bela", wish: &chat.AcceptChat{}, code: chat.RefusedClosed, words: "closed"},
		// E-ACT-08.
		{name: "note", floor: owned, by: "rohan", wish: &chat.PostNote{Text: "Refund was promised."}, kinds: "NotePosted"},
		{name: "note on a closed chat", floor: closed, by: "rohan", wish: &chat.PostNote{Text: "Late."}, kinds: "NotePosted"},
		{name: "empty note", floor: bot, by: "rohan", wish: &chat.PostNote{Text: " \n"}, code: chat.RefusedInvalid, words: "note is empty"},
		// Alerts, A-46.
		{name: "acknowledge", floor: raised, by: "asha", wish: &chat.AcknowledgeAlert{Rule: "low_confidence"}, kinds: "AlertAcknowledged"},
		{name: "acknowledge what does not hold", floor: bot, by: "asha", wish: &chat.AcknowledgeAlert{Rule: "low_confidence"}, code: chat.RefusedGone, words: "gone"},
		{name: "dismiss", floor: raised, by: "asha", wish: &chat.DismissTrigger{Rule: "low_confidence", Reason: "It was a joke."}, kinds: "TriggerDismissed"},
		{name: "dismiss without a reason", floor: raised, by: "asha", wish: &chat.DismissTrigger{Rule: "low_confidence", Reason: " a\x00b "}, code: chat.RefusedInvalid, words: "why"},
		{name: "dismiss what does not hold", floor: bot, by: "asha", wish: &chat.DismissTrigger{Rule: "low_confidence", Reason: "none"}, code: chat.RefusedGone, words: "gone"},
		{name: "a wish without a body", floor: bot, by: "asha", wish: nil, code: chat.RefusedInvalid, words: "version"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			d, no := tc.floor(t).do(tc.by, "c", "cmd-1", tc.wish)
			if no != nil || tc.code != "" {
				if no == nil || no.Code != tc.code || !strings.Contains(no.Words, tc.words) {
					t.Fatalf("refusal %+v, want %q with %q", no, tc.code, tc.words)
				}
				return
			}
			if got := kinds(d.Events); got != tc.kinds || d.Effect != tc.effect || audited(d) != tc.audit {
				t.Errorf("events %q, effect %q, audit %q; want %q, %q, %q",
					got, d.Effect, audited(d), tc.kinds, tc.effect, tc.audit)
			}
			signed(t, d.Events, tc.by)
		})
	}
}

// signed checks what every event of command "cmd-1" carries.
func signed(t *testing.T, es []chat.Event, by chat.AgentID) {
	t.Helper()
	for i, e := range es {
		want := chat.EventID("cmd-1")
		if i > 0 {
			want += chat.EventID(fmt.Sprint("/", i))
		}
		if e.By != by || e.Chat != "c" || e.At != 5 || e.ID != want {
			t.Errorf("event %+v", e)
		}
	}
}

func audited(d Decision) AuditKind { return kindOf(d.Audit) }

func kindOf(f *AuditFact) AuditKind {
	if f == nil {
		return ""
	}
	return f.Kind
}

func kinds(es []chat.Event) string {
	var ks []string
	for _, e := range es {
		ks = append(ks, string(e.Body.Kind()))
	}
	return strings.Join(ks, " ")
}

func TestNoSuchChat(t *testing.T) {
	if _, no := withBot().do("asha", "elsewhere", "x", &chat.TakeOver{}); no == nil || no.Code != chat.RefusedNoSuchChat {
		t.Fatalf("refusal %+v", no)
	}
}

// A desk that chose "x/taken" could make the fold drop the confirmation of
// takeover "x".
func TestCommandIDs(t *testing.T) {
	for _, tc := range []struct {
		id chat.CommandID
		ok bool
	}{
		{"01JABCDEF", true},
		{"a-b_c.d", true},
		{chat.CommandID(strings.Repeat("a", MaxCommandID)), true},
		{"", false},
		{chat.CommandID(strings.Repeat("a", MaxCommandID+1)), false},
		{"x/taken", false},
		{"a b", false},
		{"a\n", false},
		{"ä", false},
	} {
		_, no := withBot().do("asha", "c", tc.id, &chat.PostNote{Text: "n"})
		if (no == nil) != tc.ok {
			t.Errorf("%q: refusal %+v", tc.id, no)
		}
	}
}

func TestTextIsCleaned(t *testing.T) {
	for _, tc := range []struct {
		in, out string
		code    chat.RefusalCode
	}{
		{in: "Hello\r\nthere\tAsha", out: "Hello\nthere\tAsha"},
		{in: "\x1b[31mred\x07\u0085\x7f", out: "[31mred"},
		{in: "क्\u200dष 👩\u200d💻", out: "क्\u200dष 👩\u200d💻"},
		{in: strings.Repeat("a", MaxText), out: strings.Repeat("a", MaxText)},
		{in: strings.Repeat("a", MaxText+1), code: chat.RefusedTooLong},
		{in: "", code: chat.RefusedInvalid},
		{in: "\x00\x01", code: chat.RefusedInvalid},
		{in: "\xff", code: chat.RefusedInvalid},
	} {
		d, no := owned(t).do("asha", "c", "say", &chat.PostMessage{Text: tc.in, Overrides: []string{"G-COMM-01", "G-COMM-05", "G-HAND-02"}})
		if tc.code != "" {
			if no == nil || no.Code != tc.code {
				t.Errorf("%.20q: refusal %+v", tc.in, no)
			}
			continue
		}
		m := d.Events[0].Body.(*chat.MessagePosted)
		if m.Text != tc.out || m.Delivery != chat.DeliveryPending || m.From != chat.SpeakerAgent || m.Name != "Asha" {
			t.Errorf("%.20q: %+v", tc.in, m)
		}
	}
}
