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

// groupDesk is the group of what concerns the window and no chat, groupAlerts that of
// what calls for a person.
const (
	groupDesk   = "Desk"
	groupAlerts = "Alerts"
)

const (
	plain     fyne.KeyModifier = 0 // a function key
	ctrl                       = fyne.KeyModifierShortcutDefault
	alt                        = fyne.KeyModifierAlt
	ctrlShift                  = fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift
	altShift                   = fyne.KeyModifierAlt | fyne.KeyModifierShift
)

// sectionKeys are the keys of the board's sections, with Ctrl.
var sectionKeys = [view.Sections]fyne.KeyName{
	view.Alerts: fyne.Key1, view.All: fyne.Key2, view.Mine: fyne.Key3, view.Bot: fyne.Key4, view.Queue: fyne.Key5,
	view.Escalations: fyne.Key6,
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
	case fyne.KeyComma:
		return s + "Comma"
	case fyne.KeyPeriod:
		return s + "Period"
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
		{"Go", "Only the next topic", fyne.KeyH, ctrl, s.board.NextTopic},
		{"Go", "Existing customers first", "", 0, s.board.ToggleScope},
		{"Go", "Show the new order", fyne.KeyR, ctrl, s.board.ApplyOrder},
	}
	for sec := range view.Sections {
		key := sectionKeys[sec]
		as = append(as, action{"Go", words.Section(sec), key, ctrl, s.toRows(func() { s.pick(sec); s.board.FocusRows() })})
	}
	for id := pageFloor + 1; id < pagesCount; id++ {
		as = append(as, action{"Go", pageWords[id].word, pageKeys[id].name, pageKeys[id].mod, func() { s.turn(id) }})
	}
	as = append(as, s.chatActions()...)
	as = append(as, s.duties()...)
	as = append(as, s.shiftActions()...)
	as = append(as,
		action{groupAlerts, "Why is there an alert, or none?", fyne.KeyE, ctrl, s.toggleWhy},
		action{groupAlerts, "The bot is wrong here; confirm it", fyne.KeyB, ctrlShift, s.thread.MarkWrong},
		action{groupAlerts, "This is frustration", fyne.KeyU, ctrl, s.thread.MarkFrustrated},
		action{groupAlerts, "I have seen the alert", fyne.KeyA, ctrlShift, s.thread.Seen},
		action{groupAlerts, "Dismiss the alert, or undo a mark", fyne.KeyD, ctrlShift, s.thread.Dismiss},
	)
	return append(as, s.deskActions()...)
}

// chatActions are what one does with the chat on screen.
func (s *Shell) chatActions() []action {
	const group = "This chat"
	return []action{
		{group, "Take over, or start a queued chat", fyne.KeyT, ctrlShift, s.thread.TakeOver},
		{group, "The next right thing", fyne.KeyF2, plain, s.thread.NextThing},
		{group, "Observe the marked row", fyne.KeyO, ctrlShift, s.openCursor},
		{group, "Whisper to who serves it", fyne.KeyW, ctrlShift, s.thread.Whisper},
		{group, "Join", fyne.KeyJ, ctrlShift, s.thread.Join},
		{group, "Write to the customer", fyne.KeyR, ctrlShift, func() { s.thread.Write(false) }},
		{group, "Write a note to the team", fyne.KeyN, ctrlShift, func() { s.thread.Write(true) }},
		{group, "Offer the greeting", fyne.KeyG, ctrlShift, s.thread.Greet},
		{group, "Attach a file", fyne.KeyF4, plain, s.thread.Attach},
		{group, "Look at the customer's screen", fyne.KeyF5, plain, s.thread.Assist},
		{group, "Show what is masked (is logged)", "", 0, s.thread.Reveal},
		{group, "Forward to a person or a team", fyne.KeyF, ctrlShift, s.thread.Forward},
		{group, "Invite a colleague", fyne.KeyI, ctrlShift, s.thread.Invite},
		{group, "Accept the offer", fyne.KeyReturn, ctrlShift, s.thread.AcceptOffer},
		{group, "Decline the offer, or take it back", fyne.KeyBackspace, ctrlShift, s.thread.DeclineOffer},
		{group, "Tag", fyne.KeyT, ctrl, s.thread.Tag},
		{group, "Leave", fyne.KeyV, ctrlShift, s.thread.Leave},
		{group, "The team, about this chat", fyne.KeyF12, plain, s.toggleBeside},
		{group, "Return to the bot", fyne.KeyF11, plain, s.thread.Return},
		{group, "Group chat: begin, or who leads it", fyne.KeyComma, ctrl, s.thread.Group},
		{group, "Send the customer a copy", fyne.KeyPeriod, ctrl, s.thread.SendCopy},
		{group, "Block the customer, or unblock", fyne.KeyPeriod, ctrlShift, s.thread.Block},
		{group, "Send failed lines again", fyne.KeyS, ctrlShift, s.thread.SendAgain},
		{group, "Hold replies for 0, 3, 5 or 10 s", "", 0, s.cycleHold},
		{group, "Take a line back, or discard it", fyne.KeyZ, ctrlShift, s.thread.DiscardLines},
	}
}

