package app

import (
	"errors"
	"maps"
	"reflect"

	"floorwalker/app/chat"
	"floorwalker/app/followup"
)

// The calls of a desk are kept as one sorted list, brought up to date by the chats
// that have changed and never by reading the floor. What this desk knows of
// attempts and the hub does not yet is laid over what the fold knows: a call that
// runs here shows as running, and stays so over a crash, because it is on the disk
// before it is shown (D-04).

// callbook is the list of calls and what it is made from.
type callbook struct {
	list []followup.Line
	// of are the chats that have lines in list.
	of map[chat.ChatID]bool
	// stale are chats whose lines may have changed beside d.dirty; the empty id
	// stands for all records. all asks for everything anew.
	stale map[chat.ChatID]bool
	all   bool
	// attempts are commands about attempts that the fold does not know yet.
	attempts map[chat.CommandID]chat.Command
	unsent   followup.Unsent
	// begun is when attempts of this run of the program began: the hub may refuse a
	// beginning whose end is told all the same.
	begun map[chat.AttemptID]chat.Instant
	// answers are those that somebody waits for, by the command.
	answers map[chat.CommandID]func(error)
}

func newCallbook() callbook {
	return callbook{
		of: make(map[chat.ChatID]bool), stale: make(map[chat.ChatID]bool), all: true,
		attempts: make(map[chat.CommandID]chat.Command), answers: make(map[chat.CommandID]func(error)),
		begun: make(map[chat.AttemptID]chat.Instant),
	}
}

// manyCalls is how many chats with calls change at once before the list is made
// anew instead of being mended chat by chat.
const manyCalls = 32

// showCalls returns the list, brought up to date by what has changed. It is called
// before d.dirty is cleared.
func (d *Desk) showCalls() []followup.Line {
	b := &d.calls
	for id, c := range d.dirty {
		if b.of[id] || len(c.Calls) > 0 || owesCall(c) {
			b.stale[id] = true
		}
	}
	switch {
	case b.all || len(b.stale) > manyCalls:
		b.list = followup.Lines(d.floor, d.shelves.followUps.book, b.unsent, d.edition)
		clear(b.of)
		for i := range b.list {
			b.of[b.list[i].Key.Chat] = true
		}
	default:
		for id := range b.stale {
			d.mendCalls(id)
		}
	}
	clear(b.stale)
	b.all = false
	return b.list
}

// mendCalls makes the lines of one chat, or those of all records, anew.
func (d *Desk) mendCalls(id chat.ChatID) {
	var fresh []followup.Line
	if id == "" {
		fresh = followup.RecordLines(d.floor, d.shelves.followUps.book, d.calls.unsent, d.edition)
	} else if c := d.floor.Chat(id); c != nil {
		fresh = followup.LinesOf(c, d.calls.unsent, d.edition)
	}
	if d.calls.of[id] = len(fresh) > 0; !d.calls.of[id] {
		delete(d.calls.of, id)
	}
	if same(d.calls.list, id, fresh) {
		return
	}
	d.calls.list = followup.Replace(d.calls.list, id, fresh)
}

// same reports whether the list has just these lines of a chat, so that a line of
// the chat that says nothing about its calls leaves the list that is shown alone.
func same(list []followup.Line, id chat.ChatID, fresh []followup.Line) bool {
	n := 0
	for i := range list {
		if list[i].Key.Chat != id {
			continue
		}
		n++
		now, ok := followup.Find(fresh, list[i].Key)
		if !ok || !reflect.DeepEqual(now, list[i]) {
			return false
		}
	}
	return n == len(fresh)
}

func owesCall(c *chat.Chat) bool {
	for i := range c.Obligations {
		if c.Obligations[i].Kind == chat.OwedCall {
			return true
		}
	}
	return false
}

