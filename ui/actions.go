package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"floorwalker/app/view"
	"floorwalker/ui/words"
)

// action is one thing that can be done, by key and by the palette.
type action struct {
	group string
	word  string
	// key may be empty: such an action is reached by the palette.
	key fyne.KeyName
	mod fyne.KeyModifier
	run func()
}

// groupDesk is the group of what concerns the window and no chat.
const groupDesk = "Desk"

const (
	ctrl      = fyne.KeyModifierShortcutDefault
	alt       = fyne.KeyModifierAlt
	ctrlShift = fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift
	altShift  = fyne.KeyModifierAlt | fyne.KeyModifierShift
)

// sectionKeys are the keys of the board's sections, with Ctrl.
var sectionKeys = [view.Sections]fyne.KeyName{
	view.Alerts: fyne.Key1, view.All: fyne.Key2, view.Mine: fyne.Key3, view.Bot: fyne.Key4, view.Queue: fyne.Key5,
}

// keys prints the action's key as people read it.
func (a action) keys() string {
	if a.key == "" {
		return ""
	}
	s := ""
	if a.mod&fyne.KeyModifierShortcutDefault != 0 {
		s += "Ctrl+"
	}
	if a.mod&fyne.KeyModifierAlt != 0 {
		s += "Alt+"
	}
	if a.mod&fyne.KeyModifierShift != 0 {
		s += "Shift+"
	}
	switch a.key {
	case fyne.KeyUp:
		return s + "↑"
	case fyne.KeyDown:
		return s + "↓"
	case fyne.KeyReturn:
		return s + "Enter"
	case fyne.KeyBackspace:
		return s + "Backspace"
	}
	return s + string(a.key)
}

func (a action) shortcut() *desktop.CustomShortcut {
	return &desktop.CustomShortcut{KeyName: a.key, Modifier: a.mod}
}

