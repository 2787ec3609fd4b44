package native

import (
	"context"
	"errors"

	"github.com/godbus/dbus/v5"
)

// ErrSlow says that the system took longer than the time-out.
var ErrSlow = errors.New("the system's notifications do not answer")

// work is the one goroutine that talks to the system.
func (n *Notifier) work(ctx context.Context) {
	defer close(n.done)
	defer n.hangUp()
	for {
		var signals <-chan *dbus.Signal
		if n.bus != nil {
			signals = n.bus.signals
		}
		select {
		case <-ctx.Done():
			return
		case s, ok := <-signals:
			n.signal(s, ok)
		case <-n.wake:
			n.drain(ctx)
		}
	}
}

func (n *Notifier) drain(ctx context.Context) {
	for ctx.Err() == nil {
		key, note, ok := n.take()
		switch {
		case !ok:
			return
		case note == nil:
			n.withdraw(ctx, key)
		default:
			n.show(ctx, note)
			if note.shown != nil {
				note.shown(n.Status())
			}
		}
		n.drainSignals()
	}
}

// drainSignals looks at what has come meanwhile, so that a busy queue does not
// keep a click waiting.
func (n *Notifier) drainSignals() {
	for n.bus != nil {
		select {
		case s, ok := <-n.bus.signals:
			n.signal(s, ok)
		default:
			return
		}
	}
}

func (n *Notifier) signal(s *dbus.Signal, ok bool) {
	if !ok {
		n.lose("The connection to the notification service has ended.")
		return
	}
	key, clicked := n.bus.heard(s)
	if n.bus.gone {
		n.lose("The notification service has ended.")
		return
	}
	if clicked && n.opt.OnClick != nil {
		n.opt.OnClick(key)
	}
}

func (n *Notifier) lose(why string) {
	n.bus.close()
	n.bus = nil
	n.tell(func(s *Status) { *s = Status{Why: why, Dropped: s.Dropped} })
}

func (n *Notifier) show(ctx context.Context, note *Note) {
	err := n.connect(ctx)
	if err == nil {
		call, cancel := n.bounded(ctx)
		err = n.bus.show(call, note)
		cancel()
	}
	switch {
	case err != nil && ctx.Err() != nil:
	case err == nil:
		n.tell(func(s *Status) {
			*s = Status{Works: true, Via: n.bus.name, Replaces: true, Withdraws: true, Clicks: n.bus.actions, Dropped: s.Dropped}
		})
	case errors.Is(err, context.DeadlineExceeded):
		// A service that hangs would hang the fallback, too: beeep asks it.
		n.drop(ErrSlow)
	default:
		n.fallBack(ctx, note)
	}
}

// bounded bounds a call by the time-out only. Close lets a call that is under
// way end, or it would lose the id of a note and leave it on the screen.
func (n *Notifier) bounded(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.WithoutCancel(ctx), n.opt.Timeout)
}

func (n *Notifier) drop(why error) {
	n.tell(func(s *Status) { *s = Status{Via: s.Via, Why: sentence(why), Dropped: s.Dropped + 1} })
}

// fallBack hands the note to a library that can only show, and that may hang.
// While it does, later notes are dropped: one lost goroutine is enough.
func (n *Notifier) fallBack(ctx context.Context, note *Note) {
	if n.fallback != nil {
		select {
		case <-n.fallback:
			n.fallback = nil
		default:
			n.drop(ErrSlow)
			return
		}
	}
	title, body := Clean(n.door, note.Title, MaxTitle), Clean(n.door, note.Body, MaxBody)
	if title == "" {
		title = n.opt.AppName
	}
	result, ended, show := make(chan error, 1), make(chan struct{}), n.opt.Fallback
	go func() {
		defer close(ended)
		result <- show(title, body, note.Urgent)
	}()
	call, cancel := n.bounded(ctx)
	defer cancel()
	select {
	case err := <-result:
		if err != nil {
			n.drop(err)
			return
		}
		n.tell(func(s *Status) { *s = Status{Works: true, Via: "beeep", Dropped: s.Dropped} })
	case <-call.Done():
		n.fallback = ended
		n.drop(ErrSlow)
	}
}

func (n *Notifier) withdraw(ctx context.Context, key string) {
	if n.bus == nil {
		return
	}
	call, cancel := n.bounded(ctx)
	defer cancel()
	if err := n.bus.withdraw(call, key); errors.Is(err, context.DeadlineExceeded) {
		n.tell(func(s *Status) { *s = Status{Via: s.Via, Why: sentence(ErrSlow), Dropped: s.Dropped} })
	}
}

// connect makes sure of a service. Dialling has no time-out of its own in the
// library, so it runs beside us, and cleans up after itself if it is late.
func (n *Notifier) connect(ctx context.Context) error {
	if n.bus != nil {
		return nil
	}
	call, cancel := context.WithTimeout(ctx, n.opt.Timeout)
	defer cancel()
	type dialled struct {
		bus *service
		err error
	}
	result := make(chan dialled, 1)
	go func() {
		bus, err := meet(call, n.opt.Dial, n.opt.AppName)
		result <- dialled{bus, err}
	}()
	select {
	case r := <-result:
		n.bus = r.bus
		return r.err
	case <-call.Done():
		go func() {
			if r := <-result; r.bus != nil {
				r.bus.close()
			}
		}()
		return call.Err()
	}
}

// hangUp takes what is on show with it: a note whose program has gone cannot
// be answered.
func (n *Notifier) hangUp() {
	if n.bus == nil {
		return
	}
	ctx, cancel := n.bounded(context.Background())
	defer cancel()
	for key := range n.bus.ids {
		if n.bus.withdraw(ctx, key) != nil {
			break
		}
	}
	n.bus.close()
	n.bus = nil
}

// sentence makes an error fit for the status bar.
func sentence(err error) string {
	return "Notifications: " + Clean(DoorService, err.Error(), MaxBody) + "."
}