// attempting notes that a command about an attempt waits, or does no more.
func (d *Desk) attempting(cmd chat.Command, waits bool) {
	switch cmd.Body.(type) {
	case *chat.BeginAttempt, *chat.EndAttempt:
	default:
		return
	}
	if _, had := d.calls.attempts[cmd.ID]; had == waits {
		return
	}
	if waits {
		d.calls.attempts[cmd.ID] = cmd
	} else {
		delete(d.calls.attempts, cmd.ID)
	}
	d.recallAttempts()
	d.calls.stale[cmd.Chat] = true
	d.urgent = true
}

// showShelves returns the team's books. What this desk has said of calls and the hub
// has not heard waits like an edit of a follow-up, and is counted with those.
func (d *Desk) showShelves() Shelves {
	v := d.shelves.show()
	n := len(d.calls.attempts)
	if n == 0 {
		return v
	}
	if v.Waiting == nil {
		v.Waiting = make(map[chat.Shelf]int, 1)
	}
	v.Waiting[chat.ShelfFollowUps] += n
	return v
}

// recallAttempts reads anew what this desk knows of attempts and the fold does not.
func (d *Desk) recallAttempts() {
	gap := d.edition.Policy.FollowUp.Gap
	d.calls.unsent = followup.UnsentOf(d.me.Agent, gap, maps.Values(d.calls.attempts))
}

// attempted notes that the fold has an event; if it is that of an attempt of this
// desk's, the attempt is no longer laid over the fold.
func (d *Desk) attempted(e *chat.Event) {
	if cmd, ok := d.calls.attempts[chat.CommandID(e.ID)]; ok {
		d.attempting(cmd, false)
	}
	switch b := e.Body.(type) {
	case *chat.AttemptBegan, *chat.CallPlaced:
		d.calls.stale[e.Chat] = true
	case *chat.AttemptEnded:
		d.calls.stale[e.Chat] = true
		d.superseded(b.Attempt.ID)
	}
}

// superseded forgets the beginning of an attempt whose end says it all, where the
// hub was never told of it.
func (d *Desk) superseded(id chat.AttemptID) {
	cmd, ok := d.calls.attempts[chat.CommandID(id)]
	if !ok {
		return
	}
	if _, waits := d.outbox.Entry(cmd.ID); !waits {
		delete(d.wishes, cmd.ID)
		d.attempting(cmd, false)
	}
}

// fact gives the outbox something that has happened: it goes whenever it can, and
// is never held for its age or for what others did meanwhile.
func (d *Desk) fact(id chat.CommandID, of chat.ChatID, body chat.Wish) (Waiting, error) {
	cmd := chat.Command{ID: id, Chat: of, Body: body}
	w, err := d.outbox.Add(cmd)
	if err != nil {
		return w, err
	}
	d.wishes[id] = cmd
	d.attempting(cmd, true)
	return w, nil
}

// Errors of what is asked for with an answer.
var (
	// ErrUnsure answers what was on its way when the connection broke.
	ErrUnsure = errors.New("the connection broke before the hub answered; look whether it was done")
)

// answer tells whoever waits for it what has become of a command.
func (d *Desk) answer(id chat.CommandID, err error) {
	got, ok := d.calls.answers[id]
	if !ok {
		return
	}
	delete(d.calls.answers, id)
	got(err)
}

// answered answers by the state of what waits; it reports whether somebody waited.
func (d *Desk) answered(w Waiting) bool {
	if _, ok := d.calls.answers[w.Command.ID]; !ok {
		return false
	}
	switch w.State {
	case WaitDone:
		d.answer(w.Command.ID, nil)
	case WaitRefused:
		d.answer(w.Command.ID, &RefusedError{Refusal: *w.Refusal})
	case WaitUnsure, WaitQueued, WaitHeld:
		d.answer(w.Command.ID, ErrUnsure)
	}
	return true
}

// RefusedError is the hub's no, in its words.
type RefusedError struct{ Refusal chat.Refusal }

// Error implements error.
func (e *RefusedError) Error() string { return spoken(e.Refusal.Words) }
