package app

import (
	"maps"
	"slices"
	"sync"

	"floorwalker/app/chat"
)

// fakeCache is a disk in memory that can fail.
type fakeCache struct {
	mu   sync.Mutex
	fail error
	disk
}

// disk is what a cache holds.
type disk struct {
	items  []Item
	pos    Position
	kept   bool
	saves  []Batch
	drafts map[draftKey]Draft
	looked map[chat.ChatID]chat.Instant
	outbox map[chat.CommandID][]byte
	// records are those of the position's floor.
	records map[RecordKey]Record
	me      *Me
}

var _ Cache = (*fakeCache)(nil)

func newCache() *fakeCache {
	return &fakeCache{disk: disk{
		drafts: map[draftKey]Draft{}, looked: map[chat.ChatID]chat.Instant{}, outbox: map[chat.CommandID][]byte{},
		records: map[RecordKey]Record{},
	}}
}

// now returns what the cache holds now.
func (c *fakeCache) now() disk {
	c.mu.Lock()
	defer c.mu.Unlock()
	d := c.disk
	d.items, d.drafts, d.looked = slices.Clone(d.items), maps.Clone(d.drafts), maps.Clone(d.looked)
	d.outbox, d.records = maps.Clone(d.outbox), maps.Clone(d.records)
	return d
}

func (c *fakeCache) setFail(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.fail = err
}

func (c *fakeCache) Load(visit func(Item) error) (Position, bool, error) {
	for _, it := range c.items {
		if err := visit(it); err != nil {
			return Position{}, false, err
		}
	}
	return c.pos, c.kept, nil
}

// Save does what the store does: reset, events that are not dropped, drop,
// records that are not forgotten.
func (c *fakeCache) Save(b Batch) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.fail != nil {
		return c.fail
	}
	c.saves = append(c.saves, b)
	if b.Reset {
		c.items = nil
	}
	c.items = append(c.items, b.Items...)
	for _, id := range b.Drop {
		var left []Item
		for _, it := range c.items {
			if it.Event.Chat != id {
				left = append(left, it)
			}
		}
		c.items = left
	}
	if c.pos.Floor != b.Position.Floor {
		clear(c.records)
	}
	for _, r := range b.Records {
		c.records[RecordKey{r.Shelf, r.ID, r.Mark}] = r
	}
	for _, k := range b.Forget {
		delete(c.records, k)
	}
	c.pos, c.kept = b.Position, true
	return nil
}

// LoadRecords visits in no particular order.
func (c *fakeCache) LoadRecords(visit func(Record) error) (bool, error) {
	for _, r := range c.now().records {
		if err := visit(r); err != nil {
			return false, err
		}
	}
	return true, nil
}

func (c *fakeCache) LoadMe() (Me, bool, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.me == nil {
		return Me{}, false, nil
	}
	return *c.me, true, nil
}

func (c *fakeCache) SetMe(m Me) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.fail != nil {
		return c.fail
	}
	c.me = &m
	return nil
}

func (c *fakeCache) SaveDraft(d Draft) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.fail != nil {
		return c.fail
	}
	k := draftKey{d.Chat, d.Kind}
	c.drafts[k] = d
	if d.Text == "" {
		delete(c.drafts, k)
	}
	return nil
}

func (c *fakeCache) Drafts(visit func(Draft) error) error {
	for _, d := range c.drafts {
		if err := visit(d); err != nil {
			return err
		}
	}
	return nil
}

func (c *fakeCache) SetLooked(at map[chat.ChatID]chat.Instant) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.fail != nil {
		return c.fail
	}
	maps.Copy(c.looked, at)
	return nil
}

func (c *fakeCache) LoadLooked() (map[chat.ChatID]chat.Instant, error) {
	return maps.Clone(c.looked), nil
}

// floor is what a desk would show that starts from this cache.
func (c *fakeCache) floor() *chat.Floor {
	c.mu.Lock()
	defer c.mu.Unlock()
	f := chat.NewFloor()
	for i := range c.items {
		f.Apply(&c.items[i].Event)
	}
	return f
}
