package handover

import (
	"time"

	"fyne.io/fyne/v2"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/record"
	"floorwalker/app/shift"
)

// Desk is what the page asks of the console. Answers come on the desk's goroutine, or
// on one of their own.
type Desk interface {
	PutNote(e app.Edit, n shift.Note, answer app.Saved)
	SettleNote(id record.ID, n shift.Note, seen []record.Revision, answer app.Saved)
	KeepBothNotes(mine shift.Version, answer app.Saved)
	DropRefused(cmd chat.CommandID)
	SaveDraft(id chat.ChatID, kind, text string)
	Draft(id chat.ChatID, kind string, got func(text string))

	SignHandover(shift string, to chat.AgentID, note string, notes map[string]string, got func(error))
	AcknowledgeHandover(hash string, items []string, got func(error))
	TakeHandover(hash string, agent chat.AgentID, note string, got func(error))
	HandoverFile(shift string, got func([]byte, error))
	RenewKey(got func(error))
	RetireKey(agent chat.AgentID, reason string, got func(error))
}

// Options are what the page needs of the house.
type Options struct {
	Desk   Desk
	Policy *policy.Policy
	// Now is hub time.
	Now func() chat.Instant
	// Here is the zone of this machine's clock; nil is [time.Local]. Where the
	// workspace's differs, each time names it.
	Here *time.Location
	// Post runs a function on the UI thread.
	Post func(func())
	// Shortcut is offered keys with a modifier that are typed into a field and
	// that this page does not use.
	Shortcut func(fyne.Shortcut)
	// Focus puts the keyboard into one of the page's fields.
	Focus func(fyne.Focusable)
	// Window is where pickers are laid over the page.
	Window func() fyne.Canvas
	// OpenChat shows a chat that a note or an item is about.
	OpenChat func(chat.ChatID)
	// OpenFollowUp shows a follow-up that a note or an item is about.
	OpenFollowUp func(record.ID)
	// Keep writes the signed file and the page for printing beside each other, opens
	// the page, and tells where they are. It may answer on any goroutine; nil keeps
	// nothing.
	Keep func(name string, file, page []byte, done func(where string, err error))
}
