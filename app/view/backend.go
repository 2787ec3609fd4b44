package view

import (
	"cmp"

	"floorwalker/app/chat"
)

// Backend is a vendor's chat system as a status page and a lamp show it.
type Backend struct {
	// Name is the driver's, Title what people call it.
	Name, Title string
	State       chat.BackendState
	// StateWords say the state in a word or two, Words what is the matter, as a
	// sentence; empty while all is well.
	StateWords, Words string
	// Since is when State began.
	Since chat.Instant
	// Well says that its chats come.
	Well bool
	// Down says that they do not, and that it is not about to be otherwise by itself.
	Down bool
	// Can is what can be done there.
	Can Cans
}

// Backends returns those of the floor, in the order of their names.
func Backends(f *chat.Floor) []Backend {
	all := f.Backends()
	out := make([]Backend, len(all))
	for i, b := range all {
		out[i] = Backend{
			Name: b.Name, Title: cmp.Or(b.Title, b.Name), State: b.State, StateWords: stateWords(b.State), Words: b.Words, Since: b.Since,
			Well: b.State.Well(), Down: b.State == chat.BackendDown || b.State == chat.BackendRefused,
			Can: Cans{backend: b, known: true},
		}
	}
	return out
}

func stateWords(s chat.BackendState) string {
	switch s {
	case chat.BackendStarting:
		return "Starting"
	case chat.BackendCatchingUp:
		return "Catching up"
	case chat.BackendLive:
		return "Live"
	case chat.BackendPolling:
		return "Asked for"
	case chat.BackendDown:
		return "Not reached"
	case chat.BackendRefused:
		return "Refused"
	}
	return "Unknown"
}
