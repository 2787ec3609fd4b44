package followups

import (
	"fmt"
	"os"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/record"
	"floorwalker/ui/internal/stage"
	"floorwalker/ui/theme"
)

// scenes are what the page can look like.
var scenes = map[string]func(o *office){
	"none":  func(*office) {},
	"calls": func(o *office) { o.evening(); o.choose("c2/o") },
	"running": func(o *office) {
		o.evening()
		o.choose("c2/o")
		o.key(fyne.KeyReturn)
		o.Pass(102 * time.Second)
		o.pane.Tick()
		o.typeNote()
	},
	"waits":    func(o *office) { o.evening(); o.choose("c3/o") },
	"whatsapp": func(o *office) { o.evening(); o.choose("c5/o") },
	"offline": func(o *office) {
		o.evening()
		o.Snap.Link.State, o.Snap.Shelves.Waiting = app.LinkOffline, map[chat.Shelf]int{chat.ShelfFollowUps: 2}
		o.choose("c4/o")
	},
	"again":    func(o *office) { o.evening(); o.choose("c2/o"); o.key(fyne.KeyReturn); o.letter('4') },
	"record":   func(o *office) { o.full(); o.pane.Open("f1"); o.render() },
	"edit":     func(o *office) { o.full(); o.pane.Edit("f1") },
	"promises": func(o *office) { o.evening(); o.pane.pick(filterPromises); o.choose("p1/o") },
	"done": func(o *office) {
		o.full()
		o.theirs("d1", call("Rita D.", o.Now()-80*minute).Complete(stage.Other, o.Now()-10*minute, "Reached. All works now."))
		o.render()
		o.pane.pick(filterDone)
		o.pane.Open("d1")
	},
	"typing": func(o *office) {
		o.full()
		o.Snap.Link.State, o.Snap.Shelves.Waiting = app.LinkOffline, map[chat.Shelf]int{chat.ShelfFollowUps: 2}
		o.Snap.Shelves.Refused = []app.RefusedEdit{{Command: "c", Shelf: "followups", Record: "f2", Words: "you have no access any more"}}
		o.pane.Edit("f2")
		o.render()
		o.fill(o.pane.form.note, "Wants the invoice of October explained line by line. 🙏 कृपया हिंदी में बात करें।")
		f := o.get("f2")
		f.Phone = "+91 00000 00012"
		o.theirs("f2", f)
	},
	"sides": func(o *office) {
		o.full()
		o.apart("f3")
		o.render()
		o.pane.Open("f3")
	},
	"hand": func(o *office) { o.evening(); o.choose("c2/o"); o.press("Hand on…") },
	"new":  func(o *office) { o.full(); o.pane.Create() },
	"many": func(o *office) {
		var vs []followup.Version
		for i := range thousands() {
			v, err := record.Book[followup.FollowUp]{}.Propose(record.ID(fmt.Sprintf("m-%05d", i)), call(fmt.Sprintf("Customer %d", i), o.Now()+minute*chat.Instant(i*7%9000-50)), record.Revision{}, stage.Other, o.Now())
			if err != nil {
				o.t.Fatal(err)
			}
			vs = append(vs, v)
		}
		o.Snap.Shelves.FollowUps = o.Snap.Shelves.FollowUps.Merge(vs...)
	},
}

