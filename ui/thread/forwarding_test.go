package thread

import (
	"strings"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/ui/internal/stage"
	"floorwalker/ui/kit"
)

// choose writes a name into the picker of the open sheet and takes it.
func (r *room) choose(name string) {
	r.write(name)
	r.press("Return")
}

// C-TRF-01: the team's guide stands in the dialog with its version, folds away, and comes
// back when there is a newer one.
func TestTheGuideStandsInTheDialog(t *testing.T) {
	r := mineWith(t)
	r.Policy.Transfer.Guide = "Ask yourself first whether you can solve it."
	r.show("c")
	r.pane.Forward()
	version := itoa(r.Policy.Version)
	r.wantSheet("How this team passes chats on · policy " + version)
	r.wantSheet("Ask yourself first whether you can solve it.")
	folds := stage.Find[*kit.FoldField](r.sheet())
	if len(folds) != 1 {
		t.Fatalf("%d guides", len(folds))
	}
	folds[0].Fold(true)
	r.sheet().Cancel()
	if r.desk.Drafts[draftGuide] != version {
		t.Errorf("kept: %v", r.desk.Drafts)
	}
	r.pane.Forward()
	if !stage.Find[*kit.FoldField](r.sheet())[0].Folded() {
		t.Error("what was read is unfolded again")
	}
	r.sheet().Cancel()
	r.Policy.Version++
	r.show("c")
	r.pane.Forward()
	if stage.Find[*kit.FoldField](r.sheet())[0].Folded() {
		t.Error("a newer guide is folded away")
	}
}

// C-TRF-04: for somebody who is away there is what the policy allows, and nothing else.
func TestForSomebodyWhoIsAway(t *testing.T) {
	for _, c := range []struct {
		away  policy.AwayMode
		pick  int
		asked string
	}{
		{policy.AwayWait, -1, `await c cy "they know this customer"`},
		{policy.AwayPromise, -1, `promise c by cy mail "they know this customer"`},
		{policy.AwayBoth, awayWait, `await c cy "they know this customer"`},
		{policy.AwayBoth, awayPromise, `promise c by cy mail "they know this customer"`},
	} {
		t.Run(string(c.away), func(t *testing.T) {
			r := mineWith(t)
			r.Policy.Transfer.Away = c.away
			r.show("c")
			r.pane.Forward()
			r.choose("cy")
			var away *kit.ChoiceField
			for _, f := range stage.Find[*kit.ChoiceField](r.sheet()) {
				if strings.HasPrefix(f.AccessibilityLabel(), "What becomes of the chat meanwhile") {
					away = f
				}
				if strings.HasPrefix(f.AccessibilityLabel(), "Reason") {
					t.Error("a reason is asked for a chat that is not forwarded")
				}
			}
			if away == nil {
				t.Fatal("it is not asked what becomes of the chat")
			}
			if c.pick >= 0 {
				if !strings.Contains(r.sheet().Lack(), "not chosen") {
					t.Errorf("the sheet lacks %q", r.sheet().Lack())
				}
				away.Pick(c.pick)
				away.OnPick(c.pick)
			}
			r.window.Canvas().Focus(lastNote(r))
			r.write("they know this customer")
			r.confirmKey()
			r.wantAsked(c.asked)
		})
	}
}

// lastNote is the note's field of the open sheet.
func lastNote(r *room) *kit.Field {
	fields := stage.Find[*kit.Field](r.sheet())
	return fields[len(fields)-1]
}

func itoa(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + itoa(n%10)
}

// C-DIST-01, A-38: loads and caps stand beside the names, and too much is said in words.
func TestLoadsStandBesideTheNames(t *testing.T) {
	r := mineWith(t)
	for _, id := range []chat.ChatID{"x1", "x2", "x3", "x4", "x5"} {
		r.Do(id, stage.Opened("Bo"))
		r.Do(id, stage.Taken("dee")...)
	}
	r.show("c")
	for _, c := range people(r.Snapshot(), r.Policy, nil) {
		if c.Key == "person dee" && c.Detail != "online · 5 of 5 chats · overloaded" {
			t.Errorf("dee: %q", c.Detail)
		}
	}
}

// An offer that waits for somebody who is away has no clock, and never runs out.
func TestAChatThatWaitsForSomebody(t *testing.T) {
	r := mineWith(t, &chat.OfferMade{Offer: chat.Offer{ID: "o", Kind: chat.OfferAwait, From: stage.Me, To: "cy", Note: "they know this customer", Made: stage.Start}})
	r.wantSays("Waits for agent cy", "Take back")
	r = newRoom(t)
	r.team()
	r.Do("c", stage.Opened("Ada"))
	r.Do("c", stage.Taken(stage.Other)...)
	r.Do("c", &chat.OfferMade{Offer: chat.Offer{ID: "o", Kind: chat.OfferAwait, From: stage.Other, To: stage.Me, Note: "you know this customer", Made: stage.Start}})
	r.show("c")
	r.wantSays("This chat waited for you", "“you know this customer”")
	if b := r.button("Accept"); b.Disabled() {
		t.Error("it has run out")
	}
}
