package hub

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/knowledge"
	"floorwalker/app/policy"
	"floorwalker/sync/log"
	"floorwalker/sync/wire"
)

// oracle is knowledge that a test answers for.
type oracle struct {
	mu    sync.Mutex // guards all below
	state wire.KnowledgeState
	busy  bool
	asked []question
}

// question is one that waits for the test to answer it.
type question struct {
	knowledge.Question
	answer func(knowledge.Answer)
}

func newOracle() *oracle {
	return &oracle{state: wire.KnowledgeState{State: wire.KnowledgeLoaded, Version: "k1", Articles: 3}}
}

var errBusy = errors.New("too many questions wait")

func (o *oracle) Ask(_ context.Context, q knowledge.Question, answer func(knowledge.Answer)) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.busy {
		return errBusy
	}
	o.asked = append(o.asked, question{q, answer})
	return nil
}

func (o *oracle) State() wire.KnowledgeState {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.state
}

func (o *oracle) set(change func(*oracle)) {
	o.mu.Lock()
	defer o.mu.Unlock()
	change(o)
}

// take returns what was asked since it was called last.
func (o *oracle) take() []question {
	synctest.Wait()
	o.mu.Lock()
	defer o.mu.Unlock()
	asked := o.asked
	o.asked = nil
	return asked
}

// doubts answers that a line has a claim which no article has.
func (q question) doubts(version string) {
	q.answer(knowledge.Answer{
		Chat: q.Chat, Message: q.Message, Score: chat.ScoreOf(9_000), Version: version,
		Findings: []knowledge.Finding{{Claim: knowledge.Claim{To: 4}, State: knowledge.StateNotFound, Words: "no article has it"}},
	})
}

// asking is a hub with an oracle.
func asking(t *testing.T, j *memJournal, o *oracle) *played {
	t.Helper()
	return newPlayed(t, j, func(c *Config) { c.Knowledge = o })
}

func (p *played) open(ids ...chat.ChatID) {
	p.t.Helper()
	for _, id := range ids {
		p.deliver(chat.Event{ID: "open", Chat: id, Body: &chat.ChatOpened{Bot: true, Driver: "scripted"}})
	}
}

// metric returns the value of one line of /metrics, "" if there is none.
func (p *played) metric(series string) string {
	p.t.Helper()
	w := httptest.NewRecorder()
	p.hub.metrics.handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	for line := range strings.Lines(w.Body.String()) {
		if v, ok := strings.CutPrefix(line, series+" "); ok {
			return strings.TrimSpace(v)
		}
	}
	return ""
}

// suspected returns the triggers that the log has of invented facts.
func (p *played) suspected() (all []chat.Trigger) {
	p.t.Helper()
	synctest.Wait()
	for _, e := range p.journal.all(p.t) {
		if b, ok := e.Body.(*chat.TriggerRaised); ok && b.Trigger.Rule == policy.RuleHallucination {
			all = append(all, b.Trigger)
		}
	}
	return all
}

// lines are what was asked about.
func lines(qs []question) []string {
	var all []string
	for _, q := range qs {
		all = append(all, string(q.Chat)+" "+string(q.Message))
	}
	slices.Sort(all)
	return all
}

func bot(id chat.ChatID, ev string) chat.Event {
	return said(id, ev, "Call +91 00000 00000 at any time.", chat.SpeakerBot)
}

func TestTheBotsLinesAreChecked(t *testing.T) { // G-TRIG-04, A-47
	synctest.Test(t, func(t *testing.T) {
		o := newOracle()
		p := asking(t, newJournal(), o)
		defer p.stop()
		p.open("c")
		p.deliver(said("c", "m1", "how do I reach you?", chat.SpeakerCustomer), bot("c", "m2"))
		asked := o.take()
		if len(asked) != 1 || asked[0].Message != "m2" || asked[0].Before != "how do I reach you?" {
			t.Fatalf("%+v", asked)
		}
		asked[0].doubts("k1")
		got := p.suspected()
		if len(got) != 1 || got[0].Level != chat.LevelAlert || got[0].Knowledge != "k1" || got[0].Evidence[0].Message != "m2" {
			t.Fatalf("%+v", got)
		}
		asked[0].doubts("k1")
		if got := p.suspected(); len(got) != 1 {
			t.Errorf("answered twice: %+v", got)
		}
	})
}

