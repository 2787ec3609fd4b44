package picture

import (
	"context"
	"image"
	"io"
	"sync"

	"floorwalker/app/chat"
)

const (
	// Kept is how many small pictures an album remembers: 64 of them take 26 MB
	// at most.
	Kept = 64
	// waiting is how many may wait to be fetched; of more the oldest are given up,
	// and asked for again when they are looked at again.
	waiting = 32
)

// State is how far a picture is.
type State uint8

// The states of a picture.
const (
	Coming State = iota // it is being fetched, or waits for that
	Here
	Failed // it cannot be shown; see Thumb.Err
)

// Thumb is what is known of a picture.
type Thumb struct {
	State State
	Image image.Image // set if it is here
	// Err is one of this package's, or why it was not fetched.
	Err error
}

// Config is what an album needs.
type Config struct {
	// Open returns the bytes of a file. It is called from the album's goroutine
	// and may wait.
	Open func(ctx context.Context, hash string) (io.ReadCloser, error)
	// Changed is told, from the album's goroutine, that Get has news of a hash. It
	// must not block; it may be nil.
	Changed func(hash string)
}

// Album has the small pictures of a program.
type Album struct {
	cfg    Config
	ctx    context.Context
	stop   context.CancelFunc
	done   chan struct{}
	wanted chan struct{} // holds a value while somebody waits

	mu    sync.Mutex // guards what follows
	known map[string]*Thumb
	order []string // of known, the least recently asked first
	queue []string // to be fetched; the newest last, and first in turn
}

// New returns an album that works until Close.
func New(cfg Config) *Album {
	a := &Album{cfg: cfg, done: make(chan struct{}), wanted: make(chan struct{}, 1), known: make(map[string]*Thumb)}
	a.ctx, a.stop = context.WithCancel(context.Background())
	go a.run()
	return a
}

// Close gives up what is under way and waits for it.
func (a *Album) Close() {
	a.stop()
	<-a.done
}

// Get returns what is known of a file's picture, and has it fetched if nothing is.
func (a *Album) Get(f chat.File) Thumb {
	switch {
	case !Shown(f.Type):
		return Thumb{State: Failed, Err: ErrFormat}
	case f.Size > MaxBytes, f.Width > maxSide, f.Height > maxSide, f.Width*f.Height > MaxPixels:
		return Thumb{State: Failed, Err: ErrTooLarge}
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if t := a.known[f.Hash]; t != nil {
		a.touch(f.Hash)
		return *t
	}
	a.remember(f.Hash)
	a.want(f.Hash)
	return Thumb{State: Coming}
}

// Show is Get for those who draw: the small picture, or nil and why there is none;
// nil and nothing while it is coming.
func (a *Album) Show(f chat.File) (small image.Image, none string) {
	t := a.Get(f)
	if t.State == Failed {
		return nil, t.Err.Error()
	}
	return t.Image, ""
}

// Again forgets that a picture could not be fetched, so that the next Get tries anew,
// such as when the hub is back.
func (a *Album) Again() {
	a.mu.Lock()
	defer a.mu.Unlock()
	for hash, t := range a.known {
		if t.State == Failed {
			a.forget(hash)
		}
	}
}

// touch moves a hash to the end of the order. The caller holds the mutex.
func (a *Album) touch(hash string) {
	for i, h := range a.order {
		if h == hash {
			copy(a.order[i:], a.order[i+1:])
			a.order[len(a.order)-1] = hash
			return
		}
	}
}

// remember makes room for a hash. The caller holds the mutex.
func (a *Album) remember(hash string) {
	for len(a.order) >= Kept {
		a.forget(a.order[0])
	}
	a.known[hash] = &Thumb{State: Coming}
	a.order = append(a.order, hash)
}

func (a *Album) forget(hash string) {
	delete(a.known, hash)
	a.order = without(a.order, hash)
}

func without(all []string, hash string) []string {
	for i, h := range all {
		if h == hash {
			return append(all[:i], all[i+1:]...)
		}
	}
	return all
}

// want puts a hash into the queue. The caller holds the mutex.
func (a *Album) want(hash string) {
	a.queue = append(a.queue, hash)
	for len(a.queue) > waiting {
		a.forget(a.queue[0])
		a.queue = a.queue[1:]
	}
	select {
	case a.wanted <- struct{}{}:
	default:
	}
}

// next takes the newest hash from the queue: it is what somebody is looking at.
func (a *Album) next() (hash string, ok bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for n := len(a.queue); n > 0; n = len(a.queue) {
		hash, a.queue = a.queue[n-1], a.queue[:n-1]
		if a.known[hash] != nil {
			return hash, true
		}
	}
	return "", false
}

// run fetches and decodes one picture after the other.
func (a *Album) run() {
	defer close(a.done)
	for {
		select {
		case <-a.ctx.Done():
			return
		case <-a.wanted:
		}
		for a.ctx.Err() == nil {
			hash, ok := a.next()
			if !ok {
				break
			}
			a.put(hash, a.fetch(hash))
		}
	}
}

func (a *Album) fetch(hash string) Thumb {
	r, err := a.cfg.Open(a.ctx, hash)
	if err != nil {
		return Thumb{State: Failed, Err: err}
	}
	defer r.Close() //nolint:errcheck // it was read only
	b, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err != nil {
		return Thumb{State: Failed, Err: err}
	}
	small, err := Decode(b)
	if err != nil {
		return Thumb{State: Failed, Err: err}
	}
	return Thumb{State: Here, Image: small}
}

func (a *Album) put(hash string, t Thumb) {
	a.mu.Lock()
	known := a.known[hash]
	if known != nil {
		*known = t
	}
	a.mu.Unlock()
	if known != nil && a.cfg.Changed != nil && a.ctx.Err() == nil {
		a.cfg.Changed(hash)
	}
}
