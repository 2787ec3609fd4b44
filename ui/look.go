package ui

import (
	"slices"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	fynetheme "fyne.io/fyne/v2/theme"

	"floorwalker/app/view"
	"floorwalker/ui/theme"
	"floorwalker/ui/thread"
	"floorwalker/ui/words"
)

func itoa(n int) string { return strconv.Itoa(n) }

func (s *Shell) applyTheme() {
	s.opts.SetTheme(theme.New(theme.Options{Mode: s.look.Mode, Contrast: s.look.Contrast, Scale: s.look.Scale}))
}

// restyle applies a changed look and keeps it.
func (s *Shell) restyle() {
	s.applyTheme()
	s.window.Content().Refresh()
	s.keepLook()
}

func (s *Shell) toggleDark() {
	dark := s.look.Mode == theme.Dark
	if s.look.Mode == theme.FollowSystem {
		dark = fyne.CurrentApp().Settings().ThemeVariant() == fynetheme.VariantDark
	}
	s.look.Mode = theme.Dark
	if dark {
		s.look.Mode = theme.Light
	}
	s.restyle()
}

func (s *Shell) toggleContrast() {
	s.look.Contrast = !s.look.Contrast
	s.restyle()
}

func (s *Shell) zoom(by float32) {
	s.look.Scale = min(max(s.look.Scale+by, theme.ScaleMin), theme.ScaleMax)
	s.restyle()
}

func (s *Shell) toggleCompact() {
	s.look.Compact = !s.look.Compact
	s.board.SetCompact(s.look.Compact)
	s.keepLook()
}

func (s *Shell) toggleSide() {
	s.look.NoSide = !s.look.NoSide
	s.split.Fold(sidePane, s.look.NoSide)
	s.keepLook()
}

// Quit says what is left behind before it ends the program.
func (s *Shell) Quit() {
	s.keepLook()
	snap := s.opts.Desk.Snapshot()
	n, text := snap.Boards[view.All].Len(), ""
	if n > 0 {
		text = "Nobody watches " + words.Count(n, "chat") + " from this desk after you quit."
	}
	if s.cover.Quit(snap, text) {
		return
	}
	if n == 0 {
		s.gone()
		return
	}
	if mine := snap.Boards[view.Mine].Len(); mine > 0 {
		text += "\n" + words.Count(mine, "chat") + " of yours: their customers wait for you."
	}
	d := dialog.NewConfirm("Quit Floorwalker?", text, func(yes bool) {
		if yes {
			s.gone()
		}
	}, s.window)
	d.SetConfirmText("Quit")
	d.SetDismissText("Stay")
	d.Resize(fyne.NewSize(theme.Px(420), 0))
	d.Show()
}

// gone ends the program; whoever quits has meant what they sent, so it goes.
func (s *Shell) gone() {
	s.thread.Release()
	s.opts.OnQuit()
}

// holdsReplies are the seconds that a reply may wait to be taken back (ux 4.6).
var holdsReplies = []int{0, 3, 5, 10}

// hold is how long lines wait to be taken back.
func (s *Shell) hold() thread.Hold {
	h := thread.DefaultHold()
	h.Replies = time.Duration(s.look.HoldReplies) * time.Second
	return h
}

// cycleHold has replies wait longer, and after the longest not at all.
func (s *Shell) cycleHold() {
	at := slices.Index(holdsReplies, s.look.HoldReplies)
	s.look.HoldReplies = holdsReplies[(at+1)%len(holdsReplies)]
	s.keepLook()
	if s.look.HoldReplies == 0 {
		s.thread.Tell("Replies go at once.")
		return
	}
	s.thread.Tell("Replies wait " + itoa(s.look.HoldReplies) + " s before they go; Ctrl ⇧ Z takes one back.")
}
