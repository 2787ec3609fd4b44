package lookup

import (
	"context"
	"errors"
	"io/fs"
	"sync"
	"time"

	"floorwalker/app/knowledge"
)

// Errors of [Service.Ask].
var (
	// ErrBusy means that too many questions wait; nothing was asked.
	ErrBusy = errors.New("lookup: too many questions wait")
	// ErrStopped means that Run has ended.
	ErrStopped = errors.New("lookup: stopped")
)

// Config is what a service works with.
type Config struct {
	Judge *knowledge.Judge
	// Folder holds the solution articles, as Markdown files; nil for none.
	Folder fs.FS
	// Ticks say when to look at the folder again; two seconds apart is a
	// good measure. Nil for never.
	Ticks <-chan time.Time
	// Workers are the goroutines that judge, at least one.
	Workers int
	// Waiting is how many questions may wait, at least one.
	Waiting int
	// Loaded, if set, is told of each load, on the goroutine of Run.
	Loaded func(Report)
}

// Report is how a load went.
type Report struct {
	// Version and Articles are what is asked from now on.
	Version  string
	Articles int
	// Problems are what was left out, or is kept as it was before.
	Problems []Problem
	// Err is why everything stayed as it was, if it did.
	Err error
}

// Service holds the index that is in force, judges on goroutines of its own,
// and loads again when something changes.
type Service struct {
	config  Config
	asked   chan job
	stopped chan struct{}
	poked   chan struct{} // one place: a source was put

	mu      sync.Mutex // guards what follows; never held while judging
	current *held
	sources map[string][]knowledge.Article
}

// job is a question that waits.
type job struct {
	ctx    context.Context
	ask    knowledge.Question
	answer func(knowledge.Answer)
}

// held is an index with the number of those who read it, guarded by
// Service.mu. The last one closes it once it is retired.
type held struct {
	index   *Index
	readers int
	retired bool
}

// New returns a service that knows nothing until Run has loaded.
func New(c Config) *Service {
	return &Service{
		config: c, asked: make(chan job, max(1, c.Waiting)), stopped: make(chan struct{}),
		poked: make(chan struct{}, 1), sources: make(map[string][]knowledge.Article),
	}
}

// Put replaces the articles of a source beside the folder, such as the canned
// library or what the hub's log holds. Ids must differ between sources; of two
// equal ones the folder's wins, then the first source's by name, and the other
// is reported.
func (s *Service) Put(source string, articles []knowledge.Article) {
	s.mu.Lock()
	s.sources[source] = articles
	s.mu.Unlock()
	select {
	case s.poked <- struct{}{}:
	default:
	}
}

// Version is that of the knowledge in force; empty while there is none.
func (s *Service) Version() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.current == nil {
		return ""
	}
	return s.current.index.Version()
}

// Ask judges q on one of the service's goroutines and calls answer there, once,
// or not at all when ctx is done or the service stops first. Ask does not wait
// for it. Answer must not block: it hands over to the loop of whoever asked. An answer
// that was made from knowledge which has been replaced meanwhile is dropped, and
// the question is asked of the new one. Errors are [ErrBusy] and [ErrStopped].
func (s *Service) Ask(ctx context.Context, q knowledge.Question, answer func(knowledge.Answer)) error {
	select {
	case <-s.stopped:
		return ErrStopped
	default:
	}
	select {
	case s.asked <- job{ctx, q, answer}:
		return nil
	default:
		return ErrBusy
	}
}

// Judge judges q at once, on the caller's goroutine.
func (s *Service) Judge(q knowledge.Question) knowledge.Answer {
	for {
		a, h := s.judge(q)
		if s.release(h) {
			return a
		}
	}
}

// judge asks what is in force, and returns it for release.
func (s *Service) judge(q knowledge.Question) (knowledge.Answer, *held) {
	h := s.acquire()
	var x knowledge.Index
	if h != nil {
		x = h.index
	}
	a, err := s.config.Judge.Ask(q, x)
	if err != nil {
		a.Why = knowledge.WhyFailed
	}
	return a, h
}

func (s *Service) acquire() *held {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.current != nil {
		s.current.readers++
	}
	return s.current
}

// release gives h back and reports whether it is still in force.
func (s *Service) release(h *held) (inForce bool) {
	s.mu.Lock()
	inForce = h == s.current
	last := false
	if h != nil {
		h.readers--
		last = h.retired && h.readers == 0
	}
	s.mu.Unlock()
	if last {
		_ = h.index.Close() // memory only: there is nothing to lose
	}
	return inForce
}

// replace puts x in force and closes what was, as soon as nobody reads it.
func (s *Service) replace(x *Index) {
	var next *held
	if x != nil {
		next = &held{index: x}
	}
	s.mu.Lock()
	old := s.current
	s.current = next
	last := false
	if old != nil {
		old.retired = true
		last = old.readers == 0
	}
	s.mu.Unlock()
	if last {
		_ = old.index.Close() // memory only: there is nothing to lose
	}
}