// evening is a list with everything that a call can be in the middle of a shift.
func (o *office) evening() {
	o.Person(stage.Me, chat.RolePrimary, "", true)
	owe := func(id chat.ChatID, name, number string, x chat.Obligation, d time.Duration) {
		o.DoAtOnce(id, &chat.ChatOpened{Channel: chat.ChannelWhatsApp, Customer: chat.Customer{Name: name, Contact: number}})
		o.DoAtOnce(id, stage.Said("the invoice of October is wrong, please look"))
		o.owe(id, name, x, d)
	}
	owe("c1", "Nisha G.", "+91 98765 43216", chat.Obligation{Owner: stage.Me, Reason: chat.CallSilent, Urgent: true, Words: "Went silent at 12:20, told “call within 2 hours”"}, -6*time.Minute)
	owe("c2", "Imran Q.", "+91 98765 43210", chat.Obligation{Owner: stage.Me, Reason: chat.CallBillingDispute, Ref: "CB-7K2M-4", Words: "Billing dispute, agreed to a call at 15:00"}, 12*time.Minute)
	owe("c3", "मीरा वर्मा", "+91 98765 43211", chat.Obligation{Owner: stage.Me, Reason: chat.CallSetupAbandoned, Words: "सेटअप चरण 4 पर छूट गया 🙏"}, 70*time.Minute)
	owe("c4", "A customer with a name that goes on and on and on", "", chat.Obligation{Owner: "lena", Reason: chat.CallDelayCheck, Words: "Upset about last night's delay, a 24-hour check that needs a very long reason to be understood"}, 160*time.Minute)
	owe("c5", "Rita D.", "+91 98765 43212", chat.Obligation{Owner: stage.Me, Reason: chat.CallTechnical, Words: "No calls come in since morning"}, 200*time.Minute)
	owe("c6", "Tara 😀😀", "+91 98765 43213", chat.Obligation{Reason: chat.CallPrefersPhone, Ref: "CB-9Q4T-1", Unconfirmed: true, Words: "wants the new tariff explained"}, 5*time.Hour)
	for i, at := range []time.Duration{-200, -130, -65} {
		o.tried("c5", fmt.Sprint("r", i), at*time.Minute, chat.AttemptNoAnswer, "")
	}
	o.tried("c3", "m1", -95*time.Minute, chat.AttemptBusy, "")
	o.tried("c3", "m2", -20*time.Minute, chat.AttemptNoAnswer, "Mailbox is full.")
	o.owe("p1", "Kabir S.", chat.Obligation{
		Owner: stage.Me, Kind: chat.OwedPromise,
		Words: "I will send you the invoice of October with every line of it explained, and ask the shop in Pune whether the second router is still there",
	}, 70*time.Minute)
	o.owe("p2", "Imran Q.", chat.Obligation{Owner: chat.OwnerQueue("Billing"), Kind: chat.OwedEscalation}, 95*time.Minute)
	o.owe("p3", "", chat.Obligation{Words: "somebody will write to you tomorrow", Kind: chat.OwedPromise}, 26*time.Hour)
	o.render()
}

// tried is an attempt of mine that began after d and took 40 s.
func (o *office) tried(in chat.ChatID, id string, d time.Duration, outcome, note string) {
	began := o.Now().Add(d)
	o.FoldBy(in, stage.Me, &chat.AttemptEnded{Gap: o.Policy.FollowUp.Gap, Attempt: chat.Attempt{
		ID: chat.AttemptID(id), Obligation: "o", By: stage.Me, Began: began, Ended: began.Add(40 * time.Second), Outcome: outcome, Note: note,
	}})
}

// typeNote writes a note about the call that runs.
func (o *office) typeNote() {
	o.letter('n')
	test.Type(o.window.Canvas().Focused(), "Will pay after the corrected invoice. 🙏 ")
}

// full is a list as a shift has it.
func (o *office) full() {
	f := call("Nisha G.", o.Now()-6*minute)
	f.Reason, f.Origin, f.Chat = "Went silent at 12:20, told “call within 2 hours”", followup.OriginSilent, "c1"
	o.theirs("f0", f.Assign(stage.Me))
	f = call("Imran Q.", o.Now()+12*minute)
	f.Reason, f.Chat, f.Phone, f.Note = "Billing dispute, agreed to a call at 15:00", "c2", "+91 00000 00002", "Invoice of October.\nAsk for the account number first."
	o.theirs("f1", f.Assign(stage.Me))
	f = call("मीरा वर्मा", o.Now()+70*minute)
	f.Reason, f.Phone = "सेटअप चरण 4 पर छूट गया 🙏", "+91 00000 00003"
	o.theirs("f2", f.Assign("lena"))
	f = call("A customer with a name that goes on and on and on", o.Now()+160*minute)
	f.Reason, f.Origin, f.Phone = "Upset about last night's delay, a 24-hour check that needs a very long reason to be understood", followup.OriginEscalation, "+91 00000 00004"
	o.theirs("f3", f)
	f = call("", o.Now()+26*60*minute)
	f.Reason, f.Origin = "Wrote at 2:14, wants the new tariff 😀😀", followup.OriginOvernight
	o.theirs("f4", f)
	o.render()
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
	looks := append(stage.Looks(), stage.Look{Name: "wide", Theme: theme.Options{Mode: theme.Light}, Size: fyne.NewSize(1770, 1000)})
	stage.Pictures(t, "followups", scenes, looks, func(t *testing.T, scene func(*office), look stage.Look) fyne.Canvas {
		o := newOffice(t)
		look.Wear()
		o.enter()
		if !look.Size.IsZero() {
			o.window.Resize(look.Size)
		}
		scene(o)
		o.render()
		o.window.Canvas().Refresh(o.pane.Content())
		return o.window.Canvas()
	})
}
