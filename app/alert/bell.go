package alert

import (
	"slices"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// RepeatEvery is the pause between two rings of an unanswered P0.
const RepeatEvery = 5 * time.Second

// Glance is how long a P2 stands on the screen (spec/ux.md 4.3).
const Glance = 8 * time.Second

// budgetWindow is the minute of toasts.max.
const budgetWindow = time.Minute

// rollUpEvery is the least pause between two updates of the roll-up.
const rollUpEvery = time.Second

// Moment is what the bell must know about the person and the desk right now.
type Moment struct {
	Now chat.Instant
	Me  Me
	// DND is do-not-disturb.
	DND bool
	// Foreground says that the window is in front; Open is the chat that it
	// shows. Only both together mean that the person sees that chat.
	Foreground bool
	Open       chat.ChatID
	// ShowText lets bodies quote the customer.
	ShowText bool
	Policy   *policy.Policy
}

// sees reports whether the chat of k is before the person's eyes. What belongs to
// no chat never is: it stands until its reason has gone.
func (m Moment) sees(k Key) bool { return m.Foreground && k.Chat != nowhere && m.Open == k.Chat }

// holds reports whether do-not-disturb keeps r from this person.
func (m Moment) holds(r Reason) bool { return m.DND && (r.Urgency != P0 || !m.Me.Accountable) }

// Bell decides for one person. The zero value is ready.
type Bell struct {
	chats map[chat.ChatID][]*alarm
	// past are alarms whose reason has gone, by chat, until the chat closes: a
	// reason that comes back unchanged, such as after a takeover of mine that
	// failed, has only those calls left that it had.
	past map[chat.ChatID][]*alarm
	// shown are the times of the showings of the last minute, oldest first.
	shown  []chat.Instant
	rolled rollUp
	// latest is the greatest time seen, and rang that of the last sound of a
	// P0.
	latest, rang chat.Instant
	dnd          bool
}

// Changed takes in one chat after it has changed and returns what is to be
// done about it. It is called for every change, or at least for every one
// that touches ownership, stage, triggers or acknowledgements.
func (b *Bell) Changed(c *chat.Chat, at Moment) []Action {
	b.begin(&at)
	gone := b.take(c, at)
	return b.settle(append(gone, b.advance(b.chats[c.ID], at, false)...), at)
}

// Summarise takes in all chats at once, after signing in, waking up or a new
// snapshot. What is new in it comes as one notification, however much it is.
func (b *Bell) Summarise(cs []*chat.Chat, at Moment) []Action {
	b.begin(&at)
	var acts []Action
	left := make(map[chat.ChatID]bool, len(b.chats))
	for id := range b.chats {
		left[id] = id != nowhere // which is told by Team
	}
	for _, c := range cs {
		acts = append(acts, b.take(c, at)...)
		delete(left, c.ID)
	}
	for id, gone := range left {
		if gone {
			acts = append(acts, b.forget(id, nil)...)
			delete(b.past, id)
		}
	}
	sortWithdrawals(acts)
	return b.settle(append(acts, b.advance(b.all(), at, true)...), at)
}

// Tick does what time alone has made due. It is called at [Bell.Next], and
// whenever something in the Moment has changed.
func (b *Bell) Tick(at Moment) []Action {
	b.begin(&at)
	ended := b.dnd && !at.DND
	b.dnd = at.DND
	acts := b.advance(b.all(), at, ended)
	if r, ok := b.ring(at); ok {
		acts = append(acts, r)
	}
	return b.settle(acts, at)
}

// Next returns when [Bell.Tick] has something to do by time alone; zero means
// not before the next change.
func (b *Bell) Next(at Moment) chat.Instant {
	b.begin(&at)
	var next chat.Instant
	sooner := func(t chat.Instant) {
		if next.IsZero() || t < next {
			next = max(t, at.Now)
		}
	}
	for _, as := range b.chats {
		for _, a := range as {
			switch {
			case (a.phase == waiting || a.renewed) && a.rings() > at.Now:
				sooner(a.rings())
			case a.wantsRing(at):
				sooner(max(a.rang, b.rang).Add(RepeatEvery))
			case a.glanced():
				sooner(a.rang.Add(Glance))
			}
		}
	}
	if b.rolled.dirty {
		sooner(b.rolled.drawn.Add(rollUpEvery))
	}
	return next
}

// Concerned reports whether this person has been called about a chat, or will be:
// then whatever happens there has to be told to the bell.
func (b *Bell) Concerned(id chat.ChatID) bool { return len(b.chats[id]) > 0 }

// Held returns how many alerts wait behind do-not-disturb; they are on the
// wall only.
func (b *Bell) Held(at Moment) int {
	n := 0
	for _, as := range b.chats {
		for _, a := range as {
			if a.phase == waiting && a.rings() <= at.Now && at.holds(a.Reason) {
				n++
			}
		}
	}
	return n
}

func (b *Bell) begin(at *Moment) {
	b.latest = max(b.latest, at.Now)
	at.Now = b.latest
	if b.chats == nil {
		b.chats, b.past = make(map[chat.ChatID][]*alarm), make(map[chat.ChatID][]*alarm)
	}
	b.dnd = b.dnd || at.DND
}

// take replaces what is known of c by its present reasons.
func (b *Bell) take(c *chat.Chat, at Moment) []Action {
	acts := b.forget(c.ID, Reasons(c, at.Me, at.Policy))
	if !c.Active() && len(b.chats[c.ID]) == 0 {
		delete(b.past, c.ID)
	}
	return acts
}

// forget drops the alarms of a chat that are not among the reasons, and keeps
// or begins the others.
func (b *Bell) forget(id chat.ChatID, reasons []Reason) []Action {
	var acts []Action
	next := make([]*alarm, 0, len(reasons))
	for _, r := range reasons {
		next = append(next, b.merge(id, r))
	}
	for _, a := range b.chats[id] {
		if !slices.Contains(next, a) {
			acts = append(acts, b.hide(a, done)...)
			b.past[id] = append(b.past[id], a)
		}
	}
	if len(next) == 0 {
		delete(b.chats, id)
	} else {
		b.chats[id] = next
	}
	return acts
}

// merge finds the alarm of a reason. One that began later is a new reason
// under the same key: it may ring again, and replaces what is on show.
func (b *Bell) merge(id chat.ChatID, r Reason) *alarm {
	for _, a := range b.chats[id] {
		if a.Key != r.Key {
			continue
		}
		if a.Since == r.Since && a.Urgency == r.Urgency {
			a.Reason = r
			return a
		}
		a.Reason, a.times, a.renewed = r, 0, a.phase == shown || a.phase == rolled
		if a.phase == done {
			a.phase = waiting
		}
		return a
	}
	return b.recall(id, r)
}

// recall takes a reason's alarm out of the past, or begins one.
func (b *Bell) recall(id chat.ChatID, r Reason) *alarm {
	next := &alarm{Reason: r}
	b.past[id] = slices.DeleteFunc(b.past[id], func(a *alarm) bool {
		if a.Key != r.Key {
			return false
		}
		next.before = a.before
		if a.Since == r.Since && a.Urgency == r.Urgency {
			next.times, next.rang = a.times, a.rang
		}
		return true
	})
	if len(b.past[id]) == 0 {
		delete(b.past, id)
	}
	return next
}

func (b *Bell) all() []*alarm {
	var as []*alarm
	for _, of := range b.chats {
		as = append(as, of...)
	}
	slices.SortFunc(as, louder)
	return as
}
