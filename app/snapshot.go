package app

import (
	"cmp"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/policy"
	"floorwalker/app/report"
	"floorwalker/app/shift/checklist"
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
	Team []view.Colleague
	// Outside are those whom only a backend knows: names, and nobody to give anything to.
	Outside []view.Colleague
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
	// Calls are the customers to be phoned, from every source, what is due first,
	// with the attempts of this desk that the hub does not have yet (D-04). The
	// slice is shared and never changes.
	Calls []followup.Line
	// Night is the worklist of the chats that came while nobody was there.
	Night view.Night
	// Cover is who answers for the floor.
	Cover view.Cover
	// Handovers are what goes from one shift to the next.
	Handovers view.Handovers
	// Daily and Leaving are the checklists of the day and of the end of a shift,
	// computed and never ticked by hand (G-CHK).
	Daily, Leaving []checklist.Item
	// Day are the day's figures as they were fetched last.
	Day Today
	// Backends are the chat systems of this floor, in the order of their names; those
	// of an old log are none.
	Backends []view.Backend
	// Channel is the team's own (C-INT-01).
	Channel view.Channel
	// Loads are how much everybody who is given chats has of what they may be given,
	// whoever has most first (C-DIST-01).
	Loads []view.Load
	// Transfer is what the policy says of passing chats on.
	Transfer Transfer
	// Focus says that this person is in focus mode (S-MULTI-05).
	Focus bool
	// Held is how many alerts wait behind do-not-disturb.
	Held int
	DND  bool
	// Alarm is the sentence of something that needs the user's care, such as
	// a cache that cannot be written; empty if all is well.
	Alarm string
}

// NameOf returns what people call somebody on the team.
func (s *Snapshot) NameOf(id chat.AgentID) string {
	if id == s.Me.Agent {
		return cmp.Or(s.Me.Name, string(id))
	}
	for i := range s.Team {
		if s.Team[i].ID == id {
			return s.Team[i].Name
		}
	}
	for i := range s.Outside {
		if s.Outside[i].ID == id {
			return s.Outside[i].Name
		}
	}
	return string(id)
}

// Backend returns the backend of a chat, by its row's or its thread's name of it.
func (s *Snapshot) Backend(name string) (view.Backend, bool) {
	for i := range s.Backends {
		if s.Backends[i].Name == name {
			return s.Backends[i], true
		}
	}
	return view.Backend{}, false
}

// Can returns what can be done at a backend; of one that the floor was never told of,
// everything.
func (s *Snapshot) Can(backend string) view.Cans {
	b, _ := s.Backend(backend)
	return b.Can
}

// Transfer is what the policy says of passing chats on, for a dialog that shows it.
type Transfer struct {
	// Guide is the team's own text of the policy's Version (C-TRF-01); it may be empty.
	Guide   string
	Version int
	// Wait says that a chat may wait for somebody who is away, Promise that the customer
	// may be promised to hear of them, within Within (C-TRF-04).
	Wait, Promise bool
	Within        time.Duration
	// Groups says that chats may be made group chats, of at most GroupMax people
	// (C-TRF-03).
	Groups   bool
	GroupMax int
	// Departments says that a team owns its chats, and Auto that waiting chats are given
	// to people by the hub (C-DEPT-01, E-Q-03).
	Departments, Auto bool
}

func transferOf(e *policy.Edition) Transfer {
	p := &e.Policy
	return Transfer{
		Guide: p.Transfer.Guide, Version: p.Version, Wait: p.Transfer.Away.Wait(), Promise: p.Transfer.Away.Promise(), Within: p.Transfer.Promise,
		Groups: p.Group.On, GroupMax: p.Group.Max,
		Departments: p.Routing.Model == policy.Departments, Auto: p.Routing.Assign == policy.AssignAuto,
	}
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
