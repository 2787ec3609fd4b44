package app

import (
	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/report"
	"floorwalker/app/view"
)

// Snapshot is everything that the screen shows. It never changes.
type Snapshot struct {
	Link   Link
	Me     Me
	Boards [view.Sections]view.Board
	// Thread is the open chat; nil if none is.
	Thread *view.Thread
	// Unsent says where lines of this person's wait for them.
	Unsent Unsent
	// Team is everybody else with access, whoever may take a chat first.
	Team    []view.Colleague
	Shelves Shelves
	// Loading is how far a snapshot of the hub has come; zero if none is under way.
	Loading Progress
	// Cached is set while what is shown comes from this desk's own disk.
	Cached bool
	// GapAll is set while any chat may have missing lines.
	GapAll  bool
	Notices []Notice
	// Waits says how long queued chats waited for a person (S-ACC-06).
	Waits report.AcceptTimes
	// Edition is the policy that this desk works by; it is never nil.
	Edition *policy.Edition
	// PolicyOld says in words that the floor's policy cannot be read here, so
	// that Edition is an older one; empty if all is well.
	PolicyOld string
	// Policies are the last that leads have put in force, the newest first.
	Policies []PolicyVersion
	// Help are the calls for a lead that nobody has answered, the oldest first;
	// nil for who is no lead (S-ESC-02).
	Help []view.HelpCall
	// Duties are what is owed on the floor beyond the end of a chat: calls,
	// promises, escalations, the nearest first. No section shows those of chats
	// that have closed.
	Duties []view.Duty
	// Focus says that this person is in focus mode (S-MULTI-05).
	Focus bool
	// Held is how many alerts wait behind do-not-disturb.
	Held int
	DND  bool
	// Alarm is the sentence of something that needs the user's care, such as
	// a cache that cannot be written; empty if all is well.
	Alarm string
}

// Unsent counts lines that were not sent and wait for the person who wrote them.
type Unsent struct {
	Lines int
	// Chat is one of their chats, the same as long as it has any.
	Chat chat.ChatID
}

// Progress counts chats.
type Progress struct{ Got, Of int }

// Notice is one answer that a person should see: a refusal, mostly.
type Notice struct {
	// N numbers notices from 1, so that a screen shows each once.
	N    int
	At   chat.Instant
	Chat chat.ChatID
	// Customer is the chat's; empty if the chat is on screen, and speaks for itself.
	Customer string
	Words    string
	// Bad says that something did not happen.
	Bad bool
}

// maxNotices is how many are kept for a screen that looks late.
const maxNotices = 8
