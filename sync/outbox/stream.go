package outbox

import (
	"slices"

	"floorwalker/app/chat"
)

// The methods of this file are the stream's side.

// Live says that nothing is missing from the fold, and who works here on which
// floor, as one string. What the fold knows is Done, what may go goes, and the
// rest is Held. The error is Flush's.
func (o *Outbox) Live(who string) error {
	o.live, o.who, o.notNow = true, who, 0
	for _, it := range slices.Clone(o.items) {
		switch {
		case o.known(it):
			o.done(it)
		case it.State == Held && it.Why == HeldOther && it.Who == who && it.lasting():
			it.free() // its maker is back, and it is as good as ever
			o.change(it)
		case it.State == Held && it.Why == HeldOther && it.Who == who:
			it.hold(HeldOld) // its maker is back
			o.change(it)
		}
	}
	return o.Flush()
}

// CatchingUp says that the feed reads again what it missed, on a connection
// that may be the same: answers still come, but nothing more goes.
func (o *Outbox) CatchingUp() { o.live = false }

// Broken says that the connection has ended: what was sent and not answered
// is Unsure.
func (o *Outbox) Broken() {
	defer o.tell()
	o.live = false
	for _, it := range o.items {
		if it.State == Sent {
			it.State = Unsure // on disk it is that already
			o.news = append(o.news, it.Entry)
		}
	}
}

// Result is the hub's answer: nil, or why not. Answers of older connections
// must not come here.
func (o *Outbox) Result(id chat.CommandID, refusal *chat.Refusal) {
	defer o.tell()
	it := o.byID[id]
	switch {
	case it == nil:
	case refusal == nil:
		o.done(it)
	case it.lasting() && later(refusal.Code) && !begins(it):
		o.postpone(it)
	case o.repeated(it):
		o.done(it)
	default:
		no := *refusal
		it.State, it.Why, it.Refusal = Refused, "", &no
		o.change(it)
	}
}

// Happened says that the fold has a new event. If it is a command's, that is
// Done, whatever was thought of it before.
func (o *Outbox) Happened(id chat.ChatID, event chat.EventID) {
	it := o.byID[chat.CommandID(event)]
	if it == nil || it.Command.Chat != id {
		return
	}
	defer o.tell()
	o.done(it)
}

// Flush writes what has ended or changed, and sends what may go. The desk
// calls it after each burst of news, and after [Outbox.Next]; it costs nothing
// when there is nothing to do. After an error everything is still here, and
// the next Flush tries again; a *StoreError is for the person to see.
func (o *Outbox) Flush() error {
	defer o.tell()
	now, uncertain := o.cfg.Now()
	o.silence(now)
	o.forgetTold(now)
	o.jam = false
	going := o.choose(now, uncertain)
	fresh := o.try(going)
	if err := o.write("flush"); err != nil {
		for _, it := range fresh {
			it.Tried = false // nothing goes that the disk does not know of
		}
		return err
	}
	for _, it := range going {
		if o.jam {
			break // nothing may overtake
		}
		o.send(it)
		if it.State == Sent {
			o.news = append(o.news, it.Entry)
		}
	}
	return nil
}

// try marks what goes as sent, perhaps, and returns what was not before.
func (o *Outbox) try(going []*item) (fresh []*item) {
	for _, it := range going {
		if !it.Tried {
			it.Tried = true
			if it.Who == "" {
				it.Who = o.who // whoever sends it has made it
			}
			o.dirty[it.Command.ID] = struct{}{}
			fresh = append(fresh, it)
		}
	}
	return fresh
}

// choose returns what goes by itself, and holds what would have but must not.
// Facts come first: what a chat's command is judged by may be among them. The
// shelves come last: nobody waits in front of a screen for them.
func (o *Outbox) choose(now chat.Instant, uncertain bool) []*item {
	if !o.live {
		return nil
	}
	going := append(o.chooseFacts(now), o.chooseBound(now, uncertain)...)
	return append(going, o.chooseShelved(now)...)
}

// chooseBound chooses from the commands of chats, each chat's in order.
func (o *Outbox) chooseBound(now chat.Instant, uncertain bool) (going []*item) {
	blocked := make(map[chat.ChatID]bool)
	for _, it := range o.items {
		if !it.waits() || it.lasting() || o.afterCalls(it) {
			continue
		}
		why := o.mustHold(it, now, uncertain)
		if why == "" && blocked[it.Command.Chat] {
			why = HeldBehind
		}
		if why == "" {
			going = append(going, it)
			continue
		}
		blocked[it.Command.Chat] = true
		it.hold(why)
		o.change(it)
	}
	return going
}

// mustHold returns why a waiting command must not go by itself.
func (o *Outbox) mustHold(it *item, now chat.Instant, uncertain bool) Hold {
	n, there := o.cfg.Folded(it.Command.Chat)
	switch {
	case it.Who == "":
		return HeldUnsigned
	case it.Who != o.who:
		return HeldOther
	case uncertain || it.Uncertain:
		return HeldTime
	case it.old(now):
		return HeldOld
	case !there:
		return HeldLeft
	case n != it.Basis:
		return HeldChanged
	}
	return ""
}

// silence holds what was sent on a connection that lives and has no answer.
// What is saved, and what has happened, is told again instead: twice does no harm.
func (o *Outbox) silence(now chat.Instant) {
	for _, it := range o.items {
		switch {
		case it.State != Sent || now.Sub(it.sentAt).Abs() <= MaxAge:
		case it.lasting():
			it.free()
			o.change(it)
		default:
			it.hold(HeldSilent)
			o.change(it)
		}
	}
}

// send hands a command to the connection. It says on disk that it may have
// been sent.
func (o *Outbox) send(it *item) {
	if err := o.cfg.Send(it.Command); err != nil {
		it.State, o.jam = Queued, true
		return
	}
	it.State = Sent
	it.sentAt, _ = o.cfg.Now()
}

func (o *Outbox) known(it *item) bool {
	return o.cfg.Knows(it.Command.Chat, chat.EventID(it.Command.ID))
}

func (o *Outbox) done(it *item) {
	it.State, it.Why, it.Refusal = Done, "", nil
	o.remove(it)
	if it.class() == fact {
		o.linger(it)
	}
	o.change(it)
}

// change notes what the disk and the desk do not know yet.
func (o *Outbox) change(it *item) {
	o.dirty[it.Command.ID] = struct{}{}
	o.news = append(o.news, it.Entry)
}

// tell calls Changed when the outbox is at rest, so that it may be called back.
func (o *Outbox) tell() {
	for len(o.news) > 0 {
		e := o.news[0]
		o.news = o.news[1:]
		if o.cfg.Changed != nil {
			o.cfg.Changed(e)
		}
	}
}
