package view

import "floorwalker/app/chat"

// Watch is what the audit stream tells a lead about one chat that they do not
// serve (D-03). It never changes once it was given out.
type Watch struct {
	// Known is false while the audit stream is not read; Now is empty then.
	Known bool
	// Part says that the person has served the chat, and is not told what was
	// before they stopped.
	Part bool
	// Now is everybody else who watches now, who came first standing first.
	Now []Watcher
	// Log is what everybody else has done, by when it began, oldest first.
	Log []WatchFact
}

// Watcher is somebody who watches a chat now.
type Watcher struct {
	Agent chat.AgentID
	Name  string
	Since chat.Instant
}

// WatchFact is one step of somebody's on the ladder.
type WatchFact struct {
	Agent chat.AgentID
	Name  string
	Did   Watched
	At    chat.Instant
	// Until is when an observation ended; zero while it has not, or if its end
	// is not known, and for any other step.
	Until chat.Instant
	// Stepped says of an observation that a visible act ended it (V-INV-03).
	Stepped bool
}

// Watched is a step that the audit tells.
type Watched uint8

// The steps.
const (
	Observed Watched = iota
	Whispered
	JoinedIn
	LeftAgain
)

// Watched says how many others watch a chat now, as far as this person may
// know. It reports whether that is news; then the caller updates the chat if it
// is on the floor.
func (b *Book) Watched(id chat.ChatID, n int) (news bool) { return b.count(b.watched, id, n) }
