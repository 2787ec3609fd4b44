package hub

import (
	"context"
	"sync"

	"github.com/prometheus/client_golang/prometheus"

	"floorwalker/app/chat"
	"floorwalker/app/knowledge"
	"floorwalker/sync/wire"
)

// Knowledge is what the bot's lines are checked against (G-TRIG-04); sync/lookup
// fulfils it with a little help.
type Knowledge interface {
	// Ask has q judged and calls answer with what came out, from any goroutine,
	// once or never. It returns at once; an error means that nothing was asked,
	// such as because too many questions wait.
	Ask(ctx context.Context, q knowledge.Question, answer func(knowledge.Answer)) error
	// State says what there is to ask. It is called from any goroutine.
	State() wire.KnowledgeState
}

// maxDoubts is how many of the bot's lines may wait to be asked about. Beyond
// that the oldest is not checked, and counted.
const maxDoubts = 4096

// answersAtOnce bounds what one batch takes of the answers that came in.
const answersAtOnce = 100

// checks asks about the bot's lines beside the loop and brings the answers
// back to it. An answer is never waited for: a line is on every desk long
// before it is judged.
type checks struct {
	of        Knowledge // nil for none
	unchecked prometheus.Counter
	waiting   []knowledge.Question // the loop's; the oldest first

	// news holds a value while something may have been heard.
	news chan struct{}

	mu      sync.Mutex // guards all below
	answers []knowledge.Answer
	loaded  bool
}

func newChecks(of Knowledge, unchecked prometheus.Counter) *checks {
	x := &checks{of: of, unchecked: unchecked, news: make(chan struct{}, 1)}
	if of != nil && of.State().State != wire.KnowledgeLoading {
		x.hear(func() { x.loaded = true })
	}
	return x
}

// KnowledgeLoaded tells the hub that other knowledge is in force, or the first.
// The newest line of the bot in every chat that it serves is checked by it. It
// never waits.
func (h *Hub) KnowledgeLoaded() { h.checks.hear(func() { h.checks.loaded = true }) }

// hear notes something for the loop. It never waits for it: what calls it is
// what judges, and the loop may just be handing it more.
func (x *checks) hear(note func()) {
	x.mu.Lock()
	note()
	x.mu.Unlock()
	select {
	case x.news <- struct{}{}:
	default: // the loop will look anyway
	}
}

// heard is what was heard, as an input.
func (x *checks) heard() input {
	x.mu.Lock()
	n := min(len(x.answers), answersAtOnce)
	answers, loaded := x.answers[:n:n], x.loaded
	x.answers, x.loaded = x.answers[n:], false
	if len(x.answers) == 0 {
		x.answers = nil
	}
	left := len(x.answers) > 0
	x.mu.Unlock()
	if left {
		x.hear(func() {})
	}
	return input{
		decide: func(_ context.Context, c *core) {
			for i := range answers {
				c.checked(&answers[i])
			}
			if loaded {
				c.doubtAll()
			}
		},
		done: func(*core, uint64, error) {},
	}
}

// ask hands out the questions of a batch that was decided, and those that could
// not be asked before.
func (x *checks) ask(ctx context.Context, c *core) {
	if x.of == nil {
		return
	}
	x.waiting = append(x.waiting, c.questions...)
	clear(c.questions)
	c.questions = c.questions[:0]
	if len(x.waiting) == 0 || x.of.State().State == wire.KnowledgeLoading {
		x.drop()
		return
	}
	asked := 0
	for _, q := range x.waiting {
		if !botServes(c.floor.Chat(q.Chat)) {
			asked++ // nobody wants to know any more
			continue
		}
		err := x.of.Ask(ctx, q, func(a knowledge.Answer) {
			x.hear(func() { x.answers = append(x.answers, a) })
		})
		if err != nil {
			break // the next answer makes room
		}
		asked++
	}
	x.waiting = append(x.waiting[:0], x.waiting[asked:]...)
	clear(x.waiting[len(x.waiting):cap(x.waiting)])
	x.drop()
}

// drop lets go of the oldest lines when too many wait.
func (x *checks) drop() {
	over := len(x.waiting) - maxDoubts
	if over <= 0 {
		return
	}
	x.unchecked.Add(float64(over))
	x.waiting = append(x.waiting[:0], x.waiting[over:]...)
}

// doubt notes that a line is to be checked, if it is one. Where there is no
// knowledge the answer is known at once, and nothing follows from it but that
// people can be told so.
func (c *core) doubt(ct *chat.Chat, m chat.Message) {
	if m.From != chat.SpeakerBot || !botServes(ct) {
		return
	}
	q, ok := c.engine.Question(ct, m)
	switch {
	case !ok:
	case c.checking:
		c.questions = append(c.questions, q)
	default:
		c.engine.Checked(ct, knowledge.Answer{Chat: q.Chat, Message: q.Message, Why: knowledge.WhyNoKnowledge})
	}
}

// doubtAll notes the newest line of the bot in every chat that it serves: after
// a start, because nobody knows which of them were answered; and when there is
// other knowledge.
func (c *core) doubtAll() {
	c.floor.EachChat(func(ct *chat.Chat) {
		for i := len(ct.Messages) - 1; i >= 0; i-- {
			if m := ct.Messages[i]; m.From == chat.SpeakerBot {
				c.doubt(ct, m)
				return
			}
		}
	})
}

// checked stages what follows from an answer. One about a chat that an agent
// serves by now, or that is over, is of no use to anybody.
func (c *core) checked(a *knowledge.Answer) {
	ct := c.floor.Chat(a.Chat)
	if !botServes(ct) {
		return
	}
	for _, e := range c.engine.Checked(ct, *a) {
		c.stage(e)
	}
}

// botServes reports whether the bot answers in a chat; ct may be nil.
func botServes(ct *chat.Chat) bool { return ct != nil && ct.Bot && ct.Owner == "" && ct.Active() }
