package conformance

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

// play is one case under way.
type play struct {
	*testing.T
	backend Backend
	c       kase
	driver  driver.Driver
	vendor  Vendor
	floor   *Floor
	log     journal
	stop    func() // ends the driver's Run
	claims  int
}

// opened starts the stand-in. The driver does not run yet.
func opened(t *testing.T, b Backend, c kase) *play {
	p := &play{T: t, backend: b, c: c, stop: func() {}}
	f := c.faults
	f.Log = slog.New(slog.NewTextHandler(&p.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	p.driver, p.vendor = b.Open(t, f)
	p.floor = NewFloor(p.driver, now)
	return p
}

// fits reports whether the vendor and the driver have what the case is about.
func (p *play) fits() bool {
	for _, a := range p.c.needs {
		if !p.vendor.Can(a) {
			return false
		}
	}
	return p.c.op == "" || p.driver.Capabilities().Can(p.c.op)
}

// run plays the case and looks at what every case has to keep.
func (p *play) run() {
	defer func() { // also where the case has given up
		p.stop()
		p.keepSecrets()
	}()
	p.c.run(p)
}

// start lets the driver run.
func (p *play) start() {
	p.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- p.driver.Run(ctx, p.floor) }()
	p.stop = func() {
		p.Helper()
		p.stop = func() {}
		cancel()
		select {
		case err := <-done:
			if err != nil && !errors.Is(err, context.Canceled) {
				p.Errorf("Run ended with %v, want nil", err)
			}
		case <-time.After(10 * time.Second):
			p.Fatal("Run does not end with its context")
		}
	}
	synctest.Wait()
}

// restart replaces the driver by a new one of the same vendor.
func (p *play) restart() {
	p.Helper()
	p.stop()
	f := p.c.faults
	f.Log = slog.New(slog.NewTextHandler(&p.log, nil))
	p.driver = p.backend.Again(p.T, p.vendor, f)
	p.floor.adopt(p.driver)
	p.start()
}

// keepSecrets fails for a credential in what the driver has said of itself.
func (p *play) keepSecrets() {
	p.Helper()
	said := p.log.String()
	if r, ok := p.driver.(driver.Reporter); ok {
		said += fmt.Sprintf("%+v", r.Status())
	}
	for _, s := range p.backend.Secrets {
		if strings.Contains(said, s) {
			p.Errorf("a credential is in the log or the status")
		}
	}
	if strings.Contains(said, private) {
		p.Errorf("what people wrote is in the log or the status:\n%s", said)
	}
}

// private stands in every line that is said in a case, so that it would be noticed in
// a log.
const private = "between us"

// say returns a text that is unlike all others of the case.
func say(format string, args ...any) string { return private + ": " + fmt.Sprintf(format, args...) }

// settles is how long the driver may take to see what happens.
func (p *play) settles() time.Duration {
	if p.backend.Settles > 0 {
		return p.backend.Settles
	}
	return 2 * time.Second
}

func (p *play) returns() time.Duration {
	if p.backend.Returns > 0 {
		return p.backend.Returns
	}
	return 2 * time.Minute
}

// soon waits until wrong says nothing any more, and fails with what it says otherwise.
func (p *play) soon(within time.Duration, wrong func() string) {
	p.Helper()
	end := now().Add(within)
	for {
		synctest.Wait()
		what := wrong()
		if what == "" {
			return
		}
		if !now().Before(end) {
			p.Fatalf("after %s of simulated time: %s", within, what)
		}
		time.Sleep(min(within/20, time.Second))
	}
}

// agree waits until floor and vendor say the same of these chats.
func (p *play) agree(within time.Duration, ids ...chat.ChatID) {
	p.Helper()
	p.soon(within, func() string {
		for _, id := range ids {
			if what := p.differs(id); what != "" {
				return fmt.Sprintf("chat %s: %s", id, what)
			}
		}
		return ""
	})
}

// takeOver claims the chat as the hub does and tells the driver.
func (p *play) takeOver(id chat.ChatID, by chat.AgentID) error {
	p.claims++
	claim := chat.EventID(fmt.Sprintf("claim-%d", p.claims))
	p.floor.put(chat.Event{ID: claim, Chat: id, By: by, Body: &chat.TakeOverClaimed{Agent: by}})
	err := p.callTakeOver(id, by, claim)
	if unsure(err) {
		var serving chat.AgentID
		if serving, err = p.serving(id); err == nil && serving != by {
			err = driver.ErrUnsure
		}
	}
	if err != nil {
		p.floor.put(chat.Event{ID: claim + "/reverted", Chat: id, Body: &chat.TakeOverReverted{Agent: by}})
		return err
	}
	p.floor.put(chat.Event{ID: claim + "/taken", Chat: id, By: by, Body: &chat.ChatTakenOver{Agent: by}})
	return nil
}

// callTakeOver is the call alone.
func (p *play) callTakeOver(id chat.ChatID, by chat.AgentID, claim chat.EventID) error {
	return p.call(id, func(ctx context.Context) error { return p.driver.TakeOver(ctx, id, person(by), claim) })
}

func (p *play) serving(id chat.ChatID) (chat.AgentID, error) {
	var who chat.AgentID
	err := p.call(id, func(ctx context.Context) (err error) {
		who, err = p.driver.Serving(ctx, id)
		return err
	})
	return who, err
}

// post posts a line as the hub does.
func (p *play) post(id chat.ChatID, by chat.AgentID, text string, file *chat.File) error {
	p.claims++
	m := chat.MessageID(fmt.Sprintf("01J%023d", p.claims))
	line := driver.Line{Message: m, From: chat.SpeakerAgent, Person: person(by), Text: text, File: file}
	p.floor.put(chat.Event{ID: chat.EventID(m), Chat: id, By: by, Body: &chat.MessagePosted{
		Message: m, From: chat.SpeakerAgent, Name: line.Person.Name, Text: text, Delivery: chat.DeliveryPending, File: file,
	}})
	err := p.call(id, func(ctx context.Context) error { return p.driver.Post(ctx, id, line) })
	d := chat.DeliverySent
	switch {
	case unsure(err):
		d = chat.DeliveryUnsure
	case err != nil:
		d = chat.DeliveryFailed
	}
	p.floor.put(chat.Event{ID: chat.EventID(m) + "/" + chat.EventID(d), Chat: id, Body: &chat.MessageDelivered{Message: m, Delivery: d}})
	return err
}

// call calls the driver with the time that the hub gives it.
func (p *play) call(id chat.ChatID, f func(context.Context) error) error {
	return p.floor.tell(id, func() error {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		err := f(ctx)
		if err != nil {
			_, _ = p.log.Write([]byte(err.Error() + "\n"))
		}
		return err
	})
}

// must fails the case for an error.
func (p *play) must(err error) {
	p.Helper()
	if err != nil {
		p.Fatal(err)
	}
}

func unsure(err error) bool {
	return errors.Is(err, driver.ErrUnsure) || errors.Is(err, context.DeadlineExceeded)
}

func person(id chat.AgentID) driver.Person {
	i := slices.IndexFunc(People(), func(p driver.Outsider) bool { return p.ID == string(id) })
	return driver.Person{ID: id, Name: People()[i].Name}
}

// journal collects a driver's log.
type journal struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (j *journal) Write(b []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.b.Write(b)
}

func (j *journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.b.String()
}
