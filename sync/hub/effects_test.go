package hub

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

// deeds are what somebody on the team can do in a chat that Asha serves, and what the
// backend is told of it.
var deedsOfATeam = []struct {
	name string
	body chat.Body
	op   chat.Operation
	want string
}{
	{"a note", &chat.NotePosted{Message: "n", Name: "Asha", Text: "careful"}, chat.OpNote, "note c by asha (Asha): careful, n"},
	{"a tag", &chat.TagAdded{Tag: "vip"}, chat.OpTag, `tag c ["vip"] []`},
	{"a tag taken away", &chat.TagRemoved{Tag: "old"}, chat.OpTag, `tag c [] ["old"]`},
	{"to a team", &chat.ChatQueued{Queue: "billing"}, chat.OpForwardTeam, "forward_team c to billing as deed"},
	{"to nobody in particular", &chat.ChatQueued{}, "", ""},
	{"back to the bot", &chat.ChatReturned{Agent: "asha"}, chat.OpReturn, "return c as deed"},
	{"somebody joins", &chat.AgentJoined{Agent: "meera"}, chat.OpJoin, "join c meera"},
	{"the only one leaves", &chat.AgentLeft{Agent: "asha"}, chat.OpLeave, "leave c asha"},
	{"the end", &chat.ChatClosed{Reason: "solved"}, chat.OpEnd, "end c by asha as deed: solved"},
	{"blocked", &chat.CustomerBlocked{On: true}, chat.OpBlock, "block c true"},
	{"not blocked", &chat.CustomerBlocked{}, chat.OpBlock, "block c false"},
	{"a transcript", &chat.TranscriptAsked{To: "someone@example.com"}, chat.OpTranscript, "transcript c to someone@example.com"},
	{"a rating", &chat.RatingAsked{Style: "stars"}, chat.OpRating, "rating c with stars as deed"},
	{"to a person", &chat.ChatForwarded{From: "asha", To: "meera"}, chat.OpForward, "take over c by meera as deed"},
	{"a whisper", &chat.WhisperPosted{Message: "w", To: "meera", Text: "psst"}, "", ""},
	{"a line of the team's", &chat.TeamPosted{Message: "t", Thread: "c", Text: "who knows this"}, "", ""},
}

// deedTold plays one deed and returns what the backend was told behind the first
// takeover; say says that the chat is to hear that it did not work.
func deedTold(t *testing.T, d *able, e chat.Event, say bool) (*rig, []string) {
	t.Helper()
	r := newRig(t, newJournal(), func(c *Config) { c.Drivers = []driver.Driver{d} })
	r.deliver(owned("c")...)
	r.deliver(chat.Event{ID: "old", Chat: "c", Body: &chat.TagAdded{Tag: "old"}})
	r.deliver(e)
	r.deliver(e) // twice heard is once done
	if say {
		r.wait(func() bool { return slices.Contains(r.kinds("c"), chat.KindBackendDid) })
	}
	if err := r.stop(); err != nil {
		t.Fatal(err)
	}
	told := r.driver.called()
	if len(told) == 0 || told[0] != "take over c by asha as own" {
		t.Fatalf("the backend was told %q", told)
	}
	return r, told[1:]
}

// TestEveryDeedIsToldOnce: the backend is told what a person has done, once.
func TestEveryDeedIsToldOnce(t *testing.T) { // E-ACT-08, E-ACT-09, S-TRF-02, V-JOIN-02
	for _, tt := range deedsOfATeam {
		t.Run(tt.name, func(t *testing.T) {
			_, told := deedTold(t, newAble(), chat.Event{ID: "deed", Chat: "c", By: "asha", Body: tt.body}, false)
			var want []string
			if tt.want != "" {
				want = []string{tt.want}
			}
			if !slices.Equal(told, want) {
				t.Errorf("the backend was told %q, want %q", told, want)
			}
		})
	}
}

// TestABackendIsNotToldWhatItSaid: what came from the driver, by whoever's hand, goes
// nowhere, and neither does what follows from a rule.
func TestABackendIsNotToldWhatItSaid(t *testing.T) {
	for _, tt := range deedsOfATeam {
		if tt.body.Kind() == chat.KindRatingAsked { // which no backend says
			continue
		}
		t.Run(tt.name, func(t *testing.T) {
			if _, told := deedTold(t, newAble(), chat.Event{ID: "scripted:c:9", Chat: "c", By: "rohan", Body: tt.body}, false); len(told) != 0 {
				t.Errorf("the backend is told what it said: %q", told)
			}
			if tt.body.Kind() == chat.KindChatForwarded { // who serves is told whoever decided it
				return
			}
			if _, told := deedTold(t, newAble(), chat.Event{ID: "rule", Chat: "c", Body: tt.body}, false); len(told) != 0 {
				t.Errorf("the backend is told what follows from a rule: %q", told)
			}
		})
	}
}

