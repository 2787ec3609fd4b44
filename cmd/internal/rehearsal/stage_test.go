package rehearsal

import (
	"fmt"
	"io/fs"
	"slices"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/knowledge"
	"floorwalker/app/policy"
	"floorwalker/app/script"
	"floorwalker/app/secret"
	"floorwalker/app/trigger"
	"floorwalker/app/trigger/learned"
	"floorwalker/assets"
	"floorwalker/sync/driver/practice"
	"floorwalker/sync/lookup"
)

// house is what all plays share and none changes.
type house struct {
	policy  policy.Policy
	weights *learned.Weights
	judge   *knowledge.Judge
	index   *lookup.Index
	bot     *practice.Bot
}

func openHouse(t testing.TB) *house {
	t.Helper()
	var h house
	var err error
	if h.policy, err = policy.Parse(assets.DefaultPolicy); err != nil {
		t.Fatal(err)
	}
	if h.weights, err = learned.ParseWeights(assets.TriggerWeights()); err != nil {
		t.Fatal(err)
	}
	w, err := knowledge.ParseWeights(assets.KnowledgeWeights())
	if err != nil {
		t.Fatal(err)
	}
	h.judge = knowledge.NewJudge(w)
	if h.bot, err = practice.LoadBot(assets.Practice()); err != nil {
		t.Fatal(err)
	}
	if h.index, err = lookup.NewIndex(t.Context(), append(solutions(t), canned(t)...)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := h.index.Close(); err != nil {
			t.Error(err)
		}
	})
	return &h
}

// solutions are the articles that the practice floor's bot answers from.
func solutions(t testing.TB) (articles []knowledge.Article) {
	t.Helper()
	names, err := fs.Glob(assets.Practice(), "articles/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		file, err := fs.ReadFile(assets.Practice(), name)
		if err != nil {
			t.Fatal(err)
		}
		a, err := knowledge.ParseMarkdown(knowledge.ArticleID(name), file)
		if err != nil {
			t.Fatal(err)
		}
		articles = append(articles, a)
	}
	return articles
}

// canned are the approved texts, which the bot may say, too.
func canned(t testing.TB) (articles []knowledge.Article) {
	t.Helper()
	library, err := script.Starter(assets.Canned())
	if err != nil {
		t.Fatal(err)
	}
	for v := range library.All() {
		articles = append(articles, knowledge.Article{
			ID: knowledge.ArticleID("canned/" + v.ID), Title: v.Content.Title, Text: v.Content.Text, Canned: true,
		})
	}
	return articles
}

// theChat is the only one on a stage.
const theChat chat.ChatID = "c"

// stage plays one script once: it does what the hub does with a chat.
type stage struct {
	t      testing.TB
	house  *house
	floor  *chat.Floor
	engine *trigger.Engine
	now    chat.Instant
	asked  string         // the customer's newest line
	raised []chat.Trigger // and not taken yet
}

func (h *house) stage(t testing.TB, s *practice.Scenario, person int) *stage {
	t.Helper()
	who := s.People[person]
	st := &stage{t: t, house: h, floor: chat.NewFloor(), engine: trigger.New(h.policy, h.weights), now: 1_000_000}
	st.fold(chat.Event{ID: "open", Body: &chat.ChatOpened{
		Channel: s.Channel, Bot: true, Customer: chat.Customer{Name: who.Name, Contact: who.Contact, Account: who.Account, Locale: s.Locale},
	}})
	return st
}

// said returns the line of a step; empty if nothing was said.
func (s *stage) said(step int) string {
	for _, m := range s.chat().Messages {
		if m.ID == lineOf(step) {
			return m.Text
		}
	}
	return ""
}

func lineOf(step int) chat.MessageID { return chat.MessageID(fmt.Sprint("m", step)) }

// take returns what was raised since it was asked last.
func (s *stage) take() []chat.Trigger {
	raised := s.raised
	s.raised = nil
	return raised
}

func (s *stage) chat() *chat.Chat { return s.floor.Chat(theChat) }

func (s *stage) fold(e chat.Event) {
	s.t.Helper()
	e.Chat, e.At = theChat, s.now
	if !s.floor.Apply(&e).Applied {
		s.t.Fatalf("%s was not applied", e.ID)
	}
}

// conclude folds what follows.
func (s *stage) conclude(facts []chat.Event) {
	s.t.Helper()
	for _, f := range facts {
		s.fold(f)
		if b, ok := f.Body.(*chat.TriggerRaised); ok {
			s.raised = append(s.raised, b.Trigger)
			s.recheck(b.Trigger)
		}
	}
}

// recheck sees that a trigger carries what it takes to come to it again (D-01).
func (s *stage) recheck(t chat.Trigger) {
	s.t.Helper()
	if len(t.Evidence) == 0 {
		s.t.Errorf("%s was raised without evidence", t.Rule)
	}
	v, err := s.engine.Check(s.chat(), t)
	if err != nil || v.Score != t.Score || v.Level != t.Level {
		s.t.Errorf("%s was raised as %s at %s, and is now %q at %s (%v)", t.Rule, t.Level, t.Score.Exact(), v.Level, v.Score.Exact(), err)
	}
}

// pass lets time pass, and what is due in it happen when it is due.
func (s *stage) pass(d time.Duration) {
	s.t.Helper()
	until := s.now.Add(d)
	for {
		at, ok := s.engine.Due(s.chat())
		if !ok || at > until {
			break
		}
		s.now = max(s.now, at)
		facts := s.engine.Tick(s.chat(), s.now)
		if len(facts) == 0 {
			s.t.Fatalf("nothing followed at %d, when something was due", at)
		}
		s.conclude(facts)
	}
	s.now = until
}

// perform plays one step with the wording that was chosen, and returns what
// was measured.
func (s *stage) perform(step int, st *practice.Step, words string) trigger.Reading {
	s.t.Helper()
	said := &chat.MessagePosted{Message: lineOf(step), From: chat.SpeakerBot, Text: words}
	switch st.Act {
	case practice.ActWait:
		return trigger.Reading{}
	case practice.ActQueue:
		s.fold(chat.Event{ID: "queue", Body: &chat.ChatQueued{Queue: "support", Reason: words}})
		return trigger.Reading{}
	case practice.ActCustomer:
		s.asked, said.From, said.Text = words, chat.SpeakerCustomer, secret.Mask(words) // as the hub does
	case practice.ActBot:
		if st.Confidence != nil {
			said.Confidence = chat.ScoreOfFloat(*st.Confidence)
		}
	case practice.ActAnswer:
		said.Text, said.Confidence = s.house.bot.Answer(s.asked)
	}
	s.fold(chat.Event{ID: chat.EventID(said.Message), Body: said})
	return s.observe()
}

// hallucination is its rule's place in a reading.
var hallucination = slices.Index(policy.RuleIDs(), policy.RuleHallucination)

// observe lets the engine and the knowledge look at the newest line.
func (s *stage) observe() trigger.Reading {
	s.t.Helper()
	c := s.chat()
	m := c.Messages[len(c.Messages)-1]
	s.conclude(s.engine.Message(c, m))
	reading := s.engine.Reading()
	if reading.Revised != nil {
		r := *reading.Revised
		reading.Revised = &r
	}
	if q, ok := s.engine.Question(s.chat(), m); ok {
		a, err := s.house.judge.Ask(q, s.house.index)
		if err != nil {
			s.t.Fatal(err)
		}
		reading.Scores[hallucination] = a.Score
		s.conclude(s.engine.Checked(s.chat(), a))
	}
	return reading
}
