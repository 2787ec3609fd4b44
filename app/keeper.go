package app

import (
	"maps"

	"floorwalker/app/chat"
)

type draftKey struct {
	chat chat.ChatID
	kind string
}

// keepsake is one transaction's worth of what the cache shall know.
type keepsake struct {
	batch  Batch
	drafts []Draft
	looked map[chat.ChatID]chat.Instant
}

// keeper writes to the cache on a goroutine of its own, in order, so that a
// slow disk never holds up the floor.
type keeper struct {
	cache Cache
	queue chan keepsake
	// failed keeps the words of the last failure; "" once a write worked.
	failed string
}

// keeperQueue is how many transactions may wait; after that the desk gathers.
const keeperQueue = 4

func newKeeper(c Cache) *keeper {
	return &keeper{cache: c, queue: make(chan keepsake, keeperQueue)}
}

// start runs the keeper; the returned function ends it and waits for the last
// write. tell is called when writing begins to fail and when it works again.
func (k *keeper) start(tell func(words string)) (stop func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		for s := range k.queue {
			words := ""
			if err := k.write(s); err != nil {
				words = "This desk cannot keep its copy: " + err.Error()
			}
			if words != k.failed {
				k.failed = words
				go tell(words) // the desk may be waiting for us to make room
			}
		}
	}()
	return func() { close(k.queue); <-done }
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

func (k *keeper) write(s keepsake) error {
	for _, d := range s.drafts {
		if err := k.cache.SaveDraft(d); err != nil {
			return err
		}
	}
	if s.batch.Reset || len(s.batch.Items) > 0 || len(s.batch.Drop) > 0 {
		if err := k.cache.Save(s.batch); err != nil {
			return err
		}
	}
	if len(s.looked) > 0 {
		return k.cache.SetLooked(s.looked)
	}
	return nil
}

// unkept reports whether there is something for the cache.
func (d *Desk) unkept() bool {
	return (d.live && (d.batch.Reset || len(d.batch.Items) > 0)) || len(d.looked) > 0 || d.undrafted()
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
// waits: the old cache is better than half a new one. With last set it waits
// for room, because there is no later.
func (d *Desk) keep(last bool) {
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
	if d.live {
		s.batch = d.batch
	}
	if !d.keeper.offer(s, last) {
		for _, f := range s.drafts {
			d.drafts[draftKey{f.Chat, f.Kind}] = f
		}
		return
	}
	clear(d.looked)
	if d.live {
		d.batch = Batch{Position: d.batch.Position}
	}
}
