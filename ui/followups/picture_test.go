package followups

import (
	"fmt"
	"os"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/record"
	"floorwalker/ui/internal/stage"
)

// scenes are what the page can look like.
var scenes = map[string]func(o *office){
	"none": func(*office) {},
	"open": func(o *office) { o.full(); o.pane.Open("f1") },
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
		o.pane.Open("f2")
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
	"owed":     func(o *office) { o.ledgerFull(); o.choose("c2/o") },
	"owedlate": func(o *office) { o.full(); o.ledgerFull(); o.choose("c1/o") },
	"owedlong": func(o *office) {
		o.ledgerFull()
		o.Snap.Link.State = app.LinkOffline
		o.choose("c3/o")
	},
	"owedhand": func(o *office) { o.ledgerFull(); o.choose("c2/o"); o.press("Hand on…") },
	"owedmany": func(o *office) {
		for i := range 300 {
			o.owe(chat.ChatID(fmt.Sprint("c", i)), fmt.Sprint("Customer ", i), chat.Obligation{Owner: stage.Me, Words: "We call you back"}, time.Duration(i*7-20)*time.Minute)
		}
		o.render()
		o.choose("c3/o")
	},
	"new": func(o *office) { o.full(); o.pane.Create() },
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

// ledgerFull is what a floor owes in the middle of a shift.
func (o *office) ledgerFull() {
	o.Person(stage.Me, chat.RolePrimary, "", true)
	o.owe("c1", "Nisha G.", chat.Obligation{Owner: stage.Me, Words: "I'll call you within 2 hours"}, -7*time.Second)
	o.owe("c2", "मीरा वर्मा", chat.Obligation{Owner: stage.Me, Words: "मैं आपको दो घंटे में फ़ोन करूँगी 🙏"}, 12*time.Minute)
	o.owe("c3", "A customer with a name that goes on and on and on", chat.Obligation{
		Owner: "lena", Kind: chat.OwedPromise,
		Words: "I will send you the invoice of October with every line of it explained, and ask the shop in Pune whether the second router is still there",
	}, 70*time.Minute)
	o.owe("c4", "Imran Q.", chat.Obligation{Owner: chat.OwnerQueue("Billing"), Kind: chat.OwedEscalation}, 95*time.Minute)
	o.owe("c5", "", chat.Obligation{Words: "somebody will call you tomorrow"}, 26*time.Hour)
	o.owe("c6", "Rita D.", chat.Obligation{Owner: stage.Me, Kind: chat.OwedConfirm}, 3*time.Hour)
	o.DoAtOnce("c2", &chat.ObligationAttempted{Obligation: "o", Outcome: chat.AttemptNoAnswer})
	o.DoAtOnce("c6", &chat.ObligationPaused{Obligation: "o", Reason: "the escalation is open"})
	o.render()
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
	stage.Pictures(t, "followups", scenes, stage.Looks(), func(t *testing.T, scene func(*office), look stage.Look) fyne.Canvas {
		o := newOffice(t)
		look.Wear()
		o.enter()
		scene(o)
		o.render()
		o.window.Canvas().Refresh(o.pane.Content())
		return o.window.Canvas()
	})
}
