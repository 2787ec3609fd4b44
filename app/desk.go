package app

import (
	"cmp"
	"context"
	"slices"
	"sync/atomic"
	"time"

	"floorwalker/app/alert"
	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/report"
	"floorwalker/app/trigger"
	"floorwalker/app/view"
)

const (
	// mergeTime is how long changes that nobody waits for are gathered.
	mergeTime = 50 * time.Millisecond
	// draftTime is the longest that typed text is not yet on disk (ux 4.6).
	draftTime = 400 * time.Millisecond
	// inbox is how many inputs wait for the desk before the stream does.
	inbox = 256
	// drain is how many inputs are folded before anybody is told.
	drain = 64
)

// Config is what a desk is made of.
type Config struct {
	// Edition is the policy that the desk works by until the floor has told of
	// a newer one; nil is Policy without any lists.
	Edition *policy.Edition
	// Policy is for whoever has no edition.
	Policy policy.Policy
	Clock  Clock
	Cache  Cache
	Caller Caller
	// Outbox makes the outbox of this desk.
	Outbox func(OutboxNeeds) Outbox
	// NewID makes command ids: unique, at most 64 bytes, no slash.
	NewID func() chat.CommandID
	// Changed is called from the desk's goroutine when there is a new
	// snapshot; it must not block. urgent says that somebody waits for it.
	Changed func(urgent bool)
	// Alone says that no team stands behind this desk, so that its person
	// always answers for the floor.
	Alone bool
	// ShowText lets notifications quote the customer.
	ShowText bool
	// Engine makes what explains by a policy, and does nothing else, when
	// somebody asks why and whenever the policy has changed since. Without it
	// nothing is explained.
	Engine func(policy.Policy) *trigger.Engine
}

// Desk is the running console.
type Desk struct {
	cfg    Config
	stream Stream
	ops    chan func()
	ended  chan struct{}
	shown  atomic.Pointer[Snapshot]

	// Below belongs to Run's goroutine.
	floor   *chat.Floor
	book    *view.Book
	bell    alert.Bell
	me      Me
	meNew   bool // not in the cache yet
	link    Link
	dirty   map[chat.ChatID]*chat.Chat
	urgent  bool // something dirty cannot wait
	stale   bool // something dirty can
	loading Progress
	live    bool
	reading bool // a snapshot has begun and is not complete
	cached  bool
	gapAll  bool

	team    []view.Colleague
	teamOld bool // somebody came, went, or serves more or less
	duties  []view.Duty
	owing   uint64 // of the book, when duties were made

	protocol protocol // of the open chat
	calls    callbook
	shift    shiftwork
	talk     talk
	outages  outages
	loads    loads
	outside  []view.Colleague

	open       chat.ChatID  // the chat on screen
	observed   chat.ChatID  // the chat that the hub was told about
	bellAt     chat.Instant // when the bell's timer fires
	rung       bool         // the bell may want another time than bellAt
	foreground bool
	dnd        bool

	outbox    Outbox
	wishes    map[chat.CommandID]chat.Command // in the outbox, and no lines
	lines     map[chat.ChatID][]view.PendingLine
	unsent    map[chat.ChatID]int // of lines, as the rows have it
	notices   []Notice
	noticed   int
	onlookers onlookers
	accepts   report.Accepts
	waits     report.AcceptTimes // of accepts
	waitsOld  bool               // accepts has changed since
	rules     rulebook
	edition   *policy.Edition // the one of rules that is in force; never nil
	policyOld string          // why edition is not the floor's
	alarm     string          // of the cache
	jammed    string          // of the outbox

	batch   Batch
	keeper  *keeper
	shelves shelves
	drafts  map[draftKey]Draft
	looked  map[chat.ChatID]chat.Instant // looked at, not yet kept

	explainer *explainer
	errands   *errands
}