// duties are what is owed to the customer of the chat on screen, and how it is kept,
// handed on, and ended.
func (s *Shell) duties() []action {
	const group = "What is owed"
	return []action{
		{group, "Verify who the customer is", fyne.KeyF7, plain, s.thread.Verify},
		{group, "The customer says it is solved", fyne.KeyF8, plain, s.thread.Solved},
		{group, "Ask the customer for a rating", "", 0, s.thread.AskRating},
		{group, "Close, with its ticket", fyne.KeyX, ctrlShift, s.thread.End},
		{group, "Escalate", fyne.KeyL, ctrlShift, s.thread.Escalate},
		{group, "Go on by phone, mail or ticket", fyne.KeyM, ctrl, s.told(s.handToChannel)},
		{group, "Ask a lead for help", fyne.KeyF9, plain, s.told(s.help)},
		{group, "A lead: I come", fyne.KeyF10, plain, s.come},
		{group, "Promise a follow-up", fyne.KeyC, ctrlShift, s.promise},
		{group, "What was owed is kept", fyne.KeyG, ctrl, s.ofSide(s.side.Kept)},
		{group, "Call the customer, on their card", fyne.KeyJ, ctrl, s.ofSide(s.side.Tried)},
		{group, "Agree a call, unlock a night", fyne.KeyI, ctrl, s.thread.CallOrUnlock},
		{group, "Suggest the call in 5 min", fyne.Key5, ctrlShift, s.thread.LaterCall},
		{group, "Hand on what is owed", "", 0, s.ofSide(s.side.HandOn)},
	}
}

// deskActions concern the window and no chat; they work under a sheet, too.
func (s *Shell) deskActions() []action {
	return []action{
		{groupDesk, "Focus: offer me nothing new, on or off", fyne.KeyO, ctrl, s.toggleFocus},
		{groupDesk, "Do not disturb, on or off", fyne.KeyM, ctrlShift, s.toggleDND},
		{groupDesk, "Connect again now", fyne.KeyP, ctrlShift, func() { s.opts.Desk.Retry() }},
		{groupDesk, "Light or dark", fyne.KeyY, ctrlShift, s.toggleDark},
		{groupDesk, "High contrast, on or off", "", 0, s.toggleContrast},
		{groupDesk, "Compact rows, on or off", fyne.KeyK, ctrlShift, s.toggleCompact},
		{groupDesk, "Panel beside the thread, on or off", fyne.KeyB, ctrl, s.toggleSide},
		{groupDesk, "Larger text", fyne.KeyEqual, ctrl, func() { s.zoom(0.1) }},
		{groupDesk, "Smaller text", fyne.KeyMinus, ctrl, func() { s.zoom(-0.1) }},
		{groupDesk, "Be a customer in the browser", "", 0, s.openPage},
		{groupDesk, "Connect a backend…", "", 0, s.connect},
		{groupDesk, "Sign in with another token", "", 0, s.signInAgain},
		{groupDesk, "Quit", fyne.KeyQ, ctrl, s.Quit},
	}
}

// handle offers a shortcut to the page that is shown, and then runs its action;
// it reports whether either used it. Entries call it, because they keep
// shortcuts from the window.
func (s *Shell) handle(sc fyne.Shortcut) bool {
	s.idle.touch()
	if p := s.pages[s.page]; p != nil && !s.covered() && p.Shortcut(sc) {
		return true
	}
	return s.act(sc)
}

// act runs the action of a shortcut; it reports whether there is one. While
// something lies over the window only the desk's own actions run: nobody means
// the chat that a sheet hides.
func (s *Shell) act(sc fyne.Shortcut) bool {
	s.idle.touch()
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
	s.idle.touch()
	switch e.Name {
	case fyne.KeyEscape:
		if s.sheet != nil {
			s.sheet.Hide()
			s.sheet = nil
			return
		}
		if !s.thread.Heed() {
			s.closeWhy()
			s.closeBeside()
		}
	case fyne.KeyF1:
		s.showKeys()
	case fyne.KeyF6:
		s.board.FocusRows()
	default:
		if s.page != pageFloor {
			s.functionKey(e)
		} else if !s.covered() {
			s.thread.Key(e)
		}
	}
}

// typedRune says of letters that no box gets where they would go: a line that
// somebody believes to have written is not lost in silence.
func (s *Shell) typedRune(rune) {
	s.idle.touch()
	if t := s.opts.Desk.Snapshot().Thread; t != nil && !s.covered() && s.page == pageFloor && (t.Stance == view.Yours || t.Stance == view.Joined) {
		s.thread.Tell("The keyboard is in no box: Ctrl+Shift+R writes to the customer.")
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
