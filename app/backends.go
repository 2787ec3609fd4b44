package app

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"floorwalker/app/alert"
	"floorwalker/app/chat"
	"floorwalker/app/view"
)

// Backends is the way to what the hub knows of its chat systems beyond the log. Its
// method waits for the hub and is called from goroutines of the desk's. Errors are
// sentences for people.
type Backends interface {
	Status(ctx context.Context) ([]BackendStatus, error)
}

// BackendStatus is how the hub's connection to a backend is, for a status page.
type BackendStatus struct {
	Name, Title string
	State       chat.BackendState
	// Since is when State began.
	Since chat.Instant
	// Words say what is the matter and what to do, as a sentence for a team lead.
	Words string
	// LastEvent is when anything was last heard, zero if nothing ever was.
	LastEvent chat.Instant
	// Lag is how old the newest event was when it came.
	Lag time.Duration
	// Used of Limit calls were made in the window; Limit is zero where the vendor names
	// none.
	Used, Limit int
	Window      time.Duration
	// Version is what the server says of itself.
	Version string
	// Missing are the rights that the hub's credentials lack.
	Missing []MissingRight
	// Reconnects counts how often the connection was made anew.
	Reconnects int
	// Capabilities are what can be done there, in the order of a status page.
	Capabilities chat.Capabilities
}

// MissingRight is a right that the hub's credentials at a vendor lack.
type MissingRight struct {
	// Name is what the vendor calls it, and Without what does not work, as a sentence.
	Name, Without string
	// Needed says that nothing works without it.
	Needed bool
}

// AttachBackends gives the desk its way to what the hub knows of its backends, before
// Run.
func (d *Desk) AttachBackends(b Backends) { d.errands.backends = b }

// BackendStatus calls back, from a goroutine of its own, with how the hub's connections
// are.
func (d *Desk) BackendStatus(got func([]BackendStatus, error)) {
	d.do(func() {
		e := d.errands
		if !d.live || e.backends == nil {
			e.work.Go(func() { got(nil, ErrAway) })
			return
		}
		e.work.Go(func() { got(e.backends.Status(e.ctx)) })
	})
}

// outages are the backends that are down, and since when, and the one that came back
// last.
type outages struct {
	down map[string]chat.Instant // by name
	// called is the Since of the newest call for any that are down.
	called chat.Instant
	back   alert.Recovery
	// list is what is shown, made anew after old is set.
	list []view.Backend
	old  bool
}

// heard notes what became of a backend.
func (o *outages) heard(d *Desk, e *chat.Event) {
	switch e.Body.(type) {
	case *chat.BackendDescribed, *chat.BackendChanged:
		o.notice(d, e.At)
	}
}

// notice compares the floor's backends with those that were down. A backend that is
// still catching up is not back yet.
func (o *outages) notice(d *Desk, at chat.Instant) {
	o.old = true
	for _, b := range view.Backends(d.floor) {
		since, was := o.down[b.Name]
		switch {
		case b.Down && !was:
			o.down[b.Name] = b.Since
		case b.Well && was:
			delete(o.down, b.Name)
			if b.Since.Sub(since) > alert.OutageAfter {
				o.back = alert.Recovery{Name: b.Title, At: max(at, b.Since), Down: b.Since.Sub(since)}
			}
		}
	}
}

// reset forgets what a floor that is read anew will say.
func (o *outages) reset() { o.down, o.old = make(map[string]chat.Instant), true }

func (o *outages) show(d *Desk) []view.Backend {
	if o.old {
		o.list, o.old = view.Backends(d.floor), false
	}
	return o.list
}

// outage is what the bell is told of those that are down: since the first of them went,
// or the newest that went after people had been called for the others. One more that is
// down is news, also where another one has been away for days; one less is not.
func (o *outages) outage(d *Desk) (out alert.Outage) {
	var away []view.Backend
	var names []string
	for _, b := range o.show(d) {
		if since, down := o.down[b.Name]; down {
			b.Since = since
			away, names = append(away, b), append(names, b.Title)
		}
	}
	slices.SortStableFunc(away, func(a, b view.Backend) int { return cmp.Compare(a.Since, b.Since) })
	for i, b := range away {
		if i == 0 || b.Since.Sub(out.Since) > alert.OutageAfter {
			out.Since, out.Words = b.Since, b.Words
		}
	}
	if o.called = max(o.called, out.Since); len(away) == 0 {
		o.called = 0
	}
	out.Since = o.called
	slices.Sort(names)
	out.Names = strings.Join(names, ", ")
	return out
}

// loads are the meter, and since when somebody has too much of it.
type loads struct {
	list []view.Load
	over alert.Overload
}

// show returns the meter, made anew only after the team has changed, and notes who came
// to have too much.
func (l *loads) show(d *Desk, anew bool) []view.Load {
	if !anew && l.list != nil {
		return l.list
	}
	l.list = view.Loads(d.floor, d.edition)
	var names []string
	for i := range l.list {
		if l.list[i].Over {
			names = append(names, l.list[i].Name)
		}
	}
	now, _ := d.cfg.Clock.Now()
	switch {
	case len(names) == 0:
		l.over = alert.Overload{}
	case len(names) > l.over.People: // one more is news, one less is not
		l.over = alert.Overload{Names: strings.Join(names, ", "), People: len(names), Since: max(now, 1)}
	default:
		l.over.Names, l.over.People = strings.Join(names, ", "), len(names)
	}
	return l.list
}
