package library

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/record"
	"floorwalker/app/script"
	"floorwalker/assets"
	"floorwalker/ui/internal/stage"
)

// TestPictures draws the pane for eyes to judge ([stage.Pictures]), look by look, so
// that every one is drawn also where nobody looks.
func TestPictures(t *testing.T) {
	for _, look := range stage.Looks() {
		drawn := scenes
		if look.Name == "large" {
			drawn = map[string]func(*room){"editing": scenes["editing"]}
		}
		stage.Pictures(t, "library", drawn, []stage.Look{look}, func(t *testing.T, scene func(*room), look stage.Look) fyne.Canvas {
			r := openRoom(t, map[string]string{}, script.Library{})
			look.Wear()
			scene(r)
			r.render()
			return r.window.Canvas()
		})
	}
}

// shipped is the library that a floor begins with, and a few odd ones.
func shipped(r *room) {
	l, err := script.Starter(assets.Canned())
	if err != nil {
		r.t.Fatal(err)
	}
	for i, c := range []script.Response{
		{Folder: "हिन्दी", Shortcut: "namaste", Title: "नमस्ते 🙏 अभिवादन", Text: "नमस्ते {customer}, मैं {agent} हूँ। मैं आपकी {issue} में सहायता करूँगा।"},
		{Folder: "A folder whose name goes on and on until nobody reads it", Shortcut: "averyveryverylongshortcutindeed", Title: "A title that is far too long for the row in which it stands, as titles are", Text: "Short."},
		{Folder: "Billing", Shortcut: "inv", Title: "Invoice of {month} ₹", Text: "Dear {customer},\n\nyour invoice of {month} is attached. {?similar:Others had the same question.} Ticket {ticket}."},
	} {
		next, _, err := l.Put(record.ID(fmt.Sprint("odd", i)), c, record.Revision{}, lena, r.Now())
		if err != nil {
			r.t.Fatal(err)
		}
		l = next
	}
	r.lib = l
	r.render()
}

var scenes = map[string]func(r *room){
	"none": func(*room) {},
	"list": shipped,
	"editing": func(r *room) {
		shipped(r)
		r.write("inv")
		r.press(fyne.KeyReturn)
		r.write("Also: ")
	},
	"hindi": func(r *room) {
		shipped(r)
		r.write("namaste")
		r.press(fyne.KeyDown)
	},
	"new": func(r *room) {
		shipped(r)
		r.stroke(fyne.KeyN)
		r.write("Refund asked")
		r.press(fyne.KeyReturn)
		r.write("We refund {amount] soon")
	},
	"meanwhile": func(r *room) {
		shipped(r)
		r.write("inv")
		r.press(fyne.KeyReturn)
		r.write("Also: ")
		r.byLena("odd2", func(c *script.Response) { c.Title = "Invoice" })
		r.Snap.Link = app.Link{State: app.LinkOffline}
		r.Snap.Shelves.Waiting = map[chat.Shelf]int{chat.ShelfCanned: 2}
	},
	"sides": func(r *room) {
		shipped(r)
		r.tear("odd2", "Dear {customer}, your invoice of {month} is attached. Ask me anything.", "Hello {customer}, here is the invoice of {month}.\n\nYours, {agent}")
		r.render()
		r.write("inv")
		r.press(fyne.KeyReturn)
	},
	"torn": func(r *room) {
		shipped(r)
		r.tear("odd2", "Dear {customer}, your invoice of {month} is attached. Ask me anything.", "Hello {customer}, here is the invoice of {month}.")
		r.render()
		r.write("inv")
		r.press(fyne.KeyDown)
	},
	"deleted": func(r *room) {
		shipped(r)
		r.write("inv")
		r.press(fyne.KeyReturn)
		r.tap("Delete")
		r.tap("Delete, Ctrl Enter")
	},
	"report": func(r *room) {
		shipped(r)
		r.file = func(got func(string, io.ReadCloser, error)) {
			got("canned.csv", io.NopCloser(strings.NewReader("id,folder,shortcut,title,text\n"+
				"odd2,Billing,inv,Invoice,Another text\nx1,Billing,refund,Refund,We refund {amount}.\nx2,Billing,namaste,Taken,Text\n")), nil)
		}
		r.pane.Import()
		r.work()
	},
	"thousands": func(r *room) {
		r.lib = thousands(r.t, script.MaxResponses)
		r.render()
		r.write("refu")
		r.press(fyne.KeyDown)
	},
}

// thousands is a library of n responses.
func thousands(t testing.TB, n int) script.Library {
	t.Helper()
	rows := make([]script.Row, n)
	for i := range rows {
		rows[i].ID = record.ID(fmt.Sprintf("r-%05d", i))
		rows[i].Content = script.Response{
			Folder: fmt.Sprintf("Folder %02d", i%40), Shortcut: fmt.Sprintf("s%d", i), Title: fmt.Sprintf("Refund of case %d", i),
			Text: fmt.Sprintf("Dear {customer}, about case %d: we look into it and come back within {call_within}. %s", i, strings.Repeat("More words follow here. ", i%9)),
		}
	}
	l, done := script.Library{}.Import(rows, lena, 1)
	if len(done.Versions) != n {
		t.Fatalf("%d of %d responses: %v", len(done.Versions), n, done.Refused[0])
	}
	return l
}
