package ui

import (
	"fyne.io/fyne/v2"

	"floorwalker/app"
	"floorwalker/app/followup"
	"floorwalker/app/record"
	"floorwalker/ui/backends"
	"floorwalker/ui/channel"
	"floorwalker/ui/connect"
	"floorwalker/ui/followups"
	"floorwalker/ui/kit"
	"floorwalker/ui/library"
	"floorwalker/ui/rules"
	"floorwalker/ui/tickets"
)

// page is a pane that fills the window beside the rail: one of the shared
// libraries. The floor's three panes are the page that is there when no other is.
type page interface {
	Content() fyne.CanvasObject
	Render(*app.Snapshot)
	Tick()
	// Focus puts the keyboard where work begins.
	Focus()
	// Shortcut uses a key with a modifier, or says that it does not.
	Shortcut(fyne.Shortcut) bool
	// Count is the figure in the rail, coloured only when somebody must act.
	Count(*app.Snapshot) (n int, tone kit.Tone)
}

// pageID names a page; the floor is the zero one.
type pageID int

// The pages, in the order of the rail and of their keys.
const (
	pageFloor pageID = iota
	pageFollowUps
	pageOvernight
	pageTickets
	pageHandover
	pageChecklist
	pageReport
	pageLibrary
	pageChannel
	pageRules
	pageBackends
	pagesCount
)

// pageWords names each page in the rail, with the group it stands in.
var pageWords = [pagesCount]struct{ group, word string }{
	pageFollowUps: {"Promises", "Follow-ups"},
	pageOvernight: {"Promises", "Overnight"},
	pageTickets:   {"Promises", "Tickets"},
	pageHandover:  {"Shift", "Handover"},
	pageChecklist: {"Shift", "Checklist"},
	pageReport:    {"Shift", "Report"},
	pageLibrary:   {"Library", "Canned"},
	pageChannel:   {"Team", "Channel"},
	pageRules:     {"Team", "Policy"},
	pageBackends:  {"Team", "Backends"},
}

// pageKey is the key that turns to a page.
type pageKey struct {
	name fyne.KeyName
	mod  fyne.KeyModifier
}

// pageKeys are the keys of the pages. What belongs to a page that had its key before
// stands on the same key with Shift.
var pageKeys = [pagesCount]pageKey{
	pageFollowUps: {fyne.Key7, ctrl}, pageOvernight: {fyne.Key7, ctrlShift}, pageTickets: {fyne.Key8, ctrl},
	pageHandover: {fyne.Key9, ctrl}, pageChecklist: {fyne.Key9, ctrlShift}, pageReport: {fyne.Key0, ctrlShift},
	pageLibrary: {fyne.Key0, ctrl}, pageRules: {fyne.KeyP, ctrl},
	pageChannel: {fyne.Key6, ctrlShift}, pageBackends: {fyne.Key8, ctrlShift},
}

// pageOwn are keys that only pages use, with Ctrl; the window has to know them
// to hand them on.
var pageOwn = []fyne.KeyName{fyne.KeyN, fyne.KeyS, fyne.KeyD}

// figured is a page whose figure in the rail is no plain number.
type figured interface {
	Figure(*app.Snapshot) string
}

// furnish makes the pages.
func (s *Shell) furnish() {
	handOn := func(sc fyne.Shortcut) { s.act(sc) }
	canvas := s.window.Canvas
	s.followUps = followups.New(followups.Options{
		Desk: s.opts.Desk, Policy: s.opts.Policy, Now: s.now, Post: s.opts.Loop.Post,
		Shortcut: handOn, Focus: canvas().Focus, Window: canvas, OpenChat: s.open,
		Uncertain: s.uncertain, Library: s.library, Dial: s.opts.Dial,
	})
	s.pages[pageFollowUps] = s.followUps
	s.shiftPages(handOn)
	s.pages[pageLibrary] = library.New(library.Options{
		Desk: s.opts.Desk, Policy: s.opts.Policy, Now: s.now, Post: s.opts.Loop.Post, Go: s.work.Go,
		Shortcut: handOn, Focus: canvas().Focus, Window: canvas,
		OpenFile: library.AskOpen(s.window), SaveFile: library.AskSave(s.window),
	})
	s.pages[pageRules] = rules.New(rules.Options{
		Desk: s.opts.Desk, Now: s.now, Post: s.opts.Loop.Post, Shortcut: handOn, Focus: canvas().Focus,
	})
	s.channel = channel.New(channel.Options{
		Desk: s.opts.Desk, Now: s.now, Post: s.opts.Loop.Post, Shortcut: handOn, OnKey: s.functionKey, Focus: canvas().Focus, Awake: s.idle.awake,
	})
	s.pages[pageChannel] = s.channel
	s.pages[pageBackends] = backends.New(backends.Options{
		Desk: s.opts.Desk, Now: s.now, Post: s.opts.Loop.Post, Shortcut: handOn, Focus: canvas().Focus, Connect: s.connect,
	})
	if desk, ok := s.opts.Desk.(tickets.Desk); ok {
		s.pages[pageTickets] = tickets.New(tickets.Options{
			Desk: desk, Edition: s.newest, Now: s.now, Post: s.opts.Loop.Post, Shortcut: handOn, Focus: canvas().Focus, Window: canvas,
			OpenChat: s.open, SaveFile: library.AskSave(s.window),
		})
	}
}

// connect asks for another chat system, or says where a team's are connected.
func (s *Shell) connect() {
	handOn := func(sc fyne.Shortcut) { s.act(sc) }
	if s.opts.Connect == nil {
		connect.AskAtHub(s.window.Canvas(), s.opts.Hub, handOn)
		return
	}
	connect.Ask(connect.Options{
		Book: s.opts.Connect, Canvas: s.window.Canvas(), Post: s.opts.Loop.Post, Shortcut: handOn,
		Done: func() { s.turn(pageBackends) },
	})
}

// openFollowUp shows a follow-up that a handover note mentions.
func (s *Shell) openFollowUp(id record.ID) {
	s.turn(pageFollowUps)
	s.followUps.Open(id)
}

// openCall shows the card of a call that is owed in a chat.
func (s *Shell) openCall(k followup.Key) {
	if s.followUps.Call(k) {
		s.turn(pageFollowUps)
		return
	}
	s.thread.Tell("This call is owed no more.")
}

// promise begins a follow-up for the customer of the chat on screen.
func (s *Shell) promise() {
	t := s.opts.Desk.Snapshot().Thread
	if t == nil {
		return
	}
	s.turn(pageFollowUps)
	s.followUps.NewFor(t)
}

// toBackends shows how the chat systems are.
func (s *Shell) toBackends() { s.turn(pageBackends) }

// turn shows a page. Nothing that arrives from outside calls it: a page only
// ever changes because the person at the desk wants to see another.
func (s *Shell) turn(to pageID) {
	if to != pageFloor && s.pages[to] == nil {
		return
	}
	if p, ok := s.pages[s.page].(interface{ Left() }); ok && s.page != to {
		p.Left()
	}
	s.page = to
	for id, p := range s.pages {
		if p == nil {
			continue
		}
		if pageID(id) == to {
			p.Content().Show()
		} else {
			p.Content().Hide()
		}
	}
	if to == pageFloor {
		s.split.Show()
	} else {
		s.split.Hide()
	}
	s.render()
	s.stage.Refresh()
	if to == pageFloor {
		s.board.FocusRows()
		return
	}
	s.pages[to].Focus()
}
