package native

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
)

// noFallback fails the test if anybody needs it.
func noFallback(t *testing.T) func(string, string, bool) error {
	return func(title, _ string, _ bool) error {
		t.Errorf("%q went to the fallback", title)
		return nil
	}
}

// clicker is a notifier on a bus with a service, and what was clicked.
func clicker(t *testing.T, caps ...string) (n *Notifier, s *fakeService, clicks chan string, bus string) {
	t.Helper()
	bus = startBus(t)
	s = startService(t, bus, caps...)
	clicks = make(chan string, 10)
	n = NewNotifier(Options{Dial: dialer(bus), Fallback: noFallback(t), OnClick: func(k string) { clicks <- k }})
	t.Cleanup(n.Close)
	return n, s, clicks, bus
}

func TestShowAndReplace(t *testing.T) {
	n, s, _, _ := clicker(t, "actions", "body", "body-markup")
	n.Show(Note{Key: "k", Title: "Asha <R.>", Body: "a <b>&\n]]> $(x)", Urgent: true})
	first := next(t, s.shown, "the first note")
	if first.app != "Floorwalker" || first.replaces != 0 || first.expire != 0 {
		t.Errorf("%+v", first)
	}
	// Titles are never markup; bodies are where the service says so.
	if first.title != "Asha <R.>" || first.body != "a &lt;b&gt;&amp; ]] &gt; ＄(x)" {
		t.Errorf("%q %q", first.title, first.body)
	}
	if first.hints["urgency"].Value() != urgencyCritical || first.actions[0] != "default" {
		t.Errorf("%+v", first)
	}
	n.Show(Note{Key: "k", Title: "Asha R.", Body: "again"})
	if again := next(t, s.shown, "its replacement"); again.replaces != first.id || again.hints["urgency"].Value() != urgencyNormal {
		t.Errorf("%+v", again)
	}
	n.Show(Note{Key: "other", Title: "Rohan M."})
	if other := next(t, s.shown, "another note"); other.replaces != 0 || other.id == first.id {
		t.Errorf("%+v", other)
	}
}

// Only the service itself is believed, and only the default action.
func TestClick(t *testing.T) {
	n, s, clicks, bus := clicker(t, "actions")
	n.Show(Note{Key: "a"})
	n.Show(Note{Key: "b"})
	a, b := next(t, s.shown, "a note"), next(t, s.shown, "another")
	stranger, err := dbus.Connect(bus)
	if err != nil {
		t.Fatal(err)
	}
	defer stranger.Close()
	// Sent to the notifier by name, it passes any filter on the bus.
	forged := &dbus.Message{
		Type: dbus.TypeSignal, Body: []any{b.id, "default"},
		Headers: map[dbus.HeaderField]dbus.Variant{
			dbus.FieldPath: dbus.MakeVariant(busPath), dbus.FieldInterface: dbus.MakeVariant(busIface),
			dbus.FieldMember: dbus.MakeVariant("ActionInvoked"), dbus.FieldDestination: dbus.MakeVariant(b.from),
			dbus.FieldSignature: dbus.MakeVariant(dbus.SignatureOf(b.id, "default")),
		},
	}
	if err := stranger.Send(forged, nil).Err; err != nil {
		t.Fatal(err)
	}
	// A call and its answer, so that the stranger's signal is not behind ours.
	if err := stranger.BusObject().Call("org.freedesktop.DBus.GetId", 0).Err; err != nil {
		t.Fatal(err)
	}
	s.emit(t, "ActionInvoked", b.id, "settings")
	s.emit(t, "ActionInvoked", uint32(99), "default")
	s.emit(t, "ActionInvoked", a.id, "default")
	if k := next(t, clicks, "a click"); k != "a" {
		t.Errorf("clicked %q", k)
	}
	if len(clicks) != 0 {
		t.Errorf("%d clicks too many", len(clicks))
	}
}

