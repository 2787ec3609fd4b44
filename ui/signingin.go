package ui

import (
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"floorwalker/ui/signin"
)

// AskToSignIn opens the pane that asks for a token, with a problem to start
// with if there was one. A hub of one's own needs none.
func (s *Shell) AskToSignIn(problem string) {
	if s.opts.Hub == "" || s.signing != nil {
		return
	}
	pane := signin.New(s.opts.Hub)
	pane.Problem(problem)
	s.signing = widget.NewModalPopUp(container.NewPadded(container.NewPadded(pane.Content())), s.window.Canvas())
	pane.OnSignIn = func(_, token string) {
		s.signing.Hide()
		s.signing = nil
		s.opts.SignIn(token)
	}
	s.signing.Show()
	s.window.Canvas().Focus(pane.Focus())
}
