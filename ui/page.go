package ui

import (
	"fyne.io/fyne/v2"

	"floorwalker/app"
	"floorwalker/ui/kit"
)

// page is a pane that fills the window beside the rail: one of the shared
// libraries. The floor's three panes are the page that is there when no other is.
type page interface {
	Content() fyne.CanvasObject
	Render(*app.Snapshot)
	Tick()
	// Focus puts the keyboard where work begins.
	Focus()
	// Count is the figure in the rail, coloured only when somebody must act.
	Count(*app.Snapshot) (n int, tone kit.Tone)
}

// pageID names a page; the floor is the zero one.
type pageID int

// The pages, in the order of the rail and of their keys Ctrl+6 to Ctrl+8.
const (
	pageFloor pageID = iota
	pageFollowUps
	pageHandover
	pageLibrary
	pagesCount
)

// pageWords names each page in the rail, with the group it stands in.
var pageWords = [pagesCount]struct{ group, word string }{
	pageFollowUps: {"Promises", "Follow-ups"},
	pageHandover:  {"Shift", "Handover"},
	pageLibrary:   {"Library", "Canned"},
}

// pageKeys are the keys of the pages, with Ctrl.
var pageKeys = [pagesCount]fyne.KeyName{pageFollowUps: fyne.Key6, pageHandover: fyne.Key7, pageLibrary: fyne.Key8}

// turn shows a page. Nothing that arrives from outside calls it: a page only
// ever changes because the person at the desk wants to see another.
func (s *Shell) turn(to pageID) {
	if to != pageFloor && s.pages[to] == nil {
		return
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
