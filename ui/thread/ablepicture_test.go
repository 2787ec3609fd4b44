package thread

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"floorwalker/app/chat"
	"floorwalker/ui/internal/stage"
)

// ableScenes are what a chat of a backend with its own ways looks like.
var ableScenes = map[string]func(testing.TB) *room{
	"tip": func(t testing.TB) *room {
		r := vendors(t)
		r.pane.tipLadder("As a private note that names the colleague, because Crisp has no field for a second agent. The customer sees: a line that somebody has joined. Never tried on a live server.", 330)
		return r
	},
	"group": func(t testing.TB) *room {
		r := vendors(t)
		r.Do("c", &chat.GroupChanged{On: true, Lead: stage.Other}, &chat.BackendDid{Operation: chat.OpNote, Words: "Crisp does not have the note: it answered that the conversation is locked"})
		r.show("c")
		return r
	},
}

// vendors is a chat with lines from before, lines that changed, a colleague in the
// vendor's own screen, and a customer in mid-sentence.
func vendors(t testing.TB) *room {
	r := at(t)
	r.Person("asha", chat.RolePrimary, "Support", true)
	r.DoAtOnce("", &chat.AgentAdded{Agent: "x-9", Name: "लक्ष्मी नारायण त्रिपाठी", Outside: true})
	r.Do("c", &chat.ChatRouted{Rule: "Invoices of the north", Queue: "Billing", Why: "the page begins with /billing"})
	r.Do("c", stage.Joined(stage.Other)...)
	r.Do("c", &chat.MessagePosted{Message: "o", From: chat.SpeakerCustomer, Text: "it began yesterday 😟", Said: r.Now().Add(-26 * time.Hour)},
		stage.Said("first words"), stage.Said("regretted words"), &chat.MessageEdited{Message: "first words", Text: "मेरा रिचार्ज अभी तक नहीं हुआ"}, &chat.MessageRemoved{Message: "regretted words"})
	r.FoldBy("c", "x-9", &chat.NotePosted{Message: "n", Name: "लक्ष्मी नारायण त्रिपाठी", Text: "she called twice last week"})
	r.besides("c", "@asha is this the one from yesterday?", stage.Me)
	r.DoAtOnce("c", &chat.CustomerTyped{Draft: "my account number is 20 44 17 and I have been waiting since this morning, can somebody please call me back before six"})
	r.side.Talking(func() {})
	r.show("c")
	return r
}

// TestAblePictures draws them for eyes to judge ([stage.Pictures]).
func TestAblePictures(t *testing.T) {
	stage.Pictures(t, "able", ableScenes, stage.Looks()[:2], func(t *testing.T, scene func(testing.TB) *room, look stage.Look) fyne.Canvas {
		r := scene(t)
		look.Wear()
		r.window.Resize(fyne.NewSize(850, 720))
		r.render()
		r.pane.filled.Refresh()
		return r.window.Canvas()
	})
}
