package chatwoot

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
	"floorwalker/sync/driver/chatwoot/standin"
	"floorwalker/sync/driver/conformance"
)

// The bot speaks again, and the events that say so are lost: its line is not.
func TestTheBotSpeaksBeforeItIsKnownThatItMay(t *testing.T) {
	play(t, standin.Options{}, nil, func(s *scene) {
		id := s.customer(true)
		s.Assign(id, "rohan")
		wait(time.Second)
		if s.known(id).Owner != "rohan" {
			t.Fatalf("the floor has %+v", s.known(id))
		}
		s.Withhold("assignee.changed", "conversation.updated", "conversation.status_changed")
		s.GiveBot(id)
		s.BotSays(id, "it is me again", 0)
		wait(time.Second)
		if got := s.texts(id); !slices.Contains(got, "it is me again") || !s.known(id).Bot {
			t.Errorf("the floor has %q and %+v", got, s.known(id))
		}
	})
}

// How far a line came is no change of it.
func TestHowFarALineCame(t *testing.T) {
	play(t, standin.Options{}, nil, func(s *scene) {
		id := s.customer(false)
		line := driver.Line{Message: "01J00000000000000000000004", From: chat.SpeakerAgent, Text: "from us"}
		if err := s.d.Post(s.t.Context(), id, line); err != nil {
			t.Fatal(err)
		}
		wait(time.Second)
		for _, status := range []string{"delivered", "failed"} {
			s.Reaches(id, status, "no such number")
			wait(time.Second)
		}
		var got []chat.MessageDelivered
		for _, e := range s.facts(id, chat.KindMessageDelivered) {
			got = append(got, *e.Body.(*chat.MessageDelivered))
		}
		want := []chat.MessageDelivered{
			{Message: line.Message, Delivery: chat.DeliveryDelivered},
			{Message: line.Message, Delivery: chat.DeliveryFailed, Reason: "no such number"},
		}
		if !slices.Equal(got, want) || len(s.facts(id, chat.KindMessageEdited)) != 0 {
			t.Errorf("told was %+v, and %d edits", got, len(s.facts(id, chat.KindMessageEdited)))
		}
	})
}

// A colleague who may not be in the inbox is left out by Chatwoot without a word.
func TestJoinOfAStranger(t *testing.T) {
	play(t, standin.Options{}, nil, func(s *scene) {
		id := s.customer(false)
		var no *driver.Refusal
		if err := s.d.Join(s.t.Context(), id, named("zoya", "Zoya Q.")); !errors.As(err, &no) {
			t.Errorf("somebody without an account joins: %v", err)
		}
		if err := s.d.Join(s.t.Context(), id, named("rohan", "Rohan M.")); err != nil {
			t.Error(err)
		}
		if g := s.State(id).Guests; !slices.Equal(g, []chat.AgentID{"rohan"}) {
			t.Errorf("the participants are %q", g)
		}
	})
}

// One chat that the server cannot read keeps no other from anybody, and a line of it that
// the cable had is not kept back either.
func TestAChatThatCannotBeRead(t *testing.T) {
	play(t, standin.Options{}, nil, func(s *scene) {
		met, good := s.customer(false), s.customer(false)
		const unmet = chat.ChatID("cw-3")
		s.Break(met, true)
		s.Break(unmet, true)
		s.customer(false)
		s.CustomerSays(met, "from the cable")
		s.CustomerSays(good, "heard")
		wait(5 * time.Second)
		if got := s.texts(good); !slices.Contains(got, "heard") || s.d.Status().State != chat.BackendLive {
			t.Errorf("the floor has %q, the status is %+v", got, s.d.Status())
		}
		if got := s.texts(met); !slices.Contains(got, "from the cable") {
			t.Errorf("the floor has %q", got)
		}
		s.Break(met, false)
		s.Break(unmet, false)
		wait(2 * sweepEvery)
		if got := s.texts(unmet); !slices.Equal(got, []string{"hello"}) {
			t.Errorf("of the chat that could not be read the floor has %q", got)
		}
		if got := s.texts(met); !slices.Equal(got, []string{"hello", "from the cable"}) {
			t.Errorf("the floor has %q", got)
		}
	})
}