// TestAnswersOfNoUse come after somebody has taken the chat, or it is over.
func TestAnswersOfNoUse(t *testing.T) {
	for name, end := range map[string]chat.Event{
		"taken over": {ID: "own", Chat: "c", Body: &chat.ChatTakenOver{Agent: "asha"}},
		"queued":     {ID: "wait", Chat: "c", Body: &chat.ChatQueued{Reason: "asked for a person"}},
		"closed":     closedFact("c", "gone"),
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				o := newOracle()
				p := asking(t, newJournal(), o)
				defer p.stop()
				p.open("c")
				p.deliver(bot("c", "m1"))
				asked := o.take()
				p.deliver(end)
				before := p.journal.Last()
				asked[0].doubts("k1")
				q := asked[0]
				q.Chat = "never"
				q.doubts("k1")
				if got := p.suspected(); len(got) != 0 || p.journal.Last() != before {
					t.Errorf("%+v", got)
				}
			})
		})
	}
}

// TestALineWaitsForRoom has too many questions at once: nothing is lost before
// there are more than may wait, and what is lost is counted.
func TestALineWaitsForRoom(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := newOracle()
		p := asking(t, newJournal(), o)
		defer p.stop()
		p.open("c", "d")
		p.deliver(bot("d", "first"))
		first := o.take()
		o.set(func(o *oracle) { o.busy = true })
		const lost = 10
		for i := range maxDoubts + lost {
			p.deliver(bot("c", fmt.Sprint("m", i)))
		}
		synctest.Wait()
		o.set(func(o *oracle) { o.busy = false })
		first[0].doubts("k1") // room
		asked := o.take()
		if len(asked) != maxDoubts || asked[0].Message != chat.MessageID("m"+strconv.Itoa(lost)) {
			t.Errorf("%d were asked, from %s on", len(asked), asked[0].Message)
		}
		if got := p.metric("floorwalker_knowledge_unchecked_total"); got != strconv.Itoa(lost) {
			t.Errorf("%s are counted, want %d", got, lost)
		}
	})
}

// TestWhatWaitsIsForgottenWithItsChat asks nothing that nobody wants to know.
func TestWhatWaitsIsForgottenWithItsChat(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := newOracle()
		o.busy = true
		p := asking(t, newJournal(), o)
		defer p.stop()
		p.open("c", "d")
		p.deliver(bot("c", "m1"), bot("d", "m1"))
		p.deliver(chat.Event{ID: "own", Chat: "c", Body: &chat.ChatTakenOver{Agent: "asha"}})
		o.set(func(o *oracle) { o.busy = false })
		p.deliver(said("d", "m2", "yes", chat.SpeakerCustomer))
		if got := lines(o.take()); !slices.Equal(got, []string{"d m1"}) {
			t.Errorf("asked %v", got)
		}
	})
}

// TestQuestionsWaitForTheFirstLoad: before that everything would be answered
// with "no knowledge".
func TestQuestionsWaitForTheFirstLoad(t *testing.T) { // G-TRIG-04
	synctest.Test(t, func(t *testing.T) {
		o := newOracle()
		o.state = wire.KnowledgeState{State: wire.KnowledgeLoading}
		p := asking(t, newJournal(), o)
		defer p.stop()
		p.open("c")
		p.deliver(bot("c", "m1"), bot("c", "m2"))
		if got := o.take(); len(got) != 0 {
			t.Errorf("asked %v", lines(got))
		}
		o.set(func(o *oracle) { o.state.State = wire.KnowledgeLoaded })
		p.hub.KnowledgeLoaded()
		// The newest is asked about twice: as the line that waited, and as the
		// one that every load asks about. Its answer is the same.
		if got := lines(slices.CompactFunc(o.take(), func(a, b question) bool { return a.Message == b.Message })); !slices.Equal(got, []string{"c m1", "c m2"}) {
			t.Errorf("asked %v", got)
		}
	})
}

