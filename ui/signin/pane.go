// Package signin is the pane in which somebody says which hub and who they
// are. It keeps nothing: whoever placed it gets the two words and decides.
package signin

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
)

// Pane asks for a hub's address and a token.
type Pane struct {
	content fyne.CanvasObject
	hub     *widget.Entry
	token   *widget.Entry
	problem *kit.Text
	button  *kit.Button

	// OnSignIn is given what was typed, trimmed and not empty.
	OnSignIn func(hub, token string)
}

// New makes the pane with the address that was used last.
func New(hub string) *Pane {
	p := &Pane{hub: widget.NewEntry(), token: widget.NewPasswordEntry(), problem: kit.NewText("")}
	p.hub.SetPlaceHolder("wss://hub.example.com/v1/stream")
	p.hub.SetText(hub)
	p.token.SetPlaceHolder("fw_…")
	p.token.OnSubmitted = func(string) { p.submit() }
	p.hub.OnSubmitted = p.token.OnSubmitted
	p.button = kit.NewButton(kit.ButtonData{Word: "Sign in", Key: "Enter", Kind: kit.Primary}, p.submit)
	p.problem.SetInk(theme.Red)
	form := kit.NewColumn(8,
		kit.NewTitle("Sign in to a floor"),
		kit.NewQuietText("Your team lead makes a token for you with: floorhub agent add NAME --role primary"),
		kit.NewSection("Hub"), p.hub, kit.NewSection("Token"), p.token, p.problem,
		container.NewHBox(p.button))
	p.content = container.NewCenter(container.NewVBox(container.NewGridWrap(fyne.NewSize(theme.Px(420), 0)), form))
	return p
}

// Content returns the pane's object.
func (p *Pane) Content() fyne.CanvasObject { return p.content }

// Focus is where the keyboard belongs.
func (p *Pane) Focus() fyne.Focusable {
	if p.hub.Text == "" {
		return p.hub
	}
	return p.token
}

// Problem says why it did not work.
func (p *Pane) Problem(words string) {
	p.problem.Set(words)
	p.content.Refresh()
}

func (p *Pane) submit() {
	hub, token := strings.TrimSpace(p.hub.Text), strings.TrimSpace(p.token.Text)
	switch {
	case hub == "":
		p.Problem("The hub's address is missing.")
	case token == "":
		p.Problem("The token is missing.")
	default:
		p.Problem("")
		if p.OnSignIn != nil {
			p.OnSignIn(hub, token)
		}
	}
}
