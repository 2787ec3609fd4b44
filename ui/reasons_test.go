package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/report"
	"floorwalker/ui/internal/stage"
	"floorwalker/ui/kit"
)

// D-01: "why not" works from the keyboard, also where the panel beside the thread is
// folded away, and Esc gives everything back.
func TestWhyFromTheKeyboard(t *testing.T) {
	h := newHouse(t).enter()
	h.desk.Explains(t)
	h.Do("c", stage.Opened("Ada"), stage.Said("what are your opening hours?"), stage.Answered("From nine to six.", 9300))
	h.Do("d", stage.Opened("Bo"), stage.Said("a human please"))
	h.desk.Watch("d")
	h.show("c")
	h.stroke(fyne.KeyB, ctrl) // no side panel
	h.window.Resize(fyne.NewSize(900, 700))
	h.stroke(fyne.KeyE, ctrl)
	h.crank.Drain()
	h.wantSays("Why?", "No alert: no rule is over its threshold.", "Frustrated", "an alert needs 0.985")
	if h.window.Canvas().Focused() != h.shell.why.Focusable() {
		t.Fatal("the keyboard is not in the panel")
	}
	h.press(fyne.KeyDown)
	h.wantSays("Asks for a person")
	h.stroke(fyne.KeyUp, alt) // the panel follows the chat
	h.render()
	h.wantSays("1 alert holds.")
	h.press(fyne.KeyEscape)
	if h.says("1 alert holds.") || h.shell.why.Opened() || !h.shell.split.Folded(sidePane) {
		t.Error("Esc does not close the panel, or it leaves the side panel open")
	}
	h.stroke(fyne.KeyE, ctrl)
	h.stroke(fyne.KeyE, ctrl)
	if h.shell.why.Opened() {
		t.Error("the key does not close what it has opened")
	}
	h.shell.openWhy()
	h.shell.board.FocusRows()
	h.press(fyne.KeyEscape)
	if h.shell.why.Opened() {
		t.Error("Esc in the rows does not close the panel")
	}
	h.shell.pick(0)
	h.shell.turn(pageLibrary)
	h.stroke(fyne.KeyE, ctrl)
	if h.shell.page != pageFloor || !h.shell.why.Opened() {
		t.Error("from another page the key does not lead to the chat")
	}
}

// The panel beside the thread prints the key, and leads there by a click.
func TestTheSidePanelLeadsToTheReasons(t *testing.T) {
	h := newHouse(t).enter()
	h.desk.Explains(t)
	h.Do("c", stage.Opened("Ada"), stage.Said("hello"))
	h.show("c")
	h.wantSays("All ten rules and their values · Ctrl E")
	link, ok := stage.Called[*kit.Link](h.shell.side.Content(), "All ten rules")
	if !ok {
		t.Fatal("nothing leads there")
	}
	test.Tap(link)
	h.crank.Drain()
	h.wantSays("No alert: no rule is over its threshold.")
}

// The panel is drawn in every theme with what strangers write, and pushes nothing
// out of a window of 1280 × 800. FLOORWALKER_PICTURES names a folder for the
// pictures.
func TestThePanelIsDrawn(t *testing.T) {
	size := fyne.NewSize(1280, 800)
	for at, l := range looks {
		t.Run(at, func(t *testing.T) {
			h := newHouse(t).enter()
			h.desk.Explains(t)
			l.Width, l.Height = size.Width, size.Height
			h.shell.look = l
			h.shell.restyle()
			say := func(bodies ...chat.Body) {
				for _, b := range bodies {
					h.Do("c", b)
					h.desk.Watch("c")
				}
			}
			h.Do("c", stage.OpenedOn(chat.ChannelWhatsApp, "मीरा वर्मा"))
			say(stage.Said("incoming calls are not coming on my number since morning 👩‍💻"),
				stage.Answered("Please check that call forwarding is switched on in your panel under Settings → Numbers.", 7400),
				stage.Said("नहीं हो रहा, पैसे कट गए 😡 किसी इंसान से बात करवाओ"),
				stage.Answered("Please check that call forwarding is switched on in your panel under Settings → Numbers. ", 5800),
				stage.Said("again same answer, this is the third time!!! pathetic service, let me talk to a human agent"))
			h.show("c")
			h.desk.HubAnswer = &app.HubWhy{State: app.HubAnswered, Knowledge: app.KnowledgeNone, Rules: []report.RuleFigures{{Rule: policy.RuleHumanRequest, Raised: 12, Dismissed: 3}}}
			h.stroke(fyne.KeyE, ctrl)
			h.crank.Drain()
			h.stays(size)
			h.picture("why-" + at)
			for range 3 {
				h.press(fyne.KeyDown)
			}
			h.stays(size)
			h.picture("why-walked-" + at)
		})
	}
}
