package stage

import (
	"fmt"
	"strings"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/coverage"
	"floorwalker/app/ticket"
	"floorwalker/app/trigger"
)

// Desk writes down what it is asked, in Asked, and answers from a Floor.
type Desk struct {
	Floor *Floor
	// Asked are the wishes, such as "take over c1", oldest first.
	Asked []string
	// Drafts are kept texts by "chat/kind", and by "kind" where there is no chat.
	Drafts map[string]string
	// Made counts the records that began here; they are called new-1 and so on. Called
	// counts the calls, attempt1 and so on; Scheduled are the callbacks that were agreed.
	Made, Called int
	Scheduled    []chat.ScheduleCallback
	// Before, if set, happens in the moment before the next edit, and Fail answers it.
	Before func()
	Fail   error
	// WhyAnswer is what Why answers, and Whys how often it was asked.
	WhyAnswer app.Why
	Whys      int
	// HubAnswer is what WhyFromHub answers; without it the question waits in
	// Unanswered.
	HubAnswer  *app.HubWhy
	Unanswered []func(app.HubWhy)
	// Closed is the ticket of the last close.
	Closed ticket.Ticket
	// Said are the lines to customers, oldest first.
	Said []app.Line
	// File is what HandoverFile answers, Days how often the day's figures were asked for.
	File []byte
	Days int
	// Looked is what Coverage answers, Looks how often it was asked.
	Looked coverage.Figures
	Looks  int
	// Statuses is what BackendStatus answers.
	Statuses []app.BackendStatus
	// AllTags is what Tags answers.
	AllTags []string

	engine *trigger.Engine // see Explains
}

// NewDesk is a desk on a floor.
func NewDesk(f *Floor) *Desk { return &Desk{Floor: f, Drafts: make(map[string]string)} }

func (d *Desk) ask(format string, args ...any) {
	d.Asked = append(d.Asked, fmt.Sprintf(format, args...))
}

// Take returns the wishes since the last call.
func (d *Desk) Take() []string {
	asked := d.Asked
	d.Asked = nil
	return asked
}

// Snapshot is the floor's.
func (d *Desk) Snapshot() *app.Snapshot { return d.Floor.Snapshot() }

// Open puts a chat on screen.
func (d *Desk) Open(id chat.ChatID) {
	d.ask("open %s", id)
	d.Floor.Open(id)
}

// Foreground is written down.
func (d *Desk) Foreground(is bool) { d.ask("foreground %t", is) }

// SetDND sets do-not-disturb.
func (d *Desk) SetDND(on bool) {
	d.ask("dnd %t", on)
	d.Floor.Snap.DND = on
}

// Retry is written down.
func (d *Desk) Retry() { d.ask("retry") }

// TakeOver is written down.
func (d *Desk) TakeOver(id chat.ChatID, reason string) { d.ask("take over %s%s", id, reason) }

// Post is written down.
func (d *Desk) Post(id chat.ChatID, text string) { d.ask("post %s %q", id, text) }

// Note is written down.
func (d *Desk) Note(id chat.ChatID, text string) { d.ask("note %s %q", id, text) }

// Again is written down.
func (d *Desk) Again(id chat.ChatID, cmd chat.CommandID, insist bool) {
	d.ask("again %s %s %t", id, cmd, insist)
}

// Discard is written down.
func (d *Desk) Discard(id chat.ChatID, cmd chat.CommandID) { d.ask("discard %s %s", id, cmd) }

// Acknowledge is written down.
func (d *Desk) Acknowledge(id chat.ChatID, r chat.RuleID) { d.ask("acknowledge %s %s", id, r) }

// Dismiss is written down.
func (d *Desk) Dismiss(id chat.ChatID, r chat.RuleID, reason string) {
	d.ask("dismiss %s %s %s", id, r, reason)
}

// Mark is written down.
func (d *Desk) Mark(id chat.ChatID, r chat.RuleID, line chat.MessageID) {
	d.ask("mark %s %s %q", id, r, line)
}

// Confirm is written down.
func (d *Desk) Confirm(id chat.ChatID, r chat.RuleID) { d.ask("confirm %s %s", id, r) }

// Whisper is written down.
func (d *Desk) Whisper(id chat.ChatID, to chat.AgentID, text string) {
	d.ask("whisper %s to %s %q", id, to, text)
}

// Join is written down.
func (d *Desk) Join(id chat.ChatID) { d.ask("join %s", id) }

// Leave is written down, with what was chosen for the ticket.
func (d *Desk) Leave(id chat.ChatID, l chat.Leave) {
	chosen := ""
	if l.SendCopy {
		chosen += " with a copy"
	}
	if l.Assignee != "" {
		chosen += " for " + string(l.Assignee)
	}
	d.ask("leave %s %q%s", id, l.Reason, chosen)
}

// Forward is written down, a person as "ben" and a team as "#Billing".
func (d *Desk) Forward(id chat.ChatID, f chat.Forward) {
	to := string(f.To)
	if f.Queue != "" {
		to += "#" + f.Queue
	}
	d.ask("forward %s to %s %s %q", id, to, f.Reason, f.Note)
}

// Invite is written down.
func (d *Desk) Invite(id chat.ChatID, to chat.AgentID, note string) {
	d.ask("invite %s to %s %q", id, to, note)
}

// AcceptOffer is written down.
func (d *Desk) AcceptOffer(id chat.ChatID, o chat.OfferID) { d.ask("accept %s %s", id, o) }

// DeclineOffer is written down.
func (d *Desk) DeclineOffer(id chat.ChatID, o chat.OfferID, reason string) {
	d.ask("decline %s %s %q", id, o, reason)
}

// WithdrawOffer is written down.
func (d *Desk) WithdrawOffer(id chat.ChatID, o chat.OfferID) { d.ask("withdraw %s %s", id, o) }

// AddTag is written down.
func (d *Desk) AddTag(id chat.ChatID, tag string) { d.ask("tag %s %s", id, tag) }

// RemoveTag is written down.
func (d *Desk) RemoveTag(id chat.ChatID, tag string) { d.ask("untag %s %s", id, tag) }

// EndChat is written down.
func (d *Desk) EndChat(id chat.ChatID, reason string) { d.ask("end %s %q", id, reason) }

// Tags answers at once, as the desk's goroutine would a little later.
func (d *Desk) Tags(got func([]string)) { got(d.AllTags) }

// SaveDraft keeps a draft, or forgets it if it is empty, and is not written down.
func (d *Desk) SaveDraft(id chat.ChatID, kind, text string) {
	if text == "" {
		delete(d.Drafts, draftKey(id, kind))
		return
	}
	d.Drafts[draftKey(id, kind)] = text
}

// Draft answers at once, as the desk's goroutine would a little later.
func (d *Desk) Draft(id chat.ChatID, kind string, got func(string)) {
	got(d.Drafts[draftKey(id, kind)])
}

func draftKey(id chat.ChatID, kind string) string {
	return strings.TrimPrefix(string(id)+"/"+kind, "/")
}
