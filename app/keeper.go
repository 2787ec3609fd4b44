package app

import (
	"maps"
	"sync"
	"time"

	"floorwalker/app/chat"
)

type draftKey struct {
	chat chat.ChatID
	kind string
}

// keepsake is what the desk hands to the keeper at a time.
type keepsake struct {
	batch  Batch
	drafts []Draft
	looked map[chat.ChatID]chat.Instant
	me     *Me // nil if nobody else works here now
}

// keeper writes to the cache on a goroutine of its own, in order, so that a
// slow disk never holds up the floor. What could not be written is tried again
// before anything newer, because a position must never get ahead of its data.
type keeper struct {
	cache Cache
	queue chan keepsake
	// news gets a value when the words of trouble have changed.
	news chan struct{}

	mu    sync.Mutex // guards words
	words string
}

const (
	// keeperQueue is how many keepsakes may wait; after that the desk gathers.
	keeperQueue = 4
	// retryTime is the pause before a failed write is tried again by itself.
	retryTime = time.Second
)

func newKeeper(c Cache) *keeper {
	return &keeper{cache: c, queue: make(chan keepsake, keeperQueue), news: make(chan struct{}, 1)}
}

// start runs the keeper; the returned function ends it and waits for the last
// write.
func (k *keeper) start() (stop func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		k.run()
	}()
	return func() { close(k.queue); <-done }
}

func (k *keeper) run() {
	owed := newBacklog()
	retry := newTimer()
	for more := true; more; {
		select {
		case s, ok := <-k.queue:
			more = ok
			owed.add(s)
		case <-retry.C:
			retry.done()
		}
		if err := owed.write(k.cache); err != nil {
			k.tell("This desk cannot keep its copy: " + err.Error())
			retry.arm(retryTime)
			continue
		}
		k.tell("")
	}
}

// tell makes words the present trouble, "" for none.
func (k *keeper) tell(words string) {
	k.mu.Lock()
	same := k.words == words
	k.words = words
	k.mu.Unlock()
	if same {
		return
	}
	select {
	case k.news <- struct{}{}:
	default: // whoever reads the last one finds these words
	}
}

// trouble returns why the cache cannot be written; "" if it can.
func (k *keeper) trouble() string {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.words
}

// offer hands s over if there is room, or whenever there is if it must.
func (k *keeper) offer(s keepsake, must bool) bool {
	if must {
		k.queue <- s
		return true
	}
	select {
	case k.queue <- s:
		return true
	default:
		return false
	}
}

// unkept reports whether there is something for the cache.
func (d *Desk) unkept() bool {
	return (!d.reading && !d.batch.empty()) || len(d.looked) > 0 || d.undrafted() || d.meNew
}

// empty reports whether a batch would change nothing worth a transaction. A
// position alone is not: without it some events come twice, that is all.
func (b *Batch) empty() bool {
	return !b.Reset && len(b.Items) == 0 && len(b.Drop) == 0 && len(b.Records) == 0 && len(b.Forget) == 0
}

func (d *Desk) undrafted() bool {
	for _, f := range d.drafts {
		if f.At != 0 {
			return true
		}
	}
	return false
}

// keep hands everything unkept to the keeper. A snapshot that is not complete
// waits: the old cache is better than half a new one. With must set it waits
// for room.
func (d *Desk) keep(must bool) {
	s := keepsake{looked: maps.Clone(d.looked)}
	for k, f := range d.drafts {
		if f.At != 0 {
			s.drafts = append(s.drafts, f)
			f.At = 0 // kept, or will be
			if f.Text == "" {
				delete(d.drafts, k)
			} else {
				d.drafts[k] = f
			}
		}
	}
	if !d.reading {
		s.batch = d.batch
	}
	if d.meNew {
		me := d.me
		s.me = &me
	}
	if !d.keeper.offer(s, must) {
		for _, f := range s.drafts {
			d.drafts[draftKey{f.Chat, f.Kind}] = f
		}
		return
	}
	clear(d.looked)
	d.meNew = false
	if !d.reading {
		d.batch = Batch{Position: d.batch.Position}
	}
}