// TestTheSuccessorAsksAgain ends the hub before anybody answered, and after.
func TestTheSuccessorAsksAgain(t *testing.T) {
	for _, answered := range []bool{false, true} {
		t.Run(fmt.Sprintf("answered %t", answered), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				j, o := newJournal(), newOracle()
				p := asking(t, j, o)
				p.open("c", "d", "served", "over")
				p.deliver(bot("c", "m1"), bot("c", "m2"), said("c", "m3", "really?", chat.SpeakerCustomer), bot("served", "m1"), bot("over", "m1"))
				p.deliver(chat.Event{ID: "own", Chat: "served", Body: &chat.ChatTakenOver{Agent: "asha"}}, closedFact("over", "gone"))
				for _, q := range o.take() {
					if answered {
						q.doubts("k1")
					}
				}
				p.stop()
				p = asking(t, j, o)
				defer p.stop()
				asked := o.take()
				if got := lines(asked); !slices.Equal(got, []string{"c m2"}) {
					t.Fatalf("asked %v", got)
				}
				asked[0].doubts("k1")
				if got := p.suspected(); len(got) != 1 {
					t.Errorf("%+v", got)
				}
			})
		})
	}
}

// TestOtherKnowledgeOnlyRaises loads other knowledge under a trigger, and under
// one that was dismissed.
func TestOtherKnowledgeOnlyRaises(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := newOracle()
		p := asking(t, newJournal(), o)
		defer p.stop()
		p.open("c")
		p.deliver(bot("c", "m1"))
		o.take()[0].doubts("k1")
		p.deliver(chat.Event{ID: "no", Chat: "c", By: "asha", Body: &chat.TriggerDismissed{Rule: policy.RuleHallucination, Reason: "it is right"}})
		for _, version := range []string{"k2", "k1", "k3"} {
			o.set(func(o *oracle) { o.state.Version = version })
			p.hub.KnowledgeLoaded()
			asked := o.take()
			if got := lines(asked); !slices.Equal(got, []string{"c m1"}) {
				t.Fatalf("asked %v", got)
			}
			asked[0].doubts(version)
		}
		if got := p.suspected(); len(got) != 1 {
			t.Errorf("said again after it was dismissed: %+v", got)
		}
	})
}

// TestAnAnswerNeverWaits gives answers while the loop waits for the disk.
func TestAnAnswerNeverWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j, o := newJournal(), newOracle()
		p := asking(t, j, o)
		defer p.stop()
		p.open("c", "d")
		p.deliver(bot("c", "m1"))
		q := o.take()[0]
		release := make(chan struct{})
		j.set(func(j *memJournal) { j.onAppend = func([]log.Record) error { <-release; return nil } })
		done := make(chan struct{})
		go func() {
			defer close(done)
			p.deliver(said("d", "m1", "hello", chat.SpeakerCustomer))
		}()
		synctest.Wait()
		for range 10 * maxInputs {
			q.doubts("k1")
		}
		p.hub.KnowledgeLoaded()
		select {
		case <-done:
			t.Error("the disk was not waited for")
		default:
		}
		close(release)
		<-done
		if got := p.suspected(); len(got) != 1 {
			t.Errorf("%+v", got)
		}
	})
}

// TestAHubThatStopsIsNotWaitedFor answers when nobody listens any more.
func TestAHubThatStopsIsNotWaitedFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := newOracle()
		p := asking(t, newJournal(), o)
		p.open("c")
		p.deliver(bot("c", "m1"))
		q := o.take()[0]
		p.stop()
		q.doubts("k1")
		p.hub.KnowledgeLoaded()
		time.Sleep(time.Second)
		if got := p.suspected(); len(got) != 0 {
			t.Errorf("%+v", got)
		}
	})
}