// A service that stacks is told to take the old one away.
func TestServiceThatStacks(t *testing.T) {
	n, s, _, _ := clicker(t)
	s.mu.Lock()
	s.stacks = true
	s.mu.Unlock()
	n.Show(Note{Key: "k"})
	first := next(t, s.shown, "a note")
	n.Show(Note{Key: "k"})
	second := next(t, s.shown, "the other")
	if id := next(t, s.closed, "the old one to go"); id != first.id {
		t.Errorf("closed %d of %d and %d", id, first.id, second.id)
	}
}

func TestWithdraw(t *testing.T) {
	n, s, clicks, _ := clicker(t, "actions")
	n.Show(Note{Key: "a"})
	n.Show(Note{Key: "b"})
	a, b := next(t, s.shown, "a note"), next(t, s.shown, "another")
	n.Withdraw("a")
	if id := next(t, s.closed, "a withdrawal"); id != a.id {
		t.Errorf("closed %d", id)
	}
	// One that the user closed is forgotten, and so is a click on it.
	s.emit(t, "NotificationClosed", b.id, uint32(2))
	s.emit(t, "ActionInvoked", b.id, "default")
	n.Show(Note{Key: "last", Title: "Bela K."})
	s.emit(t, "ActionInvoked", next(t, s.shown, "the last note").id, "default")
	if k := next(t, clicks, "a click"); k != "last" {
		t.Errorf("clicked %q", k)
	}
	n.Withdraw("never shown")
	n.Withdraw("b")
	if st := n.Status(); st != (Status{Works: true, Via: "fake", Replaces: true, Withdraws: true, Clicks: true}) {
		t.Errorf("%+v", st)
	}
	// Closing takes the rest along, and no more than that.
	n.Close()
	if id := next(t, s.closed, "the withdrawal at the end"); id == a.id || id == b.id || len(s.closed) != 0 {
		t.Errorf("closed %d, and %d more", id, len(s.closed))
	}
}

func TestServiceWithoutMarkup(t *testing.T) {
	bus := startBus(t)
	s := startService(t, bus, "body")
	n := NewNotifier(Options{Dial: dialer(bus), Fallback: noFallback(t)})
	defer n.Close()
	n.Show(Note{Key: "k", Body: "a <b> & c"})
	got := next(t, s.shown, "the note")
	if got.body != "a <b> & c" || got.title != "Floorwalker" || len(got.actions) != 0 {
		t.Errorf("%+v", got)
	}
}

// A service that hangs costs notes, which are counted, and nobody's time.
func TestHangingService(t *testing.T) {
	bus := startBus(t)
	s := startService(t, bus)
	s.mu.Lock()
	s.hang = make(chan struct{})
	s.mu.Unlock()
	statuses := make(chan Status, 100)
	n := NewNotifier(Options{
		Dial: dialer(bus), Fallback: noFallback(t), Timeout: 50 * time.Millisecond, Queue: 4,
		OnStatus: func(st Status) { statuses <- st },
	})
	n.Show(Note{Key: "first", Title: "x"})
	next(t, s.shown, "the call that hangs")
	for i := range 100 {
		n.Show(Note{Key: fmt.Sprint(i), Title: "x"})
	}
	// With four in the queue and one on the way at least 95 found it full,
	// unless the first had timed out by then; those that waited fail later.
	var last Status
	for last.Dropped < 101 {
		last = next(t, statuses, "the drops to be counted")
		if last.Works || !strings.Contains(last.Why, "do not answer") {
			t.Fatalf("%+v", last)
		}
	}
	// It recovers by itself; on a busy machine not at the first attempt, as
	// the time-out is short.
	s.mu.Lock()
	close(s.hang)
	s.hang = nil
	s.mu.Unlock()
	n.Show(Note{Key: "again", Title: "recovered"})
	for !next(t, statuses, "recovery").Works {
		n.Show(Note{Key: "again", Title: "recovered"})
	}
	n.Close()
	n.Show(Note{Key: "late"}) // After Close nothing happens.
}

// The bus itself may accept and say nothing.
func TestHangingDial(t *testing.T) {
	release := make(chan struct{})
	statuses := make(chan Status, 10)
	n := NewNotifier(Options{
		Dial:     func(context.Context) (*dbus.Conn, error) { <-release; return nil, errNoBus },
		Fallback: noFallback(t), Timeout: 20 * time.Millisecond, OnStatus: func(st Status) { statuses <- st },
	})
	n.Show(Note{Key: "k"})
	if st := next(t, statuses, "a status"); st.Works || st.Dropped != 1 {
		t.Errorf("%+v", st)
	}
	n.Close()
	close(release)
}

