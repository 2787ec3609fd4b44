package connected

import (
	"maps"
	"slices"
	"testing"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/record"
	"floorwalker/app/script"
	"floorwalker/sync/driver/conformance"
)

// responding is a stand-in that has canned responses.
type responding interface {
	SetResponse(short, text string)
	Responses() map[string]string
}

// TestTheLibraryOfABackend works what a backend's library is for, where its capabilities
// offer that: its canned responses lie in a folder of the shelf that has its name, a
// change of either side reaches the other, and its articles are found by who writes in
// one of its chats.
func TestTheLibraryOfABackend(t *testing.T) {
	each(t, func(t *testing.T, p *place) {
		r, responds := p.vendor.(responding)
		if responds {
			r.SetResponse("refund", "A refund takes five days, {{contact.name}}.")
			r.SetResponse("bye", "Goodbye.")
		}
		f := openFloor(t, p)
		f.asha.sees("what the backend can do", func(s *app.Snapshot) bool {
			b, ok := s.Backend(p.name)
			return ok && b.Well && len(b.Can.All()) > 0
		})
		can := f.asha.Snapshot().Can(p.name)
		if can.Do(chat.OpCanned) != responds {
			t.Fatalf("the capabilities say %v of canned responses, and the stand-in %v", can.Do(chat.OpCanned), responds)
		}
		if responds {
			f.canned(r)
		}
		if can.Do(chat.OpArticle) {
			f.articles()
		}
	})
}

// shelf waits for the folder of the backend to have these texts, by their titles.
func (f *floor) shelf(want map[string]string) (byTitle map[string]script.Version) {
	f.t.Helper()
	f.asha.sees("the folder as it is at the backend", func(s *app.Snapshot) bool {
		byTitle = make(map[string]script.Version)
		texts := make(map[string]string)
		for v := range s.Shelves.Canned.All() {
			if v.Content.Folder == f.title {
				byTitle[v.Content.Title], texts[v.Content.Title] = v, v.Content.Text
			}
		}
		return maps.Equal(texts, want)
	})
	return byTitle
}

func (f *floor) canned(r responding) {
	f.t.Helper()
	const refund = "A refund takes five days, {{contact.name}}."
	here := f.shelf(map[string]string{"refund": refund, "bye": "Goodbye."})
	if by := here["bye"].By; by != chat.AgentID(f.title) {
		f.t.Errorf("the author is %q", by)
	}
	saved := func(_ record.ID, err error) {
		if err != nil {
			f.t.Error(err)
		}
	}
	there := func(want map[string]string) {
		f.t.Helper()
		until(f.t, "the backend has what was written here", func() bool { return maps.Equal(r.Responses(), want) })
	}
	bye := here["bye"]
	c := bye.Content
	c.Text = "Goodbye, says {agent}."
	f.asha.PutResponse(app.Edit{ID: bye.ID, Basis: bye.Revision}, c, saved)
	there(map[string]string{"refund": refund, "bye": c.Text})
	f.asha.PutResponse(app.Edit{}, script.Response{Folder: f.title, Title: "Opening hours", Shortcut: "hours", Text: "From nine to five."}, saved)
	there(map[string]string{"refund": refund, "bye": c.Text, "hours": "From nine to five."})

	// What was changed there meanwhile comes with the next reading, which the next edit brings about.
	r.SetResponse("refund", "A refund takes three days.")
	here = f.shelf(map[string]string{"refund": refund, "bye": c.Text, "Opening hours": "From nine to five."})
	f.asha.DeleteResponse(app.Edit{ID: here["bye"].ID, Basis: here["bye"].Revision}, saved)
	there(map[string]string{"refund": "A refund takes three days.", "hours": "From nine to five."})
	f.shelf(map[string]string{"refund": "A refund takes three days.", "Opening hours": "From nine to five."})
}

func (f *floor) articles() {
	f.t.Helper()
	id := f.vendor.OpenChat(conformance.Opening{Name: "Mira V.", Mail: "mira@example.com", Text: "Where is my money?", Bot: true})
	f.asha.sees("the chat", onTheWall(id))
	f.asha.opens(id)
	got := make(chan app.Found, 1)
	f.asha.Articles("refund", func(a app.Found) { got <- a })
	a := <-got
	if a.Err != nil || !slices.ContainsFunc(a.Articles, func(a app.Article) bool { return a.From == f.title && a.Link != "" && a.Title != "" }) {
		f.t.Errorf("%v, %+v", a.Err, a.Articles)
	}
}