// What ended while the connection was lost is known at once when it is back, and not only
// when everything is listed again.
func TestEndedWhileTheConnectionWasLost(t *testing.T) {
	play(t, standin.Options{}, nil, func(s *scene) {
		id := s.customer(false)
		s.Cut()
		s.Close(id, "rohan")
		wait(10 * time.Second)
		if s.known(id).Open {
			t.Error("the chat is open")
		}
	})
}

// Lines that the cable swaps are on the log in the order in which they were said, for
// rules and screens read it in that order.
func TestSwappedLinesOnTheLog(t *testing.T) {
	play(t, standin.Options{Faults: conformance.Faults{Seed: 3, Swap: 0.5, Drop: 0.2}}, nil, func(s *scene) {
		id := s.customer(false)
		want := []string{"hello"}
		for n := range 40 {
			want = append(want, fmt.Sprintf("line %d", n))
			s.CustomerSays(id, want[n+1])
			wait(30 * time.Millisecond)
		}
		wait(2 * sweepEvery)
		if got := s.texts(id); !slices.Equal(got, want) {
			t.Errorf("the log has %q", got)
		}
	})
}

// First assigned, then open: the other way auto-assignment could be quicker.
func TestTheOrderOfATakeover(t *testing.T) {
	play(t, standin.Options{}, nil, func(s *scene) {
		id := s.customer(true)
		if err := s.d.TakeOver(s.t.Context(), id, named("asha", "Asha"), "claim"); err != nil {
			t.Fatal(err)
		}
		var kinds []conformance.Kind
		for _, r := range s.Requests() {
			if r.Chat == id && !r.Kind.Silent() {
				kinds = append(kinds, r.Kind)
			}
		}
		if !slices.Equal(kinds, []conformance.Kind{conformance.KindAssign, conformance.KindState}) {
			t.Errorf("the takeover was %q", kinds)
		}
	})
}

// A bot's line that was said before somebody took the chat at Chatwoot, and of which
// nobody was told, comes before the takeover and is not fenced off.
func TestTheLastLineOfTheBot(t *testing.T) {
	play(t, standin.Options{}, nil, func(s *scene) {
		id := s.customer(true)
		s.Withhold("message.created")
		s.BotSays(id, "one moment", 0)
		s.Assign(id, "rohan")
		wait(time.Second)
		if got := s.texts(id); !slices.Contains(got, "one moment") || s.known(id).Owner != "rohan" {
			t.Errorf("the floor has %q and %+v", got, s.known(id))
		}
	})
}

// D-08: a bot's line of the second of the takeover, of which nobody can say whether it
// was before, is not shown as if it had been.
func TestTheSecondOfATakeover(t *testing.T) {
	play(t, standin.Options{}, nil, func(s *scene) {
		id := s.customer(true)
		s.Withhold("message.created")
		wait(100 * time.Millisecond)
		if err := s.d.TakeOver(s.t.Context(), id, named("asha", "Asha"), "claim"); err != nil {
			t.Fatal(err)
		}
		if _, err := s.floor.Deliver(s.t.Context(), chat.Event{ID: "taken", Chat: id, Body: &chat.ChatTakenOver{Agent: "asha"}}); err != nil {
			t.Fatal(err)
		}
		wait(100 * time.Millisecond)
		s.BotSays(id, "too late", 0)
		wait(2 * sweepEvery)
		if got := s.texts(id); slices.Contains(got, "too late") {
			t.Errorf("the floor has %q", got)
		}
	})
}

