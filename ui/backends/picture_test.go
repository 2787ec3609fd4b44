package backends

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/ui/internal/stage"
	"floorwalker/ui/theme"
)

// scenes are what the page can look like.
var scenes = map[string]func(r *room){
	"loading": func(*room) {},
	"none":    func(r *room) { r.pane.Focus(); r.answer(nil, nil) },
	"live": func(r *room) {
		r.known(full("crisp", "Crisp", chat.BackendLive), full("chatwoot", "Chatwoot", chat.BackendLive))
		r.pane.Focus()
		r.answer([]app.BackendStatus{r.counted(full("crisp", "Crisp", chat.BackendLive)), r.counted(full("chatwoot", "Chatwoot", chat.BackendLive))}, nil)
		r.pane.Open("crisp")
	},
	"down": func(r *room) {
		b := full("livehelperchat", "लाइव हेल्प चैट of the Department with the Very Long Name 😀", chat.BackendDown)
		b.Words = "The server at chat.example.com does not answer. Whoever looks after it can start it again; the hub tries once a minute until then."
		r.known(b, full("crisp", "Crisp", chat.BackendPolling))
		r.pane.Focus()
		r.Pass(3 * time.Minute)
		r.answer([]app.BackendStatus{r.counted(b), r.counted(full("crisp", "Crisp", chat.BackendPolling))}, nil)
	},
}

// full is a system that says something of every operation.
func full(name, title string, s chat.BackendState) chat.Backend {
	b := chat.Backend{Name: name, Title: title, State: s}
	for i, op := range chat.Operations() {
		c := chat.Capability{Op: op, Ability: chat.AbilityNative, Unverified: i%5 == 0}
		switch i % 3 {
		case 1:
			c.Ability, c.How, c.Sees = chat.AbilityEmulated, "as a private note that names the colleague, because it has no field for a second agent", "a line that somebody has joined, under the name of who serves the chat"
		case 2:
			c.Ability, c.How = chat.AbilityNone, "its interface has no such call"
		}
		b.Capabilities = append(b.Capabilities, c)
	}
	return b
}

// TestPictures draws the page for eyes to judge ([stage.Pictures]).
func TestPictures(t *testing.T) {
	looks := append(stage.Looks(), stage.Look{Name: "wide", Theme: theme.Options{Mode: theme.Light}, Size: fyne.NewSize(1770, 1000)})
	stage.Pictures(t, "backends", scenes, looks, func(t *testing.T, scene func(*room), look stage.Look) fyne.Canvas {
		r := newRoom(t)
		look.Wear()
		if !look.Size.IsZero() {
			r.window.Resize(look.Size)
		}
		r.render()
		scene(r)
		r.window.Canvas().Refresh(r.pane.Content())
		return r.window.Canvas()
	})
}
