package hub

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

// scripted is a backend that does what it is told. Its calls are recorded.
type scripted struct {
	ready chan struct{} // closed when sink may be used

	mu       sync.Mutex // guards all below
	sink     driver.Sink
	calls    []string
	takeOver func(context.Context, chat.ChatID, driver.Person) error
	post     func(driver.Line) error
	serving  chat.AgentID
	ended    error // what Run returns at once, if not nil
}

func newScripted() *scripted { return &scripted{ready: make(chan struct{})} }

func (d *scripted) Name() string { return "scripted" }

func (d *scripted) Capabilities() chat.Capabilities {
	var all chat.Capabilities
	for _, op := range chat.Operations() {
		all = append(all, chat.Capability{Op: op, Ability: chat.AbilityNative})
	}
	return all
}

func (d *scripted) Run(ctx context.Context, sink driver.Sink) error {
	d.mu.Lock()
	d.sink = sink
	err := d.ended
	d.mu.Unlock()
	close(d.ready)
	if err != nil {
		return err
	}
	<-ctx.Done()
	return nil
}

// set changes what the backend does while it works.
func (d *scripted) set(change func(*scripted)) {
	d.mu.Lock()
	defer d.mu.Unlock()
	change(d)
}

func (d *scripted) note(format string, a ...any) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.calls = append(d.calls, fmt.Sprintf(format, a...))
}

func (d *scripted) called() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.calls)
}

func (d *scripted) TakeOver(ctx context.Context, id chat.ChatID, by driver.Person, claim chat.EventID) error {
	d.note("take over %s by %s as %s", id, by.ID, claim)
	d.mu.Lock()
	f := d.takeOver
	d.mu.Unlock()
	if f != nil {
		return f(ctx, id, by)
	}
	return nil
}

func (d *scripted) Post(_ context.Context, id chat.ChatID, l driver.Line) error {
	d.note("post %s %s: %s", id, l.From, l.Text)
	d.mu.Lock()
	f := d.post
	d.mu.Unlock()
	if f != nil {
		return f(l)
	}
	return nil
}

func (d *scripted) Serving(_ context.Context, id chat.ChatID) (chat.AgentID, error) {
	d.note("serving %s", id)
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.serving, nil
}

// repeatable is one that may be told the same line twice.
type repeatable struct{ *scripted }

func (repeatable) RepeatablePosts() bool { return true }