// Somebody takes the chat at Chatwoot right after us: doubted at first, and then a fact.
func TestTakenRightAfterUs(t *testing.T) {
	play(t, standin.Options{}, nil, func(s *scene) {
		id := s.customer(true)
		if err := s.d.TakeOver(s.t.Context(), id, named("asha", "Asha"), "claim"); err != nil {
			t.Fatal(err)
		}
		if _, err := s.floor.Deliver(s.t.Context(), chat.Event{ID: "taken", Chat: id, Body: &chat.ChatTakenOver{Agent: "asha"}}); err != nil {
			t.Fatal(err)
		}
		s.Assign(id, "rohan")
		wait(15 * time.Second)
		if k := s.known(id); k.Owner != "rohan" {
			t.Errorf("%q serves the chat", k.Owner)
		}
	})
}

// TestChatsThatAreOverAreForgotten, and one that goes on after that is what it was.
func TestChatsThatAreOverAreForgotten(t *testing.T) {
	play(t, standin.Options{}, nil, func(s *scene) {
		open := s.customer(true)
		var over []chat.ChatID
		for range 20 {
			id := s.customer(true)
			s.Close(id, conformance.Rohan)
			over = append(over, id)
		}
		wait(keepsOver + 3*sweepEvery)
		s.d.mu.Lock()
		rooms := len(s.d.rooms)
		s.d.mu.Unlock()
		if rooms != 1 {
			t.Errorf("%d chats are remembered", rooms)
		}
		s.CustomerSays(over[0], "me again")
		wait(time.Minute)
		if got := s.texts(over[0]); !slices.Equal(got, []string{"hello", "me again"}) || !s.known(over[0]).Open || !s.known(open).Open {
			t.Errorf("%q, %+v", got, s.known(over[0]))
		}
	})
}

// hanging gives no answer about the lines of one chat.
type hanging struct{ http.RoundTripper }

func (h hanging) RoundTrip(r *http.Request) (*http.Response, error) {
	if strings.HasSuffix(r.URL.Path, "/conversations/2/messages") {
		<-r.Context().Done()
		return nil, r.Context().Err()
	}
	return h.RoundTripper.RoundTrip(r)
}

// A chat about which the server never answers keeps no other from being seen, nor the
// first list from ending.
func TestAChatThatHangs(t *testing.T) {
	play(t, standin.Options{}, func(c *Config) { c.HTTP = &http.Client{Transport: hanging{c.HTTP.Transport}} }, func(s *scene) {
		s.customer(true)
		if s.customer(true) != "cw-2" {
			t.Fatal("another number than was thought")
		}
		s.Trouble(conformance.Away)
		wait(time.Minute)
		s.Trouble(conformance.Back)
		wait(2 * time.Minute)
		s.CustomerSays("cw-1", "heard")
		wait(time.Minute)
		if got := s.texts("cw-1"); !slices.Contains(got, "heard") || s.d.Status().State != chat.BackendLive {
			t.Errorf("the floor has %q, the status is %+v", got, s.d.Status())
		}
	})
}

// asks counts the addresses that are asked.
type asks struct {
	http.RoundTripper
	n atomic.Int64
}

func (a *asks) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.Host == "inside.example.com" {
		a.n.Add(1)
		return nil, errors.New("nobody may look there")
	}
	return a.RoundTripper.RoundTrip(r)
}

// A link that a customer shares is shown by its name; nobody goes where it leads.
func TestASharedLinkIsNotFetched(t *testing.T) {
	a := new(asks)
	play(t, standin.Options{}, func(c *Config) {
		a.RoundTripper = c.HTTP.Transport
		c.HTTP = &http.Client{Transport: a}
	}, func(s *scene) {
		id := s.customer(true)
		link := attachment{Type: loose[string]{"fallback"}, URL: loose[string]{"http://inside.example.com/status"}}
		to := &telling{d: s.d, ctx: context.Background(), sink: s.floor, id: id}
		kept, rest := to.files(&message{Attachments: loose[[]attachment]{[]attachment{link}}})
		if len(kept) != 0 || len(rest) != 1 || a.n.Load() != 0 {
			t.Errorf("%v, %v, asked %d times", kept, rest, a.n.Load())
		}
	})
}
