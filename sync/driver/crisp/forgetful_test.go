package crisp

import (
	"context"
	"slices"
	"strconv"
	"testing"
	"time"

	"floorwalker/sync/driver/conformance"
	"floorwalker/sync/driver/crisp/standin"
	"floorwalker/sync/driver/internal/settle"
)

// What was not believed while a call of ours was under way is told by the next event
// that is, whatever that is about.
func TestWhatWasNotBelievedIsNotForgotten(t *testing.T) {
	play(t, standin.Options{}, nil, func(s *scene) {
		id := s.w.OpenChat(conformance.Opening{Name: "C", Text: "hello", Bot: true})
		s.said(id)
		s.d.settler.Begin(id)
		s.w.Tag(id, "theirs")
		s.said(id)
		s.d.settler.End(id, &settle.State{Chat: id, Says: settle.SaysBlocked, Blocked: true})
		s.w.Block(id, true)
		s.said(id)
		if k := s.known(id); !k.Blocked || !slices.Equal(k.Tags, []string{"theirs"}) {
			t.Errorf("%+v", k)
		}
	})
}

// A bot that answers in a chat that is over tells that it was opened again.
func TestABotInAChatThatIsOver(t *testing.T) {
	play(t, standin.Options{}, nil, func(s *scene) {
		id := s.w.OpenChat(conformance.Opening{Name: "C", Text: "hello", Bot: true})
		s.said(id)
		s.w.Close(id, conformance.Rohan)
		s.said(id)
		s.w.Hush(true)
		s.w.CustomerSays(id, "again")
		s.w.Hush(false)
		time.Sleep(time.Second)
		s.w.BotSays(id, "welcome back", 0)
		time.Sleep(2 * sweepEvery)
		same0(t, s.said(id), []string{"customer : hello", "customer : again", "bot : welcome back"})
		if k := s.known(id); !k.Open || !k.Bot {
			t.Errorf("%+v", k)
		}
	})
}

// An old answer is not believed about lines that are known, and no line is taken back
// because of it.
func TestAnOldAnswerTakesNothingBack(t *testing.T) {
	play(t, standin.Options{}, nil, func(s *scene) {
		id := s.w.OpenChat(conformance.Opening{Name: "C", Text: "hello", Bot: true})
		s.said(id)
		s.w.Hush(true)
		s.w.CustomerSays(id, "one")
		s.w.Hush(false)
		two := s.w.CustomerSays(id, "two")
		s.w.Hush(true)
		s.w.CustomerSays(id, "three")
		s.w.Hush(false)
		session, err := sessionOf(id)
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := s.d.api.messages(context.Background(), session, 0); err != nil { // which is kept for a second
			t.Fatal(err)
		}
		s.w.Edit(id, two, "two, changed")
		s.w.Close(id, conformance.Rohan)
		if got := s.said(id); len(got) != 4 {
			t.Errorf("%q", got)
		}
		s.stop()
		fp, err := strconv.ParseInt(two, 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		if l, ok := s.d.sessions[session].seen.said[fp]; !ok || l.hash != hash("two, changed") {
			t.Errorf("a line that was changed is remembered as %+v, %t", l, ok)
		}
	})
}