// New returns a desk that has read its cache; Run makes it work.
func New(cfg Config) (*Desk, Position, error) {
	d := &Desk{
		cfg: cfg, ops: make(chan func(), inbox), ended: make(chan struct{}),
		floor: chat.NewFloor(), dirty: make(map[chat.ChatID]*chat.Chat),
		wishes: make(map[chat.CommandID]chat.Command), lines: make(map[chat.ChatID][]view.PendingLine),
		unsent: make(map[chat.ChatID]int), drafts: make(map[draftKey]Draft), looked: make(map[chat.ChatID]chat.Instant),
		link: Link{State: LinkOffline, Words: "not connected yet"}, foreground: true,
		keeper: newKeeper(cfg.Cache), shelves: newShelves(), onlookers: newOnlookers(),
		explainer: newExplainer(cfg.Engine), errands: newErrands(), calls: newCallbook(), shift: shiftwork{old: true, teamOld: true},
		talk: newTalk(), outages: outages{down: make(map[string]chat.Instant), old: true},
	}
	if d.edition = cfg.Edition; d.edition == nil {
		d.edition = &policy.Edition{Policy: cfg.Policy}
	}
	d.rules.own = d.edition
	me, _, err := cfg.Cache.LoadMe()
	if err != nil {
		return nil, Position{}, err
	}
	d.me = me
	d.book = view.NewBook(me.Agent, d.edition.Policy.EyesOn.Within, d.nameOf)
	pos, err := d.restore()
	if err != nil {
		return nil, Position{}, err
	}
	switch whole, err := d.loadShelves(); {
	case err != nil:
		return nil, Position{}, err
	case !whole:
		pos.Resume = "" // the snapshot that follows brings what is missing
	}
	d.loadOutbox()
	d.settleShelves()
	d.show() // Changed is not called: the caller does not have the desk yet
	return d, pos, nil
}

// restore folds the cache.
func (d *Desk) restore() (Position, error) {
	looked, err := d.cfg.Cache.LoadLooked()
	if err != nil {
		return Position{}, err
	}
	var (
		pos Position
		ok  bool
	)
	err = d.floor.Restore(func(apply func(*chat.Event) chat.Change) (err error) {
		pos, ok, err = d.cfg.Cache.Load(func(it Item) error {
			d.witness(apply(&it.Event), &it.Event)
			d.rules.learn(&it.Event)
			return nil
		})
		return err
	})
	if err != nil {
		return Position{}, err
	}
	for id, at := range looked {
		d.book.Looked(id, at)
	}
	if err := d.cfg.Cache.Drafts(func(f Draft) error {
		f.At = 0 // kept already
		d.drafts[draftKey{f.Chat, f.Kind}] = f
		return nil
	}); err != nil {
		return Position{}, err
	}
	d.settleEdition()
	d.recallDay()
	d.talk.recall(d)
	d.outages.notice(d, pos.At)
	d.book.Department(d.department())
	d.floor.EachChat(func(c *chat.Chat) { d.talk.look(d, c) })
	d.floor.EachChat(d.book.Update)
	d.teamOld = true
	d.cached = ok
	d.link.AsOf = pos.At
	d.batch.Position = pos
	return pos, nil
}

// Tell shows a sentence that is no answer to anything, before Run.
func (d *Desk) Tell(words string) {
	d.notice("", words, false)
	d.publish()
}

// Attach gives the desk its way to the hub, before Run.
func (d *Desk) Attach(s Stream) { d.stream = s }

// Snapshot returns what is to be shown now.
func (d *Desk) Snapshot() *Snapshot { return d.shown.Load() }

// Run folds and publishes until ctx ends; then it has kept everything.
func (d *Desk) Run(ctx context.Context) {
	defer close(d.ended)
	kept := d.keeper.start()
	merge := newTimer()
	save := newTimer()
	shift := newTimer()
	bell := newTimer()
	wait := newTimer()
	due := false // the merging window has ended
	for {
		select {
		case op := <-d.ops:
			op()
			d.drainOps()
		case <-merge.C:
			merge.done()
			due = d.stale
		case <-save.C:
			save.done()
			d.keep(false)
		case <-bell.C:
			bell.done()
			d.tick()
		case <-shift.C:
			shift.done()
			d.renewShift()
		case <-d.keeper.news:
			d.setAlarm(&d.alarm, d.keeper.trouble())
		case <-wait.C:
			wait.done()
		case <-ctx.Done():
			d.leave()
			d.explainer.end()
			d.errands.end()
			kept()
			return
		}
		d.flushOutbox(wait)
		switch {
		case d.urgent || due:
			due = false
			d.publish()
		case d.stale:
			merge.arm(mergeTime)
		}
		if d.unkept() {
			save.arm(draftTime)
		}
		if d.shift.old {
			shift.arm(shiftTime)
		}
		d.armBell(bell)
	}
}

// drainOps folds what else is waiting, so that a burst is one snapshot.
func (d *Desk) drainOps() {
	for range drain {
		select {
		case op := <-d.ops:
			op()
		default:
			return
		}
	}
}

// do hands f to the desk's goroutine.
func (d *Desk) do(f func()) {
	select {
	case d.ops <- f:
	case <-d.ended:
	}
}

