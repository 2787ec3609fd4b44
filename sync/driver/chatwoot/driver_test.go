package chatwoot

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
	"floorwalker/sync/driver/chatwoot/standin"
	"floorwalker/sync/driver/conformance"
)

// The owner whom Chatwoot does not know is not replaced by the token's user.
func TestAnAgentWithoutAnAccount(t *testing.T) {
	play(t, standin.Options{}, nil, func(s *scene) {
		id := s.customer(true)
		err := s.d.TakeOver(s.t.Context(), id, named("zoya", "Zoya Q."), "claim")
		if err != nil {
			t.Fatal(err)
		}
		if n := s.Assignee(id); n != 1 {
			t.Errorf("user %d has the chat, want the token's own", n)
		}
		if who, err := s.d.Serving(s.t.Context(), id); who != "zoya" || err != nil {
			t.Errorf("%q serves, %v", who, err)
		}
		if _, err := s.floor.Deliver(s.t.Context(), chat.Event{ID: "taken", Chat: id, Body: &chat.ChatTakenOver{Agent: "zoya"}}); err != nil {
			t.Fatal(err)
		}
		s.CustomerSays(id, "and now")
		wait(2 * time.Minute)
		if k := s.known(id); k.Owner != "zoya" {
			t.Errorf("%q serves the chat", k.Owner)
		}
	})
}

// A customer's widget may choose the echo_id; that makes no line ours.
func TestACustomerCannotPretend(t *testing.T) {
	play(t, standin.Options{}, nil, func(s *scene) {
		id := s.customer(false)
		s.CustomerChooses(id, "not yours", "01J00000000000000000000001")
		wait(time.Second)
		if got := s.texts(id); !slices.Contains(got, "not yours") {
			t.Errorf("the floor has %q", got)
		}
	})
}

// After a restart, lines of ours are known by what stands in them.
func TestOwnLinesAfterARestart(t *testing.T) {
	play(t, standin.Options{}, nil, func(s *scene) {
		id := s.customer(false)
		line := driver.Line{Message: "01J00000000000000000000002", From: chat.SpeakerAgent, Text: "from us", Person: named("asha", "Asha")}
		_, err := s.floor.Deliver(s.t.Context(), chat.Event{ID: "m", Chat: id, By: "asha", Body: &chat.MessagePosted{Message: line.Message, From: chat.SpeakerAgent, Text: line.Text}})
		if err != nil {
			t.Fatal(err)
		}
		if err := s.d.Post(s.t.Context(), id, line); err != nil {
			t.Fatal(err)
		}
		if err := s.d.Note(s.t.Context(), id, driver.Line{Message: "01J00000000000000000000003", Text: "among us"}); err != nil {
			t.Fatal(err)
		}
		wait(time.Second)
		again := s.open(s.t, nil)
		ctx, cancel := context.WithCancel(s.t.Context())
		done := make(chan error, 1)
		go func() { done <- again.Run(ctx, sink{s.floor, s}) }()
		wait(10 * time.Second)
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
		if got := s.texts(id); !slices.Equal(got, []string{"hello", "from us"}) {
			t.Errorf("the floor has %q", got)
		}
		if n := len(s.facts(id, chat.KindNotePosted)); n != 0 {
			t.Errorf("our own note came back %d times", n)
		}
	})
}

// A line that was changed while nobody listened is found by comparing with the log.
func TestEditsWhileNobodyListens(t *testing.T) {
	play(t, standin.Options{}, nil, func(s *scene) {
		id := s.customer(false)
		line := s.CustomerSays(id, "frist")
		wait(time.Second)
		for _, text := range []string{"first", "frist", "first"} { // there and back
			s.Edit(id, line, text)
			wait(3 * time.Second)
		}
		if n := len(s.facts(id, chat.KindMessageEdited)); n != 3 {
			t.Errorf("of three edits %d were told", n)
		}
	})
}

// Labels of others stay, and so do custom attributes, although Chatwoot replaces both.
func TestReplacingCallsKeepWhatOthersWrote(t *testing.T) {
	play(t, standin.Options{}, nil, func(s *scene) {
		id := s.customer(false)
		s.Tag(id, "theirs", "old")
		s.SetCustom(id, "order", "A-17")
		s.SetCustom(id, "amount", 12.5)
		wait(time.Second)
		if err := s.d.Tag(s.t.Context(), id, []string{"ours"}, []string{"old"}); err != nil {
			t.Fatal(err)
		}
		if got := s.State(id).Tags; !slices.Equal(got, []string{"ours", "theirs"}) {
			t.Errorf("the labels are %q", got)
		}
		if err := s.d.End(s.t.Context(), id, driver.Ending{Claim: "end", Reason: "solved", Ticket: "T-9"}); err != nil {
			t.Fatal(err)
		}
		want := map[string]any{"order": "A-17", "amount": 12.5, "close_reason": "solved", "close_ticket": "T-9"}
		if got := s.Custom(id); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("the custom attributes are %v, want %v", got, want)
		}
		if s.State(id).Open {
			t.Error("the chat is open")
		}
	})
}

