package native

import (
	"context"
	"errors"
	"runtime"
	"sync"
	"time"

	"github.com/gen2brain/beeep"
	"github.com/godbus/dbus/v5"
)

// Defaults of [Options].
const (
	defaultTimeout = 2 * time.Second
	defaultQueue   = 64
)

// Note is one notification.
type Note struct {
	// Key names it: the same key again replaces it. It is never shown.
	Key string
	// Title and Body are raw; they are cleaned here and nowhere else.
	Title, Body string
	// Urgent notes are critical: most services let them stand until they are
	// answered, and show them during the system's do-not-disturb.
	Urgent bool

	shown func(Status) // told what became of it; nil if nobody asks
}

// Status says what the system can do for us, for the status bar and for the
// alert strip that carries the rest.
type Status struct {
	// Works says that the last attempt reached somebody.
	Works bool
	// Via names what draws: a service such as "dunst", or "beeep".
	Via string
	// Why says in words what is wrong; empty if Works.
	Why string
	// Replaces, Withdraws and Clicks say what Via can do.
	Replaces, Withdraws, Clicks bool
	// Dropped counts notes that nobody drew.
	Dropped uint64
}

// Options configure a Notifier. The zero value is what a program wants, but
// for the callbacks.
type Options struct {
	// AppName is what the system shows as the sender; "Floorwalker" if empty.
	AppName string
	// OnClick is called with the key of a note that was clicked, and OnStatus
	// with each new status; either may be nil. They are called from the
	// notifier's goroutine and must neither block nor call Close.
	OnClick  func(key string)
	OnStatus func(Status)
	// Timeout bounds each call to the service, and Queue the keys that wait.
	Timeout time.Duration
	Queue   int
	// Dial makes a connection that the notifier owns; nil takes the session
	// bus where the system has one.
	Dial func(context.Context) (*dbus.Conn, error)
	// Fallback shows a note where no service answers; nil takes beeep.
	Fallback func(title, body string, urgent bool) error
	// Door is the fallback's; nil takes the system's own.
	Door *Door
}

// errNoBus says that the system has no session bus to look for.
var errNoBus = errors.New("this system has no notification service on D-Bus")

// Notifier shows, replaces and withdraws notifications. Its methods may be
// called from any goroutine and return at once.
type Notifier struct {
	opt  Options
	door Door

	wake   chan struct{}
	cancel context.CancelFunc
	done   chan struct{}

	mu      sync.Mutex
	waiting map[string]*Note // nil means withdraw
	order   []string
	status  Status
	closed  bool

	// What follows belongs to the worker.
	bus      *service
	fallback chan struct{} // closed when the call that hung has ended; nil if none does
}

// NewNotifier starts a notifier. It connects at the first note.
func NewNotifier(o Options) *Notifier {
	if o.AppName == "" {
		o.AppName = "Floorwalker"
	}
	if o.Timeout <= 0 {
		o.Timeout = defaultTimeout
	}
	if o.Queue <= 0 {
		o.Queue = defaultQueue
	}
	if o.Dial == nil {
		o.Dial = dialSession
	}
	if o.Fallback == nil {
		// The library has one name for the whole process.
		beeep.AppName = o.AppName
		o.Fallback = func(title, body string, _ bool) error { return beeep.Notify(title, body, "") }
	}
	ctx, cancel := context.WithCancel(context.Background())
	n := &Notifier{
		opt: o, door: systemDoor(runtime.GOOS), wake: make(chan struct{}, 1), cancel: cancel,
		done: make(chan struct{}), waiting: make(map[string]*Note),
		status: Status{Why: "No notification has been shown yet."},
	}
	if o.Door != nil {
		n.door = *o.Door
	}
	go n.work(ctx)
	return n
}

// systemDoor is where beeep's text goes.
func systemDoor(goos string) Door {
	switch goos {
	case "windows":
		return DoorWindows
	case "darwin":
		return DoorMac
	}
	return DoorCommand
}

// Show draws a note, or replaces the one with its key. A note that finds the
// queue full is dropped and counted.
func (n *Notifier) Show(note Note) {
	n.put(note.Key, &note)
}

// Withdraw removes the note of the key. Where that cannot be done it does
// nothing; a note that still waits is never drawn.
func (n *Notifier) Withdraw(key string) {
	n.put(key, nil)
}

// Test draws a note as Show does, and tells on the notifier's goroutine what became
// of it: whether somebody drew it, and who (C-TRF-02). A notifier that is closed, or
// whose queue is full, tells nothing.
func (n *Notifier) Test(note Note, done func(Status)) {
	note.shown = done
	n.put(note.Key, &note)
}

func (n *Notifier) put(key string, note *Note) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.closed {
		return
	}
	if _, ok := n.waiting[key]; !ok {
		if note != nil && len(n.order) >= n.opt.Queue {
			n.status.Dropped++
			return
		}
		n.order = append(n.order, key)
	}
	n.waiting[key] = note
	select {
	case n.wake <- struct{}{}:
	default:
	}
}

// Status returns what is known now.
func (n *Notifier) Status() Status {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.status
}

// Close withdraws what is on show, as far as that goes within one time-out,
// and waits for the goroutine. A fallback call that hangs is left behind.
func (n *Notifier) Close() {
	n.mu.Lock()
	n.closed = true
	n.mu.Unlock()
	n.cancel()
	<-n.done
}

func (n *Notifier) take() (key string, note *Note, ok bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if len(n.order) == 0 {
		return "", nil, false
	}
	key = n.order[0]
	n.order = n.order[1:]
	note = n.waiting[key]
	delete(n.waiting, key)
	return key, note, true
}

// tell sets the status and reports it if it is another one.
func (n *Notifier) tell(change func(*Status)) {
	n.mu.Lock()
	was := n.status
	change(&n.status)
	now := n.status
	n.mu.Unlock()
	if now != was && n.opt.OnStatus != nil {
		n.opt.OnStatus(now)
	}
}
