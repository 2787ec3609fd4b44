package dispatch

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/ticket"
	"floorwalker/assets"
	"floorwalker/sync/wire"
)

// journal is a log in memory.
type journal struct {
	mu    sync.Mutex
	epoch string
	lines [][]byte // the first has the sequence 1
	reads []uint64 // where each Read began
}

func (j *journal) Epoch() string { return j.epoch }

func (j *journal) Last() uint64 {
	j.mu.Lock()
	defer j.mu.Unlock()
	return uint64(len(j.lines))
}

func (j *journal) Read(_ context.Context, after uint64, visit func(uint64, []byte) error) error {
	j.mu.Lock()
	lines := slices.Clone(j.lines)
	j.reads = append(j.reads, after)
	j.mu.Unlock()
	for i := after; i < uint64(len(lines)); i++ {
		if err := visit(i+1, lines[i]); err != nil {
			return err
		}
	}
	return nil
}

func (j *journal) ReadChat(ctx context.Context, id chat.ChatID, visit func(uint64, []byte) error) error {
	j.mu.Lock()
	other := &journal{lines: slices.Clone(j.lines)}
	j.mu.Unlock()
	return other.Read(ctx, 0, func(seq uint64, data []byte) error {
		if e, err := wire.DecodeEvent(data, nil); err != nil || e.Chat != id {
			return err
		}
		return visit(seq, data)
	})
}

// add puts an event on the log.
func (j *journal) add(id chat.ChatID, at time.Time, body chat.Body) {
	j.mu.Lock()
	defer j.mu.Unlock()
	e := chat.Event{ID: chat.EventID(fmt.Sprint("e", len(j.lines))), At: chat.InstantOf(at), Chat: id, Body: body}
	j.lines = append(j.lines, wire.AppendEvent(nil, &e))
}

// rig is a dispatcher over a log in memory, with receivers on this machine.
type rig struct {
	*Dispatcher
	t       testing.TB
	dir     string
	journal *journal
	edition *policy.Edition
	began   time.Time
	at      time.Time // the time that the clock began at
	log     lockedBuffer
	ticks   chan time.Time
	end     func()
}

// quick is how many times faster than the real one the clock goes.
const quick = 200

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

func newRig(t testing.TB, settings string) *rig {
	t.Helper()
	e := *assets.Edition()
	e.Tickets = policy.Tickets{Hook: "desk", MailCopies: true}
	r := &rig{
		t: t, dir: t.TempDir(), journal: &journal{epoch: "one"}, edition: &e, began: time.Now(), at: noon, ticks: make(chan time.Time), end: func() {},
	}
	if settings != "" {
		r.settings(settings)
	}
	r.open()
	t.Cleanup(func() { r.close() })
	return r
}

func (r *rig) now() time.Time { return r.at.Add(time.Since(r.began) * quick) }

func (r *rig) open() {
	r.t.Helper()
	d, err := Open(Config{
		Dir: r.dir, Journal: r.journal, Now: r.now, Ticks: r.ticks,
		Edition: func() *policy.Edition { return r.edition },
		Logger:  slog.New(slog.NewTextHandler(&r.log, &slog.HandlerOptions{Level: slog.LevelDebug})),
		After: func(d time.Duration) (<-chan time.Time, func()) {
			timer := time.NewTimer(d / quick)
			return timer.C, func() { timer.Stop() }
		},
	})
	if err != nil {
		r.t.Fatal(err)
	}
	r.Dispatcher = d
}

// run lets it work until close.
func (r *rig) run() {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- r.Run(ctx) }()
	r.end = func() {
		cancel()
		if err := <-done; err != nil {
			r.t.Error(err)
		}
		r.end = func() {}
	}
}

func (r *rig) close() {
	r.end()
	if r.Dispatcher != nil {
		if err := r.Dispatcher.Close(); err != nil {
			r.t.Error(err)
		}
	}
	r.Dispatcher = nil
}