// Custom attributes are what is known of the customer.
func TestCustomAttributesAreData(t *testing.T) {
	play(t, standin.Options{}, nil, func(s *scene) {
		id := s.customer(false)
		s.SetCustom(id, "order", "A-17")
		s.SetCustom(id, "nested", map[string]any{"a": 1})
		wait(time.Second)
		data := s.known(id).Customer.Data
		if !slices.Contains(data, chat.Field{Name: "order", Value: "A-17"}) || !slices.Contains(data, chat.Field{Name: "city", Value: "Example City"}) {
			t.Errorf("of the customer is known %+v", data)
		}
		if slices.ContainsFunc(data, func(f chat.Field) bool { return f.Name == "nested" }) {
			t.Errorf("what is no value is kept: %+v", data)
		}
	})
}

// A server before 4.8 would take a bot's number for a user's.
func TestReturnBefore48(t *testing.T) {
	for version, wantBot := range map[string]bool{"4.7.0": false, "4.10.0": true} {
		play(t, standin.Options{Version: version}, nil, func(s *scene) {
			id := s.customer(false)
			if err := s.d.Return(s.t.Context(), id, "claim"); err != nil {
				t.Fatal(err)
			}
			st := s.State(id)
			if !st.Bot || st.Owner != "" {
				t.Errorf("%s: the chat is %+v", version, st)
			}
			c, err := s.d.conversation(s.t.Context(), id, s.d.now)
			if err != nil || c.botAssigned() != wantBot {
				t.Errorf("%s: assigned to the bot: %t, %v; want %t", version, c.botAssigned(), err, wantBot)
			}
		})
	}
}

// Both readings of after=0 bring a chat's whole past.
func TestEitherReadingOfAfterZero(t *testing.T) {
	for _, none := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			p := newPlace(t, standin.Options{ZeroIsNone: none})
			id := p.OpenChat(conformance.Opening{Name: "Customer", Text: "line 0"})
			for i := range 130 {
				p.CustomerSays(id, fmt.Sprintf("line %d", i+1))
			}
			d := p.open(t, nil)
			lines, err := d.messages(t.Context(), id, 0)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, m := range lines {
				if m.Type.v == typeIncoming {
					got = append(got, m.Content.v)
				}
			}
			if len(got) != 131 || got[0] != "line 0" || got[130] != "line 130" {
				t.Errorf("after=0 is nothing: %t; of 131 lines came %d", none, len(got))
			}
		})
	}
}

// A conversation that is deleted says so to nobody; a listing finds it.
func TestDeletedAtChatwoot(t *testing.T) {
	play(t, standin.Options{}, nil, func(s *scene) {
		id, other := s.customer(true), s.customer(true)
		s.Delete(id)
		wait(wholeEvery + 2*sweepEvery)
		if s.known(id).Open || !s.known(other).Open {
			t.Errorf("open: %t and %t, want the second alone", s.known(id).Open, s.known(other).Open)
		}
	})
}

// Above the server's limit lines are handed on as they come, and checked later.
func TestLinesDoNotWaitForTheLimit(t *testing.T) {
	play(t, standin.Options{PerMinute: 400}, func(c *Config) { c.PerMinute = 400 }, func(s *scene) {
		var ids []chat.ChatID
		for range 40 {
			ids = append(ids, s.OpenChat(conformance.Opening{Name: "Customer", Text: "hello"}))
		}
		wait(5 * time.Second)
		for n := range 20 { // forty lines a second
			for _, id := range ids {
				s.CustomerSays(id, fmt.Sprintf("line %d", n))
			}
			wait(time.Second)
		}
		wait(patience + time.Second)
		for _, id := range ids {
			if got := s.texts(id); len(got) != 21 || got[20] != "line 19" {
				t.Errorf("chat %s has %d lines: %q", id, len(got), got)
			}
		}
		wait(5 * time.Minute)
		for _, id := range ids {
			if got := s.texts(id); len(got) != 21 {
				t.Errorf("after they were checked, chat %s has %d lines: %q", id, len(got), got)
			}
		}
		if st := s.d.Status(); st.State != chat.BackendLive || st.Used > st.Limit {
			t.Errorf("the status is %+v", st)
		}
	})
}

// The server's own survey and its answer (V-RATE-01).
func TestTheSurveyOfTheServer(t *testing.T) {
	play(t, standin.Options{Survey: true}, nil, func(s *scene) {
		id := s.customer(false)
		s.Close(id, "rohan")
		wait(time.Second)
		s.Rate(id, 4, "quick")
		wait(time.Second)
		given := s.facts(id, chat.KindRatingGiven)
		if len(given) != 1 || *given[0].Body.(*chat.RatingGiven) != (chat.RatingGiven{Stars: 4, Words: "quick"}) {
			t.Errorf("the ratings are %+v", given)
		}
	})
}

