package thread

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/ui/internal/stage"
)

// shelfOfArticles answers every search when it is told to.
type shelfOfArticles struct{ got func(app.Found) }

func (s *shelfOfArticles) Articles(_ string, got func(app.Found)) { s.got = got }

// secrets opens what is masked.
type secrets struct {
	asked []chat.MessageID
	err   error
}

func (s *secrets) Reveal(_ chat.ChatID, m chat.MessageID, got func(string, error)) {
	s.asked = append(s.asked, m)
	got("my card is 4111 1111 1111 1111", s.err)
}

// V-KB-01: "#" finds articles, Enter inserts the text; a number is no search that
// keeps Enter from sending.
func TestAnArticleByKeys(t *testing.T) {
	r := writing(t)
	shelf := &shelfOfArticles{}
	r.pane.opts.Articles = shelf
	r.pane.foot.box.box.OnHash = r.pane.foot.box.hashed
	found := app.Found{Query: "re", Articles: []app.Article{{ID: "a1", Title: "Reset the router", Excerpt: "Hold the button", Text: "Hold the button for ten seconds.", Link: "https://example.com/a1"}}}
	r.write("#re")
	shelf.got(found)
	r.crank.Drain()
	r.wantSays("Reset the router", "Hold the button", "⇧ Enter the link")
	r.press(fyne.KeyReturn)
	r.wantAsked()
	r.press(fyne.KeyReturn)
	r.wantAsked(`post c "Hold the button for ten seconds."`)
	r.write("#42")
	shelf.got(app.Found{Query: "42"})
	r.crank.Drain()
	r.press(fyne.KeyReturn)
	r.wantAsked(`post c "#42"`)
	r.write("#re")
	shelf.got(app.Found{Query: "re", Err: app.ErrAway})
	r.crank.Drain()
	r.wantSays("Articles: The hub cannot be reached now")
}

// An answer that comes late, or for another chat, opens nothing.
func TestALateArticleOpensNothing(t *testing.T) {
	r := writing(t)
	shelf := &shelfOfArticles{}
	r.pane.opts.Articles = shelf
	r.pane.foot.box.box.OnHash = r.pane.foot.box.hashed
	r.write("#re")
	late := shelf.got
	r.press(fyne.KeyEscape)
	late(app.Found{Query: "re", Articles: []app.Article{{ID: "a1", Title: "Reset the router"}}})
	r.crank.Drain()
	if r.pane.slash.Opened() {
		t.Error("the popover opens behind Esc")
	}
}

// V-EMO-01: ":" finds emoji where the policy lets staff use them, and is a colon
// elsewhere.
func TestEmojiByName(t *testing.T) {
	r := writing(t)
	r.Edition.Emoji.Staff = true
	r.write("Done :than")
	r.wantSays("thanks please namaste")
	r.press(fyne.KeyReturn)
	if got := r.boxes()[0].Text(); got != "Done 🙏" {
		t.Fatalf("the box has %q", got)
	}
	r.write(" note: ")
	if r.pane.slash.Opened() {
		t.Error("a colon in a sentence opens the popover")
	}
	r.Edition.Emoji.Staff = false
	r.write(":than")
	if r.pane.slash.Opened() {
		t.Error("emoji are offered where the policy has none")
	}
}

// what is masked is shown only when it is asked for, and the person knows that it
// is written down.
func TestRevealing(t *testing.T) {
	s := &secrets{}
	r := mineWith(t, &chat.MessagePosted{Message: "m", From: chat.SpeakerCustomer, Text: "my card is •••• 1111", Masked: true})
	r.pane.opts.Secrets = s
	r.wantSays("Reveal (is logged)")
	r.pane.lineAction("m")
	r.wantSheet("Show what Ada wrote?", "is written down, with your name")
	if len(s.asked) != 0 {
		t.Fatal("it was revealed before anybody agreed")
	}
	r.sheet().Confirm()
	r.crank.Drain()
	r.wantSheet("4111 1111 1111 1111", "Hide it again")
	r.sheet().Confirm()
	if stage.Says(r.pane.Content(), "4111") {
		t.Error("it stays on screen")
	}
}

// G-SEC-04: the line with the team's tool goes into the draft, not to the customer.
func TestRemoteAssist(t *testing.T) {
	r := writing(t)
	r.Edition.Assist.Link = ""
	r.pane.Assist()
	r.wantSays("names no tool")
	r.Edition.Assist.Name, r.Edition.Assist.Link = "Remote help", "https://example.com/help"
	r.pane.Assist()
	r.wantAsked()
	if got := r.boxes()[0].Text(); got == "" {
		t.Error("nothing is in the box")
	}
}

// Every key that is printed under the box can be clicked too.
func TestTheKeysUnderTheBoxCanBeClicked(t *testing.T) {
	r := writing(t)
	r.shelve("thanks", "Thank them", "Thank you for your patience.")
	r.render()
	test.TapCanvas(r.window.Canvas(), placeOf(t, r.pane.Content(), "canned text"))
	r.wantSays("Thank you for your patience.")
	r.press(fyne.KeyReturn)
	test.TapCanvas(r.window.Canvas(), placeOf(t, r.pane.Content(), "send"))
	r.wantAsked(`post c "Thank you for your patience." script id-thanks`)
	test.TapCanvas(r.window.Canvas(), placeOf(t, r.pane.Content(), "file"))
	r.wantSheet("Attach a file")
}
