package courier

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"maps"
	"slices"
	"sync"
	"time"
)

// A Courier delivers parcels. Open makes one, Run lets it work, and every
// method may be called from any goroutine, before, during and after Run.
type Courier struct {
	cfg  Config
	web  *web
	wake chan struct{}

	mu      sync.Mutex // guards what follows; held while a slip is written
	plan    *plan
	pending map[Key]*entry // waiting or undeliverable
	late    map[Key]Slip   // what the disk could not take yet
	order   uint64         // the last that was given
	disk    time.Time      // when the disk may be tried again
	running bool
}

// Open reads what is pending from the store. The error is a *StoreError, or
// says what the Config lacks.
func Open(cfg Config) (*Courier, error) {
	cfg, err := cfg.withDefaults()
	if err != nil {
		return nil, err
	}
	c := &Courier{
		cfg: cfg, web: newWeb(cfg), wake: make(chan struct{}, 1),
		plan: newPlan(), pending: make(map[Key]*entry), late: make(map[Key]Slip),
	}
	err = cfg.Store.Pending(func(s Slip) error {
		if s.State != Done {
			c.pending[s.Key] = &entry{Slip: s}
			c.order = max(c.order, s.Order)
		}
		return nil
	})
	if err != nil {
		return nil, &StoreError{"read", err}
	}
	for _, e := range c.pending {
		if e.State == Waiting {
			c.plan.add(e)
		}
	}
	return c, nil
}

// Send takes a parcel. After nil it is on the disk and will be delivered at
// least once, or be undeliverable and shown. The same parcel again is no second
// parcel, whether it waits or, as long as the store remembers, was delivered.
// The errors are those of [Parcel.Validate], ErrUsedKey, and *StoreError.
func (c *Courier) Send(p Parcel) error {
	return c.SendAll([]Parcel{p}, func(letters []Letter) error {
		for _, l := range letters {
			if err := c.cfg.Store.Append(l.Parcel, l.Slip); err != nil {
				return err
			}
		}
		return nil
	})
}

// A Letter is a parcel with its first slip.
type Letter struct {
	Parcel Parcel
	Slip   Slip
}

// SendAll is Send for several parcels, of which it takes all or none. keep
// stands in for Store.Append: it puts those that are new on the disk, and with
// them, in the same transaction, whatever has to be there exactly if they are,
// such as how far their maker has come. It is called once, with no letters if
// none is new, and must not call the courier. Its error is in a *StoreError.
func (c *Courier) SendAll(parcels []Parcel, keep func([]Letter) error) error {
	for i := range parcels {
		if err := parcels[i].Validate(); err != nil {
			return err
		}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	letters, err := c.fresh(parcels)
	if err != nil {
		return err
	}
	if err := keep(letters); err != nil {
		return &StoreError{"append", err}
	}
	for _, l := range letters {
		c.order = l.Slip.Order
		e := &entry{Slip: l.Slip}
		c.pending[l.Slip.Key] = e
		c.plan.add(e)
		c.cfg.Changed(l.Slip)
	}
	if len(letters) > 0 {
		c.nudge()
	}
	return nil
}

// fresh returns those of the parcels that are not known, with their slips.
func (c *Courier) fresh(parcels []Parcel) ([]Letter, error) {
	var letters []Letter
	here := make(map[Key][sha256.Size]byte, len(parcels))
	for _, p := range parcels {
		digest := p.digest()
		known, ok := here[p.Key]
		if !ok {
			s, there, err := c.lookup(p.Key)
			if err != nil {
				return nil, &StoreError{"read", err}
			}
			known, ok = s.Digest, there
		}
		switch {
		case ok && known != digest:
			return nil, ErrUsedKey
		case ok:
			continue
		}
		here[p.Key] = digest
		p.Body = bytes.Clone(p.Body)
		letters = append(letters, Letter{p, Slip{
			Key: p.Key, Kind: p.Kind, To: p.To, Series: p.Series, State: Waiting,
			Order: c.order + 1 + uint64(len(letters)), Made: p.Made, Due: c.cfg.Now(), Digest: digest,
		}})
	}
	return letters, nil
}

// Known reports whether the key has been used, as far as the store remembers.
// The error is a *StoreError.
func (c *Courier) Known(key Key) (bool, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	_, ok, err := c.lookup(key)
	if err != nil {
		return false, &StoreError{"read", err}
	}
	return ok, nil
}

func (c *Courier) lookup(key Key) (Slip, bool, error) {
	if e := c.pending[key]; e != nil {
		return e.Slip, true, nil
	}
	if s, ok := c.late[key]; ok {
		return s, true, nil
	}
	return c.cfg.Store.Slip(key)
}

// Retry lets a parcel go at once: one that is undeliverable begins anew, with
// all its attempts, in its old place; of one that waits, and of its destination,
// the wait is cut short. The errors are ErrUnknownKey, ErrUnderWay and
// *StoreError; after them nothing has changed.
func (c *Courier) Retry(key Key) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	e := c.pending[key]
	switch {
	case e == nil:
		return ErrUnknownKey
	case e.running:
		return ErrUnderWay
	}
	s := e.Slip
	s.Due = c.cfg.Now()
	if s.State == Undeliverable {
		s.State, s.Attempts = Waiting, 0
	}
	if err := c.cfg.Store.Save(s); err != nil {
		return &StoreError{"save", err}
	}
	delete(c.late, key)
	was := e.State
	e.Slip = s
	if was == Undeliverable {
		c.plan.add(e)
	} else {
		c.plan.moved(e)
	}
	c.plan.resume(e)
	c.cfg.Changed(s)
	c.nudge()
	return nil
}

// Kick cuts every wait short: the network is back, or the policy has a new
// address. It brings nothing back that is undeliverable.
func (c *Courier) Kick() {
	c.mu.Lock()
	c.plan.hurry(c.cfg.Now())
	c.disk = time.Time{}
	c.mu.Unlock()
	c.nudge()
}

// Pending returns the slips of what waits and of what is undeliverable, oldest
// first.
func (c *Courier) Pending() []Slip {
	c.mu.Lock()
	defer c.mu.Unlock()
	all := make([]Slip, 0, len(c.pending))
	for e := range maps.Values(c.pending) {
		all = append(all, e.Slip)
	}
	slices.SortFunc(all, func(a, b Slip) int { return cmp.Compare(a.Order, b.Order) })
	return all
}

// nudge makes Run look at the plan again.
func (c *Courier) nudge() {
	select {
	case c.wake <- struct{}{}:
	default:
	}
}