// A customer's file is kept; the stand-in fails the test if the token goes with it.
func TestACustomersFile(t *testing.T) {
	play(t, standin.Options{}, nil, func(s *scene) {
		id := s.customer(false)
		s.CustomerSends(id, "receipt.txt", []byte("paid\n"))
		wait(time.Second)
		lines := s.facts(id, chat.KindMessagePosted)
		f := lines[len(lines)-1].Body.(*chat.MessagePosted).File
		if f == nil || f.Name != "receipt.txt" || f.Size != 5 {
			t.Errorf("the file is %+v", f)
		}
	})
}

// Blocking leaves an open chat open; one that has ended is muted.
func TestBlocking(t *testing.T) {
	play(t, standin.Options{}, nil, func(s *scene) {
		open, ended := s.customer(false), s.customer(false)
		s.Close(ended, "rohan")
		wait(time.Second)
		for _, id := range []chat.ChatID{open, ended} {
			if err := s.d.Block(s.t.Context(), id, true); err != nil {
				t.Fatal(err)
			}
			if st := s.State(id); !st.Blocked || st.Open != (id == open) {
				t.Errorf("%s is %+v", id, st)
			}
		}
	})
}

// More than 200 messages a minute are refused, and people read why.
func TestTooManyMessages(t *testing.T) {
	play(t, standin.Options{}, nil, func(s *scene) {
		id := s.customer(false)
		var err error
		for i := 0; i < 201 && err == nil; i++ {
			err = s.d.Post(s.t.Context(), id, driver.Line{Message: chat.MessageID(fmt.Sprint(i)), Text: "again"})
		}
		var no *driver.Refusal
		if !errors.As(err, &no) || !strings.Contains(no.Words, "200 messages") {
			t.Errorf("the 201st message: %v", err)
		}
	})
}

// A chat that leaves the list while it is read moves another to a page that was read.
func TestListsThatMove(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPlace(t, standin.Options{PageSize: 5})
		var ids []chat.ChatID
		for range 12 {
			ids = append(ids, p.OpenChat(conformance.Opening{Name: "Customer", Text: "hello"}))
			time.Sleep(time.Second)
		}
		s := &scene{place: p, t: t, d: p.open(t, nil)}
		s.floor = conformance.NewFloor(s.d, time.Now)
		once := sync.OnceFunc(func() { p.Close(ids[len(ids)-1], "rohan") }) // of the first page, while it is handed on
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() { done <- s.d.Run(ctx, moving{sink{s.floor, s}, once}) }()
		wait(10 * time.Second)
		for _, id := range ids[:len(ids)-1] {
			if !s.known(id).Open {
				t.Errorf("chat %s is not on the floor", id)
			}
		}
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
}

// moving lets something happen at the first fact.
type moving struct {
	sink
	first func()
}

func (m moving) Deliver(ctx context.Context, facts ...chat.Event) ([]uint64, error) {
	m.first()
	return m.sink.Deliver(ctx, facts...)
}

// A snoozed chat is open: its customer may write at any time.
func TestSnoozed(t *testing.T) {
	play(t, standin.Options{}, nil, func(s *scene) {
		id := s.customer(false)
		s.Snooze(id)
		wait(time.Second)
		if !s.known(id).Open {
			t.Error("a snoozed chat has left the floor")
		}
	})
}

// What a server says of wrong tokens in another language, or by silence, is told apart.
func TestRotatedToken(t *testing.T) {
	play(t, standin.Options{}, nil, func(s *scene) {
		id := s.customer(false)
		s.Rotate()
		wait(10 * time.Second)
		s.CustomerSays(id, "with a new password")
		wait(5 * time.Second)
		if got := s.texts(id); !slices.Contains(got, "with a new password") || s.d.Status().State != chat.BackendLive {
			t.Errorf("the floor has %q, the status is %+v", got, s.d.Status())
		}
	})
}

// Nothing of a REST answer's secrets is kept in what the driver holds.
func TestNoSecretIsKept(t *testing.T) {
	play(t, standin.Options{}, nil, func(s *scene) {
		s.customer(true)
		wait(time.Second)
		s.d.mu.Lock()
		defer s.d.mu.Unlock()
		kept := fmt.Sprintf("%+v %+v", s.d.people.users, s.d.self.inboxes)
		for _, what := range []string{"-imap", "-hmac", "-visitor", testToken} {
			if strings.Contains(kept, what) || bytes.Contains([]byte(kept), []byte(testSecret)) {
				t.Errorf("%s is kept", what)
			}
		}
	})
}