func TestServiceRestarts(t *testing.T) {
	bus := startBus(t)
	s := startService(t, bus)
	statuses := make(chan Status, 10)
	n := NewNotifier(Options{Dial: dialer(bus), Fallback: noFallback(t), OnStatus: func(st Status) { statuses <- st }})
	defer n.Close()
	n.Show(Note{Key: "k"})
	next(t, s.shown, "the note")
	for !next(t, statuses, "it works").Works {
	}
	_ = s.conn.Close()
	if st := next(t, statuses, "the loss"); st.Works || st.Why == "" {
		t.Errorf("%+v", st)
	}
	s = startService(t, bus, "body-markup")
	n.Show(Note{Key: "k", Body: "<"})
	if got := next(t, s.shown, "the note on the new service"); got.replaces != 0 || got.body != "&lt;" {
		t.Errorf("%+v", got)
	}
}

// Where no service answers the library shows, through its own door.
func TestFallback(t *testing.T) {
	type shown struct {
		title, body string
		urgent      bool
	}
	got := make(chan shown, 10)
	door := DoorMac
	n := NewNotifier(Options{
		Dial: func(context.Context) (*dbus.Conn, error) { return nil, errNoBus }, Door: &door,
		Fallback: func(title, body string, urgent bool) error {
			got <- shown{title, body, urgent}
			if title == "bad" {
				return errors.New("no display")
			}
			return nil
		},
	})
	defer n.Close()
	n.Show(Note{Key: "k", Title: "-क्\u200dष", Body: "$(x)", Urgent: true})
	if s := next(t, got, "the fallback"); s != (shown{"क्ष", "＄(x)", true}) {
		t.Errorf("%+v", s)
	}
	n.Withdraw("k")
	n.Show(Note{Key: "b", Title: "bad"})
	next(t, got, "the second")
	n.Close()
	if st := n.Status(); st.Works || !strings.Contains(st.Why, "no display") || st.Dropped != 1 {
		t.Errorf("%+v", st)
	}
}

func TestFallbackHangs(t *testing.T) {
	release, started := make(chan struct{}), make(chan struct{}, 10)
	statuses := make(chan Status, 10)
	n := NewNotifier(Options{
		Dial:    func(context.Context) (*dbus.Conn, error) { return nil, errNoBus },
		Timeout: 20 * time.Millisecond, OnStatus: func(st Status) { statuses <- st },
		Fallback: func(string, string, bool) error { started <- struct{}{}; <-release; return nil },
	})
	for i := range 3 {
		n.Show(Note{Key: fmt.Sprint(i)})
	}
	for next(t, statuses, "three drops").Dropped < 3 {
	}
	if len(started) != 1 {
		t.Errorf("%d calls hang, one is enough", len(started))
	}
	n.Close()
	close(release)
}

// A note that is withdrawn before its turn is never drawn, and a newer one
// takes the place of the older in the queue.
func TestQueueMerges(t *testing.T) {
	release, titles := make(chan struct{}), make(chan string, 10)
	n := NewNotifier(Options{
		Dial:     func(context.Context) (*dbus.Conn, error) { <-release; return nil, errNoBus },
		Fallback: func(title, _ string, _ bool) error { titles <- title; return nil },
		Timeout:  patience,
	})
	n.Show(Note{Key: "first", Title: "first"})
	n.Show(Note{Key: "k", Title: "old"})
	n.Show(Note{Key: "gone", Title: "gone"})
	n.Show(Note{Key: "k", Title: "new"})
	n.Withdraw("gone")
	n.Show(Note{Key: "last", Title: "last"})
	close(release)
	var all []string
	for len(all) == 0 || all[len(all)-1] != "last" {
		all = append(all, next(t, titles, "the titles"))
	}
	if got := strings.Join(all, " "); got != "first new last" {
		t.Errorf("shown: %s", got)
	}
	n.Close()
}
