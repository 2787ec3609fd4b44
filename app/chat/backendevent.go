package chat

import (
	"cmp"
	"slices"
)

type (
	// BackendDescribed says which backend the floor's chats come from and what it can
	// do. The hub says it when it starts and something is different.
	BackendDescribed struct{ Backend Backend }

	// BackendChanged says how the connection to a backend is from now on.
	BackendChanged struct {
		// Driver is the backend's name, as in [ChatOpened].
		Driver string
		State  BackendState
		// Words say what is the matter, as a sentence; empty while all is well.
		Words string
		// Since is when State began, where that was before the event: what is the
		// matter may change while it stays as it is.
		Since Instant
	}

	// BackendDid says what became of something at the backend. Only what did not
	// work is told: everything else is as everybody takes it to be.
	BackendDid struct {
		Operation Operation
		// Of is the event that the backend was told of.
		Of EventID
		OK bool
		// Words say what is the matter, as a sentence such as "Chatwoot does not have
		// the note".
		Words string
	}
)

// The kinds of events about backends.
const (
	KindBackendDescribed Kind = "BackendDescribed"
	KindBackendChanged   Kind = "BackendChanged"
	KindBackendDid       Kind = "BackendDid"
)

// Kind implements Body for each event.
func (*BackendDescribed) Kind() Kind { return KindBackendDescribed }
func (*BackendChanged) Kind() Kind   { return KindBackendChanged }
func (*BackendDid) Kind() Kind       { return KindBackendDid }

// Backends returns those that the floor has been told of, in the order of their
// names. The slice is the caller's; the capabilities in it are nobody's to change.
func (f *Floor) Backends() []Backend { return slices.Clone(f.backends) }

// Backend returns the backend of that name, such as [Chat.Driver], and whether the
// floor has been told of it. An old log tells of none.
func (f *Floor) Backend(name string) (Backend, bool) {
	if at, found := f.backendAt(name); found {
		return f.backends[at], true
	}
	return Backend{}, false
}

// applyBackend folds what the floor knows of backends; it reports whether e was
// about one.
func (f *Floor) applyBackend(e *Event) bool {
	switch b := e.Body.(type) {
	case *BackendDescribed:
		next := b.Backend
		next.Since = cmp.Or(next.Since, e.At)
		at, found := f.backendAt(next.Name)
		if !found {
			f.backends = slices.Insert(f.backends, at, next)
			break
		}
		f.backends[at] = next
	case *BackendChanged:
		if at, found := f.backendAt(b.Driver); found {
			x := &f.backends[at]
			x.State, x.Words, x.Since = b.State, b.Words, cmp.Or(b.Since, e.At)
		}
	default:
		return false
	}
	return true
}

func (f *Floor) backendAt(name string) (at int, found bool) {
	return slices.BinarySearchFunc(f.backends, name, func(b Backend, name string) int {
		return cmp.Compare(b.Name, name)
	})
}
