package score

import (
	"strconv"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/knowledge"
	"floorwalker/app/policy"
	"floorwalker/app/trigger"
	"floorwalker/app/trigger/learned"
)

const (
	// Apart is how far the turns of a chat are taken to be from one another.
	Apart = 20 * time.Second
	// MaxRemembered is for how many chats the engine keeps its memory.
	MaxRemembered = 4096
	// began is when every chat begins: some instant that is not "never".
	began chat.Instant = 1_700_000_000_000
)

// Config is what a scorer works with.
type Config struct {
	Policy  policy.Policy
	Weights *learned.Weights
	// Judge measures the tenth rule where a turn has its passage.
	Judge *knowledge.Judge
	// Knowledge measures it elsewhere; nil for none.
	Knowledge Knowledge
	// Clock is a stopwatch, in nanoseconds.
	Clock func() int64
	// Remembered is [MaxRemembered] if it is nought.
	Remembered int
}

// Knowledge judges an answer by what is loaded, while the caller waits:
// lookup.Service does.
type Knowledge interface {
	Judge(q knowledge.Question) knowledge.Answer
}

// Scorer measures turns. It belongs to one goroutine.
type Scorer struct {
	cfg    Config
	floor  *chat.Floor
	engine *trigger.Engine
	turns  map[chat.ChatID][]int64 // the number that each line was given
	recent recent
	asked  Asked
}

// New returns a scorer that has seen nothing.
func New(cfg Config) *Scorer {
	if cfg.Remembered == 0 {
		cfg.Remembered = MaxRemembered
	}
	return &Scorer{
		cfg: cfg, floor: chat.NewFloor(), engine: trigger.New(cfg.Policy, cfg.Weights),
		turns: make(map[chat.ChatID][]int64), recent: newRecent(cfg.Remembered),
	}
}

// Asked returns how the knowledge was asked so far.
func (s *Scorer) Asked() *Asked { return &s.asked }

// Turn measures the next turn.
func (s *Scorer) Turn(t Turn) Answer {
	id := chat.ChatID(t.Chat)
	a := Answer{Chat: t.Chat, Turn: t.Turn}
	if old, full := s.recent.use(id); full {
		s.engine.Forget(old)
	}
	n := len(s.turns[id])
	s.turns[id] = append(s.turns[id], t.Turn)
	at := began.Add(time.Duration(n) * Apart)
	if n == 0 {
		s.apply(at, chat.Event{ID: "opened", Chat: id, Body: &chat.ChatOpened{Bot: true, Driver: "score"}})
	}
	c := s.floor.Chat(id)
	s.wait(c, at, &a)
	message := chat.MessageID(strconv.Itoa(n))
	s.apply(at, chat.Event{ID: "m" + chat.EventID(message), Chat: id, Body: &chat.MessagePosted{Message: message, From: t.From, Text: t.Text}})
	m := c.Messages[len(c.Messages)-1]

	start := s.cfg.Clock()
	facts := s.engine.Message(c, m)
	a.Micros = (s.cfg.Clock() - start + 500) / 1000
	r := s.engine.Reading()
	a.Scores, a.Over, a.Alert = r.Scores, r.Over, r.Alert
	if v := r.Revised; v != nil {
		a.Revised = s.revised(id, v)
	}
	s.conclude(at, facts, &a)
	if t.From == chat.SpeakerBot {
		s.check(c, m, t.Knowledge, at, &a)
	}
	return a
}

// wait lets time alone do what it does before the next line comes.
func (s *Scorer) wait(c *chat.Chat, until chat.Instant, a *Answer) {
	for last := chat.Instant(-1); ; {
		at, ok := s.engine.Due(c)
		if !ok || at > until || at <= last {
			return
		}
		last = at
		s.conclude(at, s.engine.Tick(c, at), a)
	}
}

// check lets the tenth rule judge a bot's line, by its passage or by the
// knowledge.
func (s *Scorer) check(c *chat.Chat, m chat.Message, passage string, at chat.Instant, a *Answer) {
	q, ok := s.engine.Question(c, m)
	if !ok {
		return
	}
	answer, ok := s.ask(q, passage)
	if !ok {
		return
	}
	a.Scores[atHallucination] = answer.Score
	limits, _ := s.cfg.Policy.Rule(policy.RuleHallucination)
	level, _, over := limits.Level(answer.Score)
	a.Over[atHallucination], a.Alert[atHallucination] = over, level == chat.LevelAlert
	s.conclude(at, s.engine.Checked(c, answer), a)
}

func (s *Scorer) ask(q knowledge.Question, passage string) (a knowledge.Answer, ok bool) {
	switch {
	case passage != "":
		q.Passage = passage
		a, err := s.cfg.Judge.Ask(q, nil)
		return a, err == nil
	case s.cfg.Knowledge == nil:
		return a, false
	}
	start := s.cfg.Clock()
	a = s.cfg.Knowledge.Judge(q)
	if a.Why != knowledge.WhyNoClaim { // else the index was not asked
		s.asked.add(s.cfg.Clock()-start, a.Why == knowledge.WhyFailed)
	}
	return a, true
}

// conclude folds what the engine found and notes the alerts among it.
func (s *Scorer) conclude(at chat.Instant, facts []chat.Event, a *Answer) {
	for _, e := range facts {
		if b, ok := e.Body.(*chat.TriggerRaised); ok && b.Trigger.Level == chat.LevelAlert {
			a.Fired[indexOf(b.Trigger.Rule)] = true
		}
		s.apply(at, e)
	}
}

func (s *Scorer) apply(at chat.Instant, e chat.Event) {
	e.At = at
	s.floor.Apply(&e)
}

// revised says of which turn a revision is.
func (s *Scorer) revised(id chat.ChatID, v *trigger.Revision) *Revision {
	n, err := strconv.Atoi(string(v.Message))
	if err != nil || n < 0 || n >= len(s.turns[id]) {
		return nil // the engine names messages of this chat only
	}
	return &Revision{Turn: s.turns[id][n], Score: v.Score, Over: v.Over, Alert: v.Alert}
}

// atHallucination is the tenth rule's place among the rules.
var atHallucination = indexOf(policy.RuleHallucination)

func indexOf(id chat.RuleID) int {
	for i, name := range names {
		if name == id {
			return i
		}
	}
	return -1
}
