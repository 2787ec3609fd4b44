package library

import (
	"io"

	"fyne.io/fyne/v2"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/record"
	"floorwalker/app/script"
)

// Desk is what the pane asks of the console. Answers come on the desk's
// goroutine, when the edit is on this desk's disk or was refused.
type Desk interface {
	PutResponse(e app.Edit, r script.Response, answer app.Saved)
	DeleteResponse(e app.Edit, answer app.Saved)
	SettleResponse(id record.ID, r script.Response, deleted bool, seen []record.Revision, answer app.Saved)
	KeepBothResponses(mine script.Version, answer app.Saved)
	ImportResponses(rows []script.Row, answer func(script.Imported, error))
	DropRefused(cmd chat.CommandID)
	SaveDraft(id chat.ChatID, kind, text string)
	Draft(id chat.ChatID, kind string, got func(text string))
}

// Options are what the pane needs of the house.
type Options struct {
	Desk   Desk
	Policy *policy.Policy
	// Now is hub time.
	Now func() chat.Instant
	// Post runs a function on the UI thread; the desk's answers come back
	// through it.
	Post func(func())
	// Go runs a function away from the UI thread, and is waited for by who owns
	// the pane before the program ends.
	Go func(func())
	// Shortcut is offered keys with a modifier that the pane does not use.
	Shortcut func(fyne.Shortcut)
	// Focus puts the keyboard into one of the pane's fields.
	Focus func(fyne.Focusable)
	// Window is what a question lies over.
	Window func() fyne.Canvas
	// OpenFile asks for a file to read and SaveFile for one to write, such as
	// [AskOpen] and [AskSave]. They call back on the UI thread, or not at all if
	// the person changed their mind.
	OpenFile func(got func(name string, r io.ReadCloser, err error))
	SaveFile func(suggested string, got func(name string, w io.WriteCloser, err error))
}
