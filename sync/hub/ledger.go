package hub

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"floorwalker/app/chat"
	"floorwalker/sync/log"
)

// CommandFact is what became of a command, for leads. It never says what was written in
// it. As JSON it lies on a stream: a name of a field may never change.
//
// There is none of a wish to observe or to whisper, refused or not: those have audit
// facts of their own, of which who serves the chat is not told (D-03, C-OBS-06).
type CommandFact struct {
	ID    chat.CommandID `json:"id"`
	At    chat.Instant   `json:"at"`
	Agent chat.AgentID   `json:"agent"`
	// Chat is empty where the command is about the team.
	Chat chat.ChatID `json:"chat,omitempty"`
	// Command is its name, or [UnknownCommand].
	Command chat.CommandName `json:"command"`
	// Outcome is "done" or the code of the refusal.
	Outcome string `json:"outcome"`
}

// UnknownCommand stands for the name of a command that this hub does not know.
const UnknownCommand chat.CommandName = "unknown"

// Ledger is a [Journal] that keeps what became of commands; sync/log fulfils it. On
// another one they are kept nowhere.
type Ledger interface {
	// Commands keeps facts, one a line.
	Commands(ctx context.Context, lines []byte) error
	ReadCommands(ctx context.Context, after uint64, visit func(seq uint64, lines []byte) error) error
	ForgetCommands(ctx context.Context, most uint64, young func(lines []byte) (bool, error)) (uint64, error)
}

var _ Ledger = (*log.Log)(nil)

const (
	// ledgerWaiting is how many facts may wait for a disk that does not write; what
	// comes beyond is counted as lost.
	ledgerWaiting = 1 << 16
	// ledgerRecord is about how large a record becomes.
	ledgerRecord = 128 << 10
	// ledgerAgain is when a writing that failed is tried again.
	ledgerAgain = time.Second
	// ledgerMost is how many bytes of facts are kept at most, some seven million.
	ledgerMost = 1 << 30
)

// ledger writes what became of commands behind the loop: the loop only hands facts in,
// and no answer waits for them. A hub that is killed has not written its last
// milliseconds; what those commands did is on the floor's log, with who sent them.
type ledger struct {
	to     Ledger // nil where the journal has no place for them
	logger *slog.Logger
	lost   prometheus.Counter
	news   chan struct{} // holds a value while facts may wait
	ears   ears

	mu    sync.Mutex // guards all below
	facts []CommandFact
}

func newLedger(j Journal, logger *slog.Logger) *ledger {
	to, _ := j.(Ledger)
	return &ledger{
		to: to, logger: logger, news: make(chan struct{}, 1),
		lost: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "floorwalker_command_facts_lost_total", Help: "Facts of commands that could not be written down, because the log did not write for long.",
		}),
	}
}

// note hands a fact in. It never waits.
func (l *ledger) note(f CommandFact) {
	if l.to == nil {
		return
	}
	l.mu.Lock()
	full := len(l.facts) >= ledgerWaiting
	if !full {
		l.facts = append(l.facts, f)
	}
	l.mu.Unlock()
	if full {
		l.lost.Inc()
		return
	}
	select {
	case l.news <- struct{}{}:
	default:
	}
}

// run writes until ctx ends; what is handed in after that waits for close.
func (l *ledger) run(ctx context.Context) error {
	failing := false
	for {
		select {
		case <-l.news:
		case <-ctx.Done():
			return nil
		}
		err := l.flush(context.Background())
		if err != nil && !failing {
			l.logger.Warn("what became of commands is not written down; it is tried again", "error", err)
		}
		if failing = err != nil; failing {
			rest(ledgerAgain, ctx.Done(), nil)
			select {
			case l.news <- struct{}{}:
			default:
			}
		}
	}
}

// close writes what waits.
func (l *ledger) close() {
	ctx, cancel := context.WithTimeout(context.Background(), closeTime)
	defer cancel()
	if err := l.flush(ctx); err != nil {
		l.mu.Lock()
		n := len(l.facts)
		l.mu.Unlock()
		l.lost.Add(float64(n))
		l.logger.Warn("what became of the last commands is not written down", "commands", n, "error", err)
	}
}

// flush writes what waits, in records. What cannot be written waits on.
func (l *ledger) flush(ctx context.Context) error {
	for {
		lines, n := l.next()
		if n == 0 {
			return nil
		}
		bounded, cancel := context.WithTimeout(ctx, commitTime)
		err := l.to.Commands(bounded, lines)
		cancel()
		if err != nil {
			return err
		}
		l.mu.Lock()
		if l.facts = l.facts[n:]; len(l.facts) == 0 {
			l.facts = nil // not to keep the largest burst there was
		}
		l.mu.Unlock()
		l.ears.wake()
	}
}

// next returns the next record and how many facts are in it. Only one goroutine at a
// time takes facts away.
func (l *ledger) next() (lines []byte, n int) {
	l.mu.Lock()
	facts := l.facts[:len(l.facts):len(l.facts)]
	l.mu.Unlock()
	var b bytes.Buffer
	for ; n < len(facts) && b.Len() < ledgerRecord; n++ {
		line, err := json.Marshal(facts[n])
		if err != nil {
			continue // it has only strings and a number
		}
		b.Write(append(line, '\n'))
	}
	return b.Bytes(), n
}

// forgetCommands removes what the policy does not keep any more (retention.days), and what is
// more than the hub keeps at all.
func (h *Hub) forgetCommands(ctx context.Context) error {
	if h.ledger.to == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, retainTime)
	defer cancel()
	days := h.edition.Load().Policy.Retention.Days
	since := h.now().Add(-time.Duration(days) * 24 * time.Hour)
	_, err := h.ledger.to.ForgetCommands(ctx, ledgerMost, func(lines []byte) (bool, error) {
		if days == 0 {
			return true, nil
		}
		first, _, _ := bytes.Cut(lines, []byte{'\n'})
		var f CommandFact
		err := json.Unmarshal(first, &f)
		return f.At >= since, err
	})
	return err
}

// audited notes what became of a command.
func (s *session) audited(cmd *chat.Command, refusal *chat.Refusal) {
	name := UnknownCommand
	if cmd.Body != nil {
		if _, whisper := cmd.Body.(*chat.Whisper); whisper || hidden(cmd.Body) {
			return
		}
		name = cmd.Body.Name()
	}
	f := CommandFact{ID: cmd.ID, At: s.hub.now(), Agent: s.who.Agent, Chat: cmd.Chat, Command: name, Outcome: "done"}
	if refusal != nil {
		f.Outcome = string(refusal.Code)
	}
	s.hub.ledger.note(f)
}