// leave folds what was handed in before the end, so that the last thing
// somebody typed is kept, and hands everything to the keeper.
func (d *Desk) leave() {
	for {
		select {
		case op := <-d.ops:
			op()
		default:
			if err := d.outbox.Flush(); err != nil {
				// Nothing is lost: the next start asks the hub once more.
				d.setAlarm(&d.jammed, outboxTrouble+err.Error())
			}
			d.keep(true)
			return
		}
	}
}

// armBell sets the timer for what the bell wants to do by time alone, and
// brings it forward if that has become sooner.
func (d *Desk) armBell(t *timer) {
	if t.armed && !d.rung {
		return
	}
	d.rung = false
	at := d.bell.Next(d.moment())
	if at.IsZero() || t.armed && at >= d.bellAt {
		return
	}
	now, _ := d.cfg.Clock.Now()
	d.bellAt = at
	t.again(max(at.Sub(now), 10*time.Millisecond))
}

// tick tells the bell that something beside the floor has changed.
func (d *Desk) tick() {
	d.rung = true
	d.call(d.bell.Tick(d.moment()))
}

// publish shows what has changed and says so.
func (d *Desk) publish() {
	urgent := d.urgent
	d.urgent, d.stale = false, false
	d.show()
	if d.cfg.Changed != nil {
		d.cfg.Changed(urgent)
	}
}

// show brings the dirty rows up to date and makes the result the newest
// snapshot.
func (d *Desk) show() {
	d.countUnsent()
	calls, channel := d.showCalls(), d.talk.show(d) // which may change rows
	for id, c := range d.dirty {
		d.book.Update(c)
		delete(d.dirty, id)
	}
	duties := d.showDuties() // before the team is shown, whose names they have
	meter := d.loads.show(d, d.teamOld)
	s := &Snapshot{
		Link: d.link, Me: d.me, Boards: d.book.Boards(), Loading: d.loading, Cached: d.cached,
		GapAll: d.gapAll, Notices: slices.Clone(d.notices), DND: d.dnd, Alarm: cmp.Or(d.alarm, d.jammed),
		Unsent: d.showUnsent(), Team: d.showTeam(), Shelves: d.showShelves(), Waits: d.showWaits(),
		Edition: d.edition, PolicyOld: d.policyOld, Policies: d.showPolicies(), Duties: duties, Calls: calls,
		Backends: d.outages.show(d), Channel: channel, Loads: meter, Transfer: transferOf(d.edition),
	}
	s.Outside = d.outside // which were made with the team
	d.showShift(s)
	if a := d.floor.Agent(d.me.Agent); a != nil {
		s.Focus = a.Focus
	}
	if d.me.Role == chat.RoleLead {
		s.Help = d.book.HelpCalls()
	}
	if d.dnd {
		s.Held = d.bell.Held(d.moment())
	}
	if c := d.floor.Chat(d.open); c != nil {
		s.Thread = d.showThread(c)
	}
	d.shown.Store(s)
}

func (d *Desk) nameOf(id chat.AgentID) string {
	if a := d.floor.Agent(id); a != nil && a.Name != "" {
		return a.Name
	}
	return string(id)
}

func (d *Desk) moment() alert.Moment {
	now, _ := d.cfg.Clock.Now()
	return alert.Moment{
		Now: now, DND: d.dnd, Foreground: d.foreground, Open: d.open, ShowText: d.cfg.ShowText, Policy: &d.edition.Policy,
		Me: alert.Me{Agent: d.me.Agent, Role: d.me.Role, Department: d.department(), Accountable: d.accountable()},
	}
}

func (d *Desk) call(as []alert.Action) {
	if len(as) > 0 && d.cfg.Caller != nil {
		d.cfg.Caller.Call(as)
		d.stale = true
	}
}

func (d *Desk) setAlarm(alarm *string, words string) {
	if *alarm != words {
		*alarm, d.urgent = words, true
	}
}

func (d *Desk) notice(id chat.ChatID, words string, bad bool) {
	now, _ := d.cfg.Clock.Now()
	d.noticed++
	n := Notice{N: d.noticed, At: now, Chat: id, Words: words, Bad: bad}
	if c := d.floor.Chat(id); c != nil && id != d.open {
		n.Customer = c.Customer.Name
	}
	d.notices = append(d.notices, n)
	if len(d.notices) > maxNotices {
		d.notices = slices.Delete(d.notices, 0, len(d.notices)-maxNotices)
	}
	d.urgent = true
}

// FloorHash returns the digest of the floor as this desk has folded it; two
// sides that agree have the same.
func (d *Desk) FloorHash() string {
	got := make(chan string, 1)
	d.do(func() { got <- d.floor.Hash() })
	select {
	case h := <-got:
		return h
	case <-d.ended:
		return ""
	}
}
