package daybook

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"

	"floorwalker/app/chat"
	"floorwalker/app/referee"
	"floorwalker/sync/wire"
)

// begin finds where the day begins on both streams.
func (b *Book) begin(ctx context.Context) error {
	now := b.cfg.Now()
	_, from, _ := dayAt(b.cfg.Edition(), now)
	team, err := b.cfg.Team(ctx)
	if err != nil {
		return err
	}
	floor := chat.NewFloor()
	for _, raw := range team {
		// Those of today come from the log, each at its place.
		if e, err := wire.DecodeEvent(raw, nil); err == nil && e.At < from {
			floor.Apply(&e)
		}
	}
	b.day, b.left = newDay(b.cfg.Edition(), now, floor), false
	if b.seq, err = seek(ctx, b.cfg.Journal.Read, from, instantOfEvent); err != nil {
		return err
	}
	b.audit, err = seek(ctx, b.cfg.Journal.ReadAudit, from, instantOfFact)
	return err
}

type reading = func(ctx context.Context, after uint64, visit func(seq uint64, data []byte) error) error

func instantOfEvent(raw []byte) (chat.Instant, error) {
	e, err := wire.DecodeEvent(raw, nil)
	return e.At, err
}

func instantOfFact(raw []byte) (chat.Instant, error) {
	var f struct{ At chat.Instant }
	err := json.Unmarshal(raw, &f)
	return f.At, err
}

// seek returns a position behind which a stream has all that happened from an instant
// on. The streams are in the order of time, so few places have to be looked at.
func seek(ctx context.Context, read reading, from chat.Instant, instant func([]byte) (chat.Instant, error)) (uint64, error) {
	// before reports whether the first fact behind a position is before from, and
	// where that fact is.
	before := func(after uint64) (at uint64, yes bool, err error) {
		err = read(ctx, after, func(seq uint64, raw []byte) error {
			t, err := instant(raw)
			if err != nil {
				return err
			}
			at, yes = seq, t < from
			return errEnough
		})
		if errors.Is(err, errEnough) {
			err = nil
		}
		return at, yes, err
	}
	low, high := uint64(0), uint64(1)
	for {
		at, yes, err := before(high)
		if err != nil {
			return 0, err
		}
		if !yes {
			break
		}
		low, high = at, 2*max(high, at)
	}
	for low < high { // all up to low are before from; what is behind high is not
		mid := low + (high-low)/2
		at, yes, err := before(mid)
		switch {
		case err != nil:
			return 0, err
		case yes:
			low = max(at, mid+1)
		default:
			high = mid
		}
	}
	return low, nil
}

// fact is one of a stream, of which either is set.
type fact struct {
	event *chat.Event
	seq   uint64
	look  *referee.AuditFact
}

func (f *fact) at() chat.Instant {
	if f.event != nil {
		return f.event.At
	}
	return f.look.At
}

// atOnce bounds how many events are in hand at a time.
const atOnce = 4096

// read takes in what both streams have beyond what was read.
func (b *Book) read(ctx context.Context) error {
	looks, err := b.looks(ctx)
	if err != nil {
		return err
	}
	for newest := b.cfg.Newest(); b.seq < newest; {
		events, at, err := b.events(ctx, newest)
		if err != nil {
			return err
		}
		for i := range events {
			for len(looks) > 0 && looks[0].at() < events[i].at() {
				b.look(looks[0].look)
				looks = looks[1:]
			}
			if err := b.event(ctx, &events[i]); err != nil {
				return err
			}
		}
		b.seq = at
	}
	for i := range looks {
		b.look(looks[i].look)
	}
	return nil
}

// looks returns the facts of the audit stream that have come.
func (b *Book) looks(ctx context.Context) (news []fact, err error) {
	err = b.cfg.Journal.ReadAudit(ctx, b.audit, func(seq uint64, raw []byte) error {
		var f referee.AuditFact
		if err := json.Unmarshal(raw, &f); err != nil {
			return err
		}
		b.audit = seq
		news = append(news, fact{look: &f, seq: seq})
		return nil
	})
	return news, err
}

// events returns the next ones of the log, and the position behind them.
func (b *Book) events(ctx context.Context, newest uint64) (news []fact, at uint64, err error) {
	take := func(raw []byte) error {
		e, err := wire.DecodeEvent(raw, nil)
		if err == nil {
			news = append(news, fact{event: &e})
		}
		return err
	}
	if lines, at, ok := b.cfg.Fresh(b.seq); ok {
		for _, raw := range lines {
			if err := take(raw); err != nil {
				return nil, 0, err
			}
		}
		return news, at, nil
	}
	at = newest
	err = b.cfg.Journal.Read(ctx, b.seq, func(seq uint64, raw []byte) error {
		if seq > newest {
			return errEnough
		}
		if err := take(bytes.Clone(raw)); err != nil {
			return err
		}
		if len(news) < atOnce {
			return nil
		}
		at = seq
		return errEnough
	})
	if err != nil && !errors.Is(err, errEnough) {
		return nil, 0, err
	}
	return news, at, nil
}

// event folds one and counts it.
func (b *Book) event(ctx context.Context, f *fact) error {
	e := f.event
	if e.Chat != "" && b.day.floor.Chat(e.Chat) == nil && !begins(e) {
		if err := b.recall(ctx, e); err != nil {
			return err
		}
	}
	b.pass(e.At)
	b.day.take(e)
	return nil
}

// begins reports whether a chat has no past before e.
func begins(e *chat.Event) bool {
	o, ok := e.Body.(*chat.ChatOpened)
	return ok && o.Since.IsZero()
}

// recall folds what a chat was before e, uncounted: it happened on another day, or the
// chat had left the floor since.
func (b *Book) recall(ctx context.Context, e *chat.Event) error {
	err := b.cfg.Journal.ReadChat(ctx, e.Chat, func(_ uint64, raw []byte) error {
		past, err := wire.DecodeEvent(bytes.Clone(raw), nil)
		if err != nil {
			return err
		}
		if past.ID == e.ID || past.At > e.At {
			return errEnough
		}
		b.day.floor.Apply(&past)
		return nil
	})
	if errors.Is(err, errEnough) {
		return nil
	}
	return err
}

// look takes in an audit fact.
func (b *Book) look(f *referee.AuditFact) {
	if f.At >= b.day.from {
		b.pass(f.At)
		b.day.look(f)
	}
}

// pass sees to what time alone brings about before an instant: the next day, and
// that whoever looked at something when the hub before this one ended does not any more.
func (b *Book) pass(at chat.Instant) {
	if !b.left && at >= b.cfg.Began {
		b.left = true
		b.day.rooms.left()
	}
	b.turn(at)
}

// turn begins the next day if an instant belongs to it.
func (b *Book) turn(at chat.Instant) {
	if at < b.day.to {
		return
	}
	b.day = b.day.next(b.cfg.Edition(), at)
}