// TestWhatDoesNotWorkIsSaid: the chat says what the backend does not have, and why, in
// the vendor's title and in a sentence.
func TestWhatDoesNotWorkIsSaid(t *testing.T) {
	for _, tt := range deedsOfATeam {
		if tt.want == "" {
			continue
		}
		t.Run(tt.name, func(t *testing.T) {
			for name, no := range map[string]struct {
				err  error
				says string
			}{
				"refused": {&driver.Refusal{Words: "Its token may not do that.", Err: errors.New("403")}, ": Its token may not do that."},
				"unsure":  {driver.ErrUnsure, " did not say whether it "},
			} {
				d := newAble()
				d.fail(func(chat.Operation) error { return no.err })
				served := false
				d.takeOver = func(_ ctxt, _ chat.ChatID, by driver.Person) error {
					if served || by.ID != "asha" {
						return no.err
					}
					served = true
					return nil
				}
				r, told := deedTold(t, d, chat.Event{ID: "deed", Chat: "c", By: "asha", Body: tt.body}, true)
				if len(told) != 1 {
					t.Errorf("%s: the backend was told %q", name, told)
				}
				checkDid(t, r, tt.op, name, no.says)
			}
		})
	}
}

func checkDid(t *testing.T, r *rig, op chat.Operation, name, says string) {
	t.Helper()
	var did []*chat.BackendDid
	for _, e := range r.journal.all(t) {
		if b, ok := e.Body.(*chat.BackendDid); ok {
			did = append(did, b)
		}
	}
	if len(did) != 1 {
		t.Fatalf("%s: the log says %d times what did not work", name, len(did))
	}
	b := did[0]
	if b.OK || b.Operation != op || b.Of != "deed" || !strings.HasPrefix(b.Words, "Example Chat ") || !strings.Contains(b.Words, says) {
		t.Errorf("%s: the log says %+v", name, *b)
	}
}

// TestABackendThatAsksForPatienceIsAskedAgain: what had no effect may be made again, and
// the chat hears nothing of it.
func TestABackendThatAsksForPatienceIsAskedAgain(t *testing.T) {
	d := newAble()
	n := 0
	d.fail(func(chat.Operation) error {
		if n++; n == 1 {
			return &driver.Refusal{Words: "Slowly.", Again: true}
		}
		return nil
	})
	r, told := deedTold(t, d, chat.Event{ID: "deed", Chat: "c", By: "asha", Body: &chat.TagAdded{Tag: "vip"}}, false)
	if len(told) != 2 {
		t.Errorf("the backend was told %q", told)
	}
	for _, e := range r.journal.all(t) {
		if e.Body.Kind() == chat.KindBackendDid {
			t.Errorf("%+v", e.Body)
		}
	}
}

// TestWhatABackendSaysWins: somebody in the vendor's own screen takes the chat, under a
// claim that is open and from somebody who serves it.
func TestWhatABackendSaysWins(t *testing.T) {
	d := newAble()
	r := newRig(t, newJournal(), func(c *Config) { c.Drivers = []driver.Driver{d} })
	c := r.desk(r.agent("Asha", chat.RolePrimary))
	hold := make(chan struct{})
	d.set(func(s *scripted) {
		s.takeOver = func(ctxt, chat.ChatID, driver.Person) error { <-hold; return nil }
	})
	r.open("c")
	if f := c.wish("t", "c", &chat.TakeOver{Reason: "I know this"}); !f.OK {
		t.Fatal(f.Words)
	}
	r.deliver(chat.Event{ID: "scripted:c:owner:1", Chat: "c", Body: &chat.ChatTakenOver{Agent: "rohan"}})
	c.sees(func(f *chat.Floor) bool { return f.Chat("c").Owner == "rohan" })
	close(hold)
	if err := r.stop(); err != nil {
		t.Fatal(err)
	}
	if ct := r.hub.core.floor.Chat("c"); ct.Owner != "rohan" || ct.Claim.Open() {
		t.Errorf("%q serves the chat, %+v is open", ct.Owner, ct.Claim)
	}
}