func (r *rig) settings(text string) {
	r.t.Helper()
	path := filepath.Join(r.dir, SettingsName)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		r.t.Fatal(err)
	}
}

// catchUp reads on, as Run does.
func (r *rig) catchUp() {
	r.t.Helper()
	r.Dispatcher.settings.look()
	if err := r.CatchUp(r.t.Context()); err != nil {
		r.t.Fatal(err)
	}
}

// aTicket is that of a chat which an agent has resolved.
func aTicket(id chat.ChatID) ticket.Ticket {
	opened := chat.InstantOf(noon) - 600_000
	return ticket.Ticket{
		Ref: ticket.RefOf(ticket.RefTicket, string(id), opened), Chat: id, Channel: chat.ChannelWebsite, Form: 1,
		Created: chat.InstantOf(noon), Opened: opened, Closed: chat.InstantOf(noon), Handled: ticket.HandledAgent,
		Contact: ticket.Answer{Value: "Rohan M."}, Phone: ticket.Answer{Value: "+910000000000"},
		Mail: "rohan@example.com", SendCopy: ticket.Yes, Category: "billing", Classification: "invoice", Priority: "high", FCR: ticket.Yes,
		Subject: "INTERNAL subject", Summary: "He asked for an invoice.", Sentiment: "neutral", Method: "chat", Topics: []ticket.ChoiceID{"invoice"},
		FollowUp: ticket.No, EndReason: "time_waster", Status: "closed", Assignee: "asha", Notes: "INTERNAL: his PIN is 4312, he shouts",
	}
}

// end puts a chat with a few lines on the log, and its end.
func (r *rig) endChat(t ticket.Ticket) {
	r.t.Helper()
	at := t.Opened.Time()
	j := r.journal
	j.add(t.Chat, at, &chat.ChatOpened{Customer: chat.Customer{Name: "Rohan M."}, Channel: chat.ChannelWebsite, Bot: true, Driver: "practice"})
	j.add(t.Chat, at, &chat.MessagePosted{Message: "m1", From: chat.SpeakerCustomer, Name: "Rohan M.", Text: "मेरा invoice? My card is 4111 1111 1111 1111"})
	j.add(t.Chat, at, &chat.MessagePosted{Message: "m2", From: chat.SpeakerBot, Text: "I look it up."})
	j.add(t.Chat, at, &chat.NotePosted{Message: "n1", Name: "Asha", Text: "INTERNAL note"})
	j.add(t.Chat, at, &chat.MessagePosted{Message: "m3", From: chat.SpeakerAgent, Name: "Asha", Text: "Here it is.\nHave a good day.", Delivery: chat.DeliveryPending})
	j.add(t.Chat, at, &chat.MessagePosted{Message: "m4", From: chat.SpeakerAgent, Name: "Asha", Text: "INTERNAL: this never arrived", Delivery: chat.DeliveryPending})
	j.add(t.Chat, at, &chat.MessageDelivered{Message: "m4", Delivery: chat.DeliveryFailed})
	j.add(t.Chat, at, &chat.MessagePosted{Message: "m5", From: chat.SpeakerSystem, Text: "INTERNAL system line"})
	r.save(t)
	j.add(t.Chat, t.Closed.Time(), &chat.ChatClosed{Reason: "resolved"})
}

func (r *rig) save(t ticket.Ticket) {
	r.t.Helper()
	raw, err := ticket.Encode(t)
	if err != nil {
		r.t.Fatal(err)
	}
	r.journal.add(t.Chat, noon, &chat.TicketSaved{Ref: string(t.Ref), Ticket: raw})
}

// delivered waits until so many parcels have ended well and nothing is pending.
func (r *rig) delivered() {
	r.t.Helper()
	for end := time.Now().Add(time.Minute); len(r.Dispatcher.courier.Pending()) > 0; time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			r.t.Fatalf("still pending: %+v", r.Dispatcher.courier.Pending())
		}
	}
}

type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(b)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}
