package overnight

import (
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"floorwalker/app/chat"
	"floorwalker/ui/internal/stage"
	"floorwalker/ui/theme"
)

// scenes are what the page can look like.
var scenes = map[string]func(n *night){
	"none": func(*night) {},
	"review": func(n *night) {
		n.morning()
		n.pane.open("c1")
	},
	"acknowledge": func(n *night) {
		n.morning()
		n.pane.open("c2")
		n.FoldBy("c2", stage.Me, &chat.NightReviewed{Call: true})
		n.DoAtOnce("c2", &chat.ObligationEnded{Obligation: chat.ObligationID(chat.OwedReview), How: chat.EndedKept})
	},
	"call": func(n *night) {
		n.morning()
		n.pane.open("c1")
		n.acknowledged("c1")
		n.render()
		n.pane.toCall()
	},
	"late": func(n *night) { n.morning(); n.Pass(34 * time.Minute); n.pane.Tick(); n.pane.open("c3") },
	"many": func(n *night) {
		for i := range 400 {
			n.wrote(chat.ChatID(fmt.Sprintf("m%03d", i)), fmt.Sprint("Customer ", i), "+91 98765 43210", "what do extra numbers cost?", time.Duration(i)*time.Minute)
		}
	},
}

// acknowledged is a chat that was reviewed and answered.
func (n *night) acknowledged(id chat.ChatID) {
	n.FoldBy(id, stage.Me, &chat.NightReviewed{Call: true})
	n.DoAtOnce(id, &chat.ObligationEnded{Obligation: chat.ObligationID(chat.OwedReview), How: chat.EndedKept},
		&chat.ObligationEnded{Obligation: chat.ObligationID(chat.OwedNightAck), How: chat.EndedKept}, stage.Wrote("I call you now", chat.DeliveryPending))
}

// morning is a worklist eight minutes into the shift.
func (n *night) morning() {
	n.wrote("c1", "Asha", "+91 98765 43210", "calls do not come in since the evening", 9*time.Hour)
	n.wrote("c2", "मीरा वर्मा", "+91 98765 43211", "मेरा रिचार्ज अभी तक नहीं हुआ 🙏 कृपया जल्दी देखें", 7*time.Hour)
	n.wrote("c3", "A customer with a name that goes on and on and on", "", "please cancel my plan, I have asked for it four times now and nobody ever answers what I write here", 2*time.Hour)
	n.wrote("c4", "Tara 😀😀", "+91 98765 43213", "ok thanks it works", 90*time.Minute)
	n.wrote("c5", "Rita D.", "+91 98765 43212", "I want to port my number", 80*time.Minute)
	n.Pass(8 * time.Minute)
	n.acknowledged("c5")
	n.FoldBy("c5", stage.Me, &chat.AttemptEnded{Attempt: chat.Attempt{ID: "a", Obligation: chat.ObligationID(chat.OwedCall), By: stage.Me, Began: n.Now().Add(-4 * time.Minute), Ended: n.Now().Add(-3 * time.Minute), Outcome: chat.AttemptNoAnswer}})
	n.FoldBy("c4", stage.Me, &chat.NightReviewed{Note: "It works again, she said so herself."})
	n.DoAtOnce("c4", &chat.ObligationEnded{Obligation: chat.ObligationID(chat.OwedReview), How: chat.EndedKept},
		&chat.ObligationEnded{Obligation: chat.ObligationID(chat.OwedNightAck), How: chat.EndedVoid}, &chat.ObligationEnded{Obligation: chat.ObligationID(chat.OwedCall), How: chat.EndedVoid})
	n.render()
}

// TestPictures draws the page for eyes to judge ([stage.Pictures]).
func TestPictures(t *testing.T) {
	looks := append(stage.Looks(), stage.Look{Name: "wide", Theme: theme.Options{Mode: theme.Light}, Size: fyne.NewSize(1770, 1000)})
	stage.Pictures(t, "overnight", scenes, looks, func(t *testing.T, scene func(*night), look stage.Look) fyne.Canvas {
		n := newNight(t)
		look.Wear()
		n.enter()
		if !look.Size.IsZero() {
			n.window.Resize(look.Size)
		}
		scene(n)
		n.render()
		n.window.Canvas().Refresh(n.pane.Content())
		return n.window.Canvas()
	})
}
