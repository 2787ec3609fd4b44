package practice

import (
	"context"
	"errors"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

const (
	// batch is how many lines go to the log together when they are due
	// together.
	batch = 64
	// turnGap is the time between two lines of a chat in a file that tells no
	// times.
	turnGap = 6 * time.Second
)

// player plays a file. With a rate, chats take turns, one line each, so that
// up to Overlap are in progress at a time; without one, the lines' own times
// decide.
type player struct {
	p    *Practice
	file *index
	// active are the chats in progress, in the order of their turns.
	active []*playing
	next   int // index of the next chat of the file
}

// playing is one chat in progress.
type playing struct {
	*dialogue
	done  int
	start time.Duration // when its first line is due
}

func newPlayer(p *Practice, file *index) *player { return &player{p: p, file: file} }

func (y *player) run(ctx context.Context) {
	var err error
	if y.p.opts.Rate > 0 {
		err = y.atRate(ctx)
	} else {
		err = y.byTimes(ctx)
	}
	if err == nil {
		close(y.p.played.done)
	}
}

// atRate plays Rate lines in a second, catching up in batches where the log
// was slow.
func (y *player) atRate(ctx context.Context) error {
	began := y.p.opts.Now()
	sent := 0
	for {
		due := int(y.p.opts.Now().Sub(began).Seconds()*y.p.opts.Rate) + 1 - sent
		if due <= 0 {
			at := time.Duration(float64(sent) / y.p.opts.Rate * float64(time.Second))
			if err := sleep(ctx, at-y.p.opts.Now().Sub(began)+time.Microsecond); err != nil {
				return err
			}
			continue
		}
		picked := y.pick(min(due, batch))
		if len(picked) == 0 {
			return nil
		}
		if err := y.play(ctx, picked); err != nil {
			return err
		}
		sent += len(picked)
	}
}

// turn is one line to play.
type turn struct {
	chat *playing
	at   place
	last bool
}

// pick takes the next n lines, one from each chat in progress by turns.
func (y *player) pick(n int) []turn {
	var picked []turn
	for len(picked) < n {
		for len(y.active) < y.p.opts.Overlap && y.next < len(y.file.chats) {
			y.active = append(y.active, &playing{dialogue: y.file.chats[y.next]})
			y.next++
		}
		if len(y.active) == 0 {
			break
		}
		c := y.active[0]
		y.active = y.active[1:]
		t := c.take()
		picked = append(picked, t)
		if !t.last {
			y.active = append(y.active, c)
		}
	}
	return picked
}

func (c *playing) take() turn {
	t := turn{chat: c, at: c.turns[c.done], last: c.done == len(c.turns)-1}
	c.done++
	return t
}

// play delivers lines together; where the log refuses one of them because of a
// takeover, one by one.
func (y *player) play(ctx context.Context, turns []turn) error {
	facts := make([]chat.Event, 0, 2*len(turns))
	bots := make(map[chat.ChatID]struct{})
	for _, t := range turns {
		var bot bool
		facts, bot = y.facts(facts, t)
		if bot {
			bots[t.chat.id] = struct{}{}
		}
	}
	err := y.p.insistBatch(ctx, bots, facts)
	if errors.Is(err, driver.ErrFenced) {
		if len(turns) == 1 {
			return y.refused(ctx, turns[0])
		}
		for i := range turns {
			if err := y.play(ctx, turns[i:i+1]); err != nil {
				return err
			}
		}
		return nil
	}
	if err == nil {
		y.p.played.lines.Add(int64(len(turns)))
	}
	return err
}

// refused counts a line that the fence kept out, and still closes its chat.
func (y *player) refused(ctx context.Context, t turn) error {
	y.p.played.fenced.Add(1)
	if !t.last || !y.p.opts.CloseAtEnd {
		return nil
	}
	return y.p.insist(ctx, t.chat.id, false, closed(t.chat.id, fileOver))
}

const fileOver = "The recording ended."

// facts appends what one turn brings about; bot says whether the bot speaks.
func (y *player) facts(facts []chat.Event, t turn) (_ []chat.Event, bot bool) {
	l, err := y.file.read(t.at)
	if err != nil { // the file changed while it was played
		y.p.played.malformed.Add(1)
		y.p.opts.Logger.Warn("practice file: line lost", "chat", string(t.chat.id), "error", err)
	} else {
		l.Chat = t.chat.id
		facts = append(append(facts, y.p.preface(l)...), posted(l))
	}
	if t.last && y.p.opts.CloseAtEnd {
		facts = append(facts, closed(t.chat.id, fileOver))
	}
	return facts, l.From == chat.SpeakerBot
}

// byTimes plays every line when its own time, divided by the speed, has come.
// In a file that does not tell times, up to Overlap chats are in progress and
// each has a line every six seconds.
func (y *player) byTimes(ctx context.Context) error {
	began := y.p.opts.Now()
	for {
		y.admit()
		c, due := y.earliest()
		if c == nil {
			return nil
		}
		if err := sleep(ctx, due-y.p.opts.Now().Sub(began)); err != nil {
			return err
		}
		t := c.take()
		if t.last {
			y.dismiss(c, due)
		}
		if err := y.play(ctx, []turn{t}); err != nil {
			return err
		}
	}
}

// admit starts chats: all of them where the file says when each began, up to
// Overlap otherwise, spread over the gap between two lines.
func (y *player) admit() {
	for y.next < len(y.file.chats) && (y.file.timed || len(y.active) < y.p.opts.Overlap) {
		c := &playing{dialogue: y.file.chats[y.next]}
		c.start = y.p.scaled(turnGap) * time.Duration(y.next) / time.Duration(y.p.opts.Overlap)
		y.active = append(y.active, c)
		y.next++
	}
}

// earliest returns the chat whose next line is due first, and when, counted
// from the beginning.
func (y *player) earliest() (*playing, time.Duration) {
	var first *playing
	var when time.Duration
	for _, c := range y.active {
		if due := y.due(c); first == nil || due < when {
			first, when = c, due
		}
	}
	return first, when
}

func (y *player) due(c *playing) time.Duration {
	if !y.file.timed {
		return c.start + time.Duration(c.done)*y.p.scaled(turnGap)
	}
	return y.p.scaled(c.turns[c.done].at.Sub(y.file.chats[0].turns[0].at))
}

// dismiss ends a chat and lets the next one begin where it ended.
func (y *player) dismiss(c *playing, due time.Duration) {
	for i, o := range y.active {
		if o == c {
			y.active = append(y.active[:i], y.active[i+1:]...)
			break
		}
	}
	if y.file.timed || y.next >= len(y.file.chats) {
		return
	}
	y.active = append(y.active, &playing{
		dialogue: y.file.chats[y.next], start: due + y.p.scaled(turnGap),
	})
	y.next++
}
