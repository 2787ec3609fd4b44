package hub

import (
	"context"
	"fmt"
	"sync"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

// able is a backend that can be told everything there is.
type able struct {
	*scripted

	mu     sync.Mutex // guards both below
	fails  func(op chat.Operation) error
	status driver.Status
}

func newAble() *able {
	return &able{scripted: newScripted(), status: driver.Status{State: chat.BackendLive}}
}

func (d *able) Title() string { return "Example Chat" }

func (d *able) Status() driver.Status {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.status
}

func (d *able) is(s driver.Status) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.status = s
}

func (d *able) fail(f func(op chat.Operation) error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.fails = f
}

func (d *able) asked(op chat.Operation, format string, a ...any) error {
	d.note("%s %s", op, fmt.Sprintf(format, a...))
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.fails == nil {
		return nil
	}
	return d.fails(op)
}

func (d *able) Note(_ context.Context, id chat.ChatID, l driver.Line) error {
	return d.asked(chat.OpNote, "%s by %s (%s): %s, %s", id, l.Person.ID, l.Person.Name, l.Text, l.Message)
}

func (d *able) Tag(_ context.Context, id chat.ChatID, add, remove []string) error {
	return d.asked(chat.OpTag, "%s %q %q", id, add, remove)
}

func (d *able) ForwardTeam(_ context.Context, id chat.ChatID, team string, claim chat.EventID) error {
	return d.asked(chat.OpForwardTeam, "%s to %s as %s", id, team, claim)
}

func (d *able) Return(_ context.Context, id chat.ChatID, claim chat.EventID) error {
	return d.asked(chat.OpReturn, "%s as %s", id, claim)
}

func (d *able) Join(_ context.Context, id chat.ChatID, who driver.Person) error {
	return d.asked(chat.OpJoin, "%s %s", id, who.ID)
}

func (d *able) Leave(_ context.Context, id chat.ChatID, who driver.Person) error {
	return d.asked(chat.OpLeave, "%s %s", id, who.ID)
}

func (d *able) End(_ context.Context, id chat.ChatID, e driver.Ending) error {
	return d.asked(chat.OpEnd, "%s by %s as %s: %s", id, e.By.ID, e.Claim, e.Reason)
}

func (d *able) Block(_ context.Context, id chat.ChatID, on bool) error {
	return d.asked(chat.OpBlock, "%s %t", id, on)
}

func (d *able) Transcript(_ context.Context, id chat.ChatID, mail string) error {
	return d.asked(chat.OpTranscript, "%s to %s", id, mail)
}

func (d *able) AskRating(_ context.Context, id chat.ChatID, style string, claim chat.EventID) error {
	return d.asked(chat.OpRating, "%s with %s as %s", id, style, claim)
}
