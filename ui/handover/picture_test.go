package handover

import (
	"fmt"
	"os"
	"testing"

	"fyne.io/fyne/v2"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/record"
	"floorwalker/app/shift"
	"floorwalker/ui/internal/stage"
)

// scenes are what the page can look like.
var scenes = map[string]func(o *office){
	"none": func(*office) {},
	"read": func(o *office) { o.pane.Open(o.full()) },
	"write": func(o *office) {
		o.full()
		o.Snap.Link.State, o.Snap.Shelves.Waiting = app.LinkOffline, map[chat.Shelf]int{chat.ShelfHandover: 2}
		o.pane.Create()
		o.crank.Drain()
		o.write("Recharge works again since 16:10. 🙏\n\nरोहन को शाम 6 बजे तक जवाब चाहिए।\nBilling leaves at 18:00, so ask before that.")
		o.pane.MentionChats()
		o.pane.MentionFollowUps()
	},
	"sides": func(o *office) {
		id := o.full()
		v, _ := o.Snap.Shelves.Notes.Get(id)
		for _, by := range []chat.AgentID{stage.Me, "lena"} {
			p, err := o.Snap.Shelves.Notes.Book().Propose(id, v.Content.Rewrite("Written apart by "+string(by)+".\nWith a second line."), v.Revision, by, o.Now())
			if err != nil {
				o.t.Fatal(err)
			}
			defer func() { o.Snap.Shelves.Notes = o.Snap.Shelves.Notes.Merge(p); o.render(); o.pane.Open(id) }()
		}
	},
	"many": func(o *office) {
		var vs []shift.Version
		for i := range thousands() {
			n := o.note(fmt.Sprintf("Note number %d", i))
			n.Written -= chat.Instant(i) * minute
			v, err := record.Book[shift.Note]{}.Propose(record.ID(fmt.Sprintf("m-%05d", i)), n, record.Revision{}, stage.Other, o.Now())
			if err != nil {
				o.t.Fatal(err)
			}
			vs = append(vs, v)
		}
		o.Snap.Shelves.Notes = o.Snap.Shelves.Notes.Merge(vs...)
	},
}

// full is a list as a week has it; it returns the note for me.
func (o *office) full() record.ID {
	o.Do("c1", append([]chat.Body{stage.Opened("रोहन")}, stage.Taken(stage.Me)...)...)
	l, _, err := o.Snap.Shelves.FollowUps.Put("f1", followup.FollowUp{
		Customer: "Nisha G.", Reason: "Went silent, was told “call within 2 hours”", Due: o.Now() + 40*minute, State: followup.StateOpen,
		Created: o.Now(), Assignee: stage.Me,
	}, record.Revision{}, "lena", o.Now())
	if err != nil {
		o.t.Fatal(err)
	}
	o.Snap.Shelves.FollowUps = l
	for i, text := range []string{
		"Quiet night, two callbacks done.", "बिलिंग टीम आज 18:00 तक है 🙏", "The status page is green again; if customers ask, the outage ended at 9:40 and nothing was lost. Say so plainly.",
	} {
		n := o.note(text)
		n.Written -= chat.Instant(4-i) * 500 * minute
		if i == 1 {
			n.To = "lena"
		}
		if i == 0 {
			n, err = n.Acknowledge(stage.Me, o.Now()-900*minute)
			if err != nil {
				o.t.Fatal(err)
			}
		}
		o.by(stage.Other, record.ID(fmt.Sprintf("n%d", i)), n)
	}
	n := o.note("Recharge was slow until 13:00, watch it.\n\nThe customer below was promised a call and is upset: please begin with them. धन्यवाद 🙏")
	n.To, n.Chats, n.FollowUps = stage.Me, []chat.ChatID{"c1", "0123456789abcdef"}, []record.ID{"f1"}
	o.by(stage.Other, "n-me", n)
	n = o.note("What I leave behind.")
	n.From = stage.Me
	o.by(stage.Me, "n-mine", n)
	o.render()
	return "n-me"
}

// thousands is how many rows the long list has; most matter to eyes only.
func thousands() int {
	if os.Getenv("FLOORWALKER_PICTURES") == "" {
		return 300
	}
	return 10_000
}

// TestPictures draws the page for eyes to judge ([stage.Pictures]).
func TestPictures(t *testing.T) {
	stage.Pictures(t, "handover", scenes, stage.Looks(), func(t *testing.T, scene func(*office), look stage.Look) fyne.Canvas {
		o := newOffice(t)
		look.Wear()
		o.enter()
		scene(o)
		o.render()
		o.window.Canvas().Refresh(o.pane.Content())
		return o.window.Canvas()
	})
}