// actions is the one table of what can be done.
func (s *Shell) actions() []action {
	as := []action{
		{"Go", "Everything: chats and actions", fyne.KeyK, ctrl, s.showPalette},
		{"Go", "All keys", fyne.KeySlash, ctrl, s.showKeys},
		{"Go", "Next chat", fyne.KeyDown, alt, func() { s.step(1, false) }},
		{"Go", "Previous chat", fyne.KeyUp, alt, func() { s.step(-1, false) }},
		{"Go", "Next alert", fyne.KeyDown, altShift, func() { s.step(1, true) }},
		{"Go", "Previous alert", fyne.KeyUp, altShift, func() { s.step(-1, true) }},
		{"Go", "Filter chats", fyne.KeyF, ctrl, s.toRows(s.board.FocusFilter)},
		{"Go", "To the list of chats", fyne.KeyL, ctrl, s.toRows(s.board.FocusRows)},
		{"Go", "Only the next channel", fyne.KeyH, ctrlShift, s.board.NextChannel},
		{"Go", "Only the next topic", fyne.KeyL, ctrlShift, s.board.NextTopic},
		{"Go", "Existing customers first", "", 0, s.board.ToggleScope},
		{"Go", "Show the new order", fyne.KeyR, ctrl, s.board.ApplyOrder},
	}
	for sec := range view.Sections {
		key := sectionKeys[sec]
		as = append(as, action{"Go", words.Section(sec), key, ctrl, func() { s.pick(sec) }})
	}
	for id := pageFloor + 1; id < pagesCount; id++ {
		as = append(as, action{"Go", pageWords[id].word, pageKeys[id], ctrl, func() { s.turn(id) }})
	}
	return append(as,
		action{"This chat", "Take over, or start a queued chat", fyne.KeyT, ctrlShift, s.thread.TakeOver},
		action{"This chat", "Observe the marked row", fyne.KeyO, ctrlShift, s.openCursor},
		action{"This chat", "Whisper to who serves it", fyne.KeyW, ctrlShift, s.thread.Whisper},
		action{"This chat", "Join", fyne.KeyJ, ctrlShift, s.thread.Join},
		action{"This chat", "Write to the customer", fyne.KeyR, ctrlShift, func() { s.thread.Write(false) }},
		action{"This chat", "Write a note to the team", fyne.KeyN, ctrlShift, func() { s.thread.Write(true) }},
		action{"This chat", "Offer the greeting", fyne.KeyG, ctrlShift, s.thread.Greet},
		action{"This chat", "Forward to a person or a team", fyne.KeyF, ctrlShift, s.thread.Forward},
		action{"This chat", "Invite a colleague", fyne.KeyI, ctrlShift, s.thread.Invite},
		action{"This chat", "Accept the offer", fyne.KeyReturn, ctrlShift, s.thread.AcceptOffer},
		action{"This chat", "Decline the offer, or take it back", fyne.KeyBackspace, ctrlShift, s.thread.DeclineOffer},
		action{"This chat", "Leave", fyne.KeyV, ctrlShift, s.thread.Leave},
		action{"This chat", "Close", fyne.KeyX, ctrlShift, s.thread.End},
		action{"This chat", "Promise a follow-up", fyne.KeyC, ctrlShift, s.promise},
		action{"This chat", "Tag", fyne.KeyT, ctrl, s.thread.Tag},
		action{"This chat", "Why is there an alert, or none?", fyne.KeyE, ctrl, s.toggleWhy},
		action{"This chat", "The bot is wrong here, or confirm it", fyne.KeyB, ctrlShift, s.thread.MarkWrong},
		action{"This chat", "This is frustration", fyne.KeyU, ctrl, s.thread.MarkFrustrated},
		action{"This chat", "I have seen the alert", fyne.KeyA, ctrlShift, s.thread.Seen},
		action{"This chat", "Dismiss the alert, or undo a mark", fyne.KeyD, ctrlShift, s.thread.Dismiss},
		action{"This chat", "Send failed lines again", fyne.KeyS, ctrlShift, s.thread.SendAgain},
		action{"This chat", "Discard what was not sent", fyne.KeyZ, ctrlShift, s.thread.DiscardLines},
		action{groupDesk, "Do not disturb, on or off", fyne.KeyM, ctrlShift, s.toggleDND},
		action{groupDesk, "Connect again now", fyne.KeyP, ctrlShift, func() { s.opts.Desk.Retry() }},
		action{groupDesk, "Light or dark", fyne.KeyY, ctrlShift, s.toggleDark},
		action{groupDesk, "High contrast, on or off", "", 0, s.toggleContrast},
		action{groupDesk, "Compact rows, on or off", fyne.KeyK, ctrlShift, s.toggleCompact},
		action{groupDesk, "Panel beside the thread, on or off", fyne.KeyB, ctrl, s.toggleSide},
		action{groupDesk, "Larger text", fyne.KeyEqual, ctrl, func() { s.zoom(0.1) }},
		action{groupDesk, "Smaller text", fyne.KeyMinus, ctrl, func() { s.zoom(-0.1) }},
		action{groupDesk, "Be a customer in the browser", "", 0, s.openPage},
		action{groupDesk, "Sign in with another token", "", 0, func() { s.AskToSignIn("") }},
		action{groupDesk, "Quit", fyne.KeyQ, ctrl, s.Quit},
	)
}

// handle offers a shortcut to the page that is shown, and then runs its action;
// it reports whether either used it. Entries call it, because they keep
// shortcuts from the window.
func (s *Shell) handle(sc fyne.Shortcut) bool {
	if p := s.pages[s.page]; p != nil && !s.covered() && p.Shortcut(sc) {
		return true
	}
	return s.act(sc)
}

// act runs the action of a shortcut; it reports whether there is one. While
// something lies over the window only the desk's own actions run: nobody means
// the chat that a sheet hides.
func (s *Shell) act(sc fyne.Shortcut) bool {
	cs, ok := sc.(*desktop.CustomShortcut)
	if !ok {
		return false
	}
	for _, a := range s.table {
		if a.key == cs.KeyName && a.mod == cs.Modifier {
			if s.covered() && a.group != groupDesk {
				return true
			}
			a.run()
			return true
		}
	}
	return false
}

// typedKey gets keys that no widget with the focus wanted.
func (s *Shell) typedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyEscape:
		if s.sheet != nil {
			s.sheet.Hide()
			s.sheet = nil
			return
		}
		if !s.thread.Heed() {
			s.closeWhy()
		}
	case fyne.KeyF1:
		s.showKeys()
	case fyne.KeyF6:
		s.board.FocusRows()
	}
}

// typing reports whether the keyboard is in a text, or in what lies over the
// window.
func (s *Shell) typing() bool {
	_, text := s.window.Canvas().Focused().(interface{ SelectedText() string })
	return text || s.covered()
}

// covered reports whether something lies over the window: a sheet, a menu.
func (s *Shell) covered() bool { return s.window.Canvas().Overlays().Top() != nil }
