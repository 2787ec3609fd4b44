package ui

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	fynetheme "fyne.io/fyne/v2/theme"

	"floorwalker/app/view"
	"floorwalker/ui/theme"
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
	n := s.opts.Desk.Snapshot().Boards[view.All].Len()
	if n == 0 {
		s.opts.OnQuit()
		return
	}
	text := "Nobody watches " + words.Count(n, "chat") + " from this desk after you quit."
	if mine := s.opts.Desk.Snapshot().Boards[view.Mine].Len(); mine > 0 {
		text += "\n" + words.Count(mine, "chat") + " of yours: their customers wait for you."
	}
	d := dialog.NewConfirm("Quit Floorwalker?", text, func(yes bool) {
		if yes {
			s.opts.OnQuit()
		}
	}, s.window)
	d.SetConfirmText("Quit")
	d.SetDismissText("Stay")
	d.Resize(fyne.NewSize(theme.Px(420), 0))
	d.Show()
}
