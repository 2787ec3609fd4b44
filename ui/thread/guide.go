package thread

import (
	"slices"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/flow"
	"floorwalker/app/script"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
)

// settled is how long a step that has just come on show takes no Enter: the key
// that sent the one before may still be down.
const settled = 400 * time.Millisecond

// guide is the greeting after a takeover: three steps, each a text whose blanks are
// filled from the conversation, sent by one key (G-HAND-01 to -04, D-09). What is
// written into a blank is kept like a draft.
type guide struct {
	pane *Pane
	tabs *kit.StepTabs
	box  *kit.SlotBox
	// send is handed a step that may go, and says whether it went.
	send func(f script.Filled, id script.ResponseID) bool
	// held says of a text why it may not go, or "".
	held func(script.Filled) string
	// moved is told when the guide opens or closes, or another step comes on show.
	moved func()

	chat   chat.ChatID
	at     int
	since  chat.Instant // when the step came on show
	filled script.Filled
	of     filledFrom
	edits  int  // of blanks, by hand
	ok     bool // the step's text is in the library
	// typed are the values that were written into blanks, by chat.
	typed map[chat.ChatID]map[string]string
	// aside are the chats in which somebody prefers their own words; sent are the
	// steps that went from here and that the chat may not have yet.
	aside map[chat.ChatID]bool
	sent  map[chat.ChatID]map[string]chat.Instant
}

// filledFrom is what a step was filled from: a long chat is not read again for every
// snapshot in which it says the same.
type filledFrom struct {
	chat     chat.ChatID
	id       script.ResponseID
	text     string
	lines    int
	edits    int
	similar  int
	customer string
}

func newGuide(p *Pane) *guide {
	g := &guide{
		pane: p, tabs: kit.NewStepTabs(), box: kit.NewSlotBox(), typed: make(map[chat.ChatID]map[string]string),
		aside: make(map[chat.ChatID]bool), sent: make(map[chat.ChatID]map[string]chat.Instant),
	}
	g.tabs.OnPick = g.pick
	g.box.OnFill, g.box.OnSend, g.box.OnSource = g.fill, g.submit, g.seek
	g.box.OnEscape, g.box.OnKey, g.box.OnShortcut = g.putAside, p.Key, p.opts.Shortcut
	g.box.SetHints(
		kit.Hint{Key: "Enter", Word: "send", Do: g.box.Send}, kit.Hint{Key: "Tab", Word: "next blank"},
		kit.Hint{Key: "Esc", Word: "own words", Do: g.putAside}, kit.Hint{Key: string(sourceKey), Word: "where from"},
	)
	g.tabs.Hide()
	g.box.Hide()
	return g
}

// steps are the script of the takeover: the policy's, or the one that ships.
func (g *guide) steps() []script.ResponseID {
	if e := g.pane.edition(); e != nil {
		return flow.TakeOver(e)
	}
	return script.TakeOverScript().Steps
}

// stepWords name the steps of the guide's own script; a script of another length is
// named by the titles of its texts.
var stepWords = []string{"Greet", "Own it", "First step"}

// doneAt is when I sent a step since the chat became mine; zero if I have not.
func (g *guide) doneAt(t *view.Thread, id script.ResponseID) chat.Instant {
	for i := len(t.Messages) - 1; i >= 0 && t.Messages[i].At >= t.Owned; i-- {
		m := t.Messages[i]
		if m.From == chat.SpeakerAgent && m.Agent == g.pane.me.Agent && m.Script == string(id) {
			return m.At
		}
	}
	for _, l := range t.Pending {
		if l.Script == string(id) && l.At >= t.Owned {
			return l.At
		}
	}
	if at := g.sent[t.ID][string(id)]; at >= t.Owned {
		return at
	}
	return 0
}

// offered reports whether t is a chat that is to be greeted in steps now: it has just
// become mine, nothing else was said since, and the texts are there to greet with.
func (g *guide) offered(t *view.Thread) bool {
	if t == nil || t.Stance != view.Yours || t.NightLocked || g.pane.opts.Library == nil {
		return false
	}
	greets := func(pr flow.Prompt) bool { return pr.Kind == flow.PromptGreet }
	if !slices.ContainsFunc(t.Prompts, greets) {
		return false
	}
	open, known := false, false
	for _, id := range g.steps() {
		_, in := g.pane.opts.Library().Get(id)
		open, known = open || g.doneAt(t, id).IsZero(), known || in
	}
	return known && open
}

// opened reports whether the guide is what one writes in now.
func (g *guide) opened() bool { return g.box.Visible() }

// render shows the step that is next, or takes the guide away.
func (g *guide) render(t *view.Thread) {
	if !g.offered(t) {
		g.close()
		return
	}
	if g.chat != t.ID {
		g.chat, g.at = t.ID, -1
		g.recall(t.ID)
	}
	ids := g.steps()
	if g.at < 0 || g.at >= len(ids) || !g.doneAt(t, ids[g.at]).IsZero() {
		g.to(slices.IndexFunc(ids, func(id script.ResponseID) bool { return g.doneAt(t, id).IsZero() }))
	}
	g.show(t)
	g.set(true, !g.aside[t.ID])
}

// set shows or hides tabs and box.
func (g *guide) set(tabs, box bool) {
	a, b := kit.SetShown(g.tabs, tabs), kit.SetShown(g.box, box)
	if (a || b) && g.moved != nil {
		g.moved()
	}
}

func (g *guide) close() {
	if g.chat != "" || g.tabs.Visible() {
		g.chat, g.at = "", -1
		g.set(false, false)
	}
}

// to brings a step on show.
func (g *guide) to(i int) { g.at, g.since = i, g.pane.opts.Now() }

// show fills the step's text from the chat as it is now, and lets the clock run.
func (g *guide) show(t *view.Thread) {
	id := g.steps()[g.at]
	v, ok := g.pane.opts.Library().Get(id)
	g.ok = ok
	if !ok {
		g.of, g.filled = filledFrom{}, script.Filled{}
		g.box.Set(kit.SlotsData{
			Pieces: []kit.SlotPiece{{Text: "The text of this step is not in the library."}}, Locked: "the text “" + string(id) + "” is missing",
		})
		g.tick(t)
		return
	}
	if of := (filledFrom{t.ID, id, v.Content.Text, len(t.Messages), g.edits, g.pane.similar.count(t.ID), t.Customer.Name}); of != g.of {
		known := g.pane.known()
		known.Typed = g.typed[t.ID]
		g.of, g.filled = of, script.Fill(v.Content, known)
	}
	d := slotsData(g.filled, func(s script.Source) string { return lineSource(t, s) })
	if !g.aside[t.ID] { // else it is one's own words that are judged
		if why := g.held(g.filled); d.Locked == "" {
			d.Locked = why
		}
	}
	g.box.Set(d)
	g.tick(t)
}

// pick is a click on a tab: another step, or back from one's own words.
func (g *guide) pick(i int) {
	t := g.pane.shown
	if t == nil || g.chat != t.ID || !g.doneAt(t, g.steps()[i]).IsZero() {
		return
	}
	g.to(i)
	g.open(t)
}

// open brings the guide up for somebody who asked for it, and says whether there is
// one to bring up.
func (g *guide) open(t *view.Thread) bool {
	if !g.offered(t) || g.chat != t.ID {
		return false
	}
	delete(g.aside, t.ID)
	g.show(t)
	g.set(true, true)
	g.pane.opts.Focus(g.box.Focusable())
	return true
}

// putAside leaves the steps for one's own words; the tabs stay, and so does what was
// written into the blanks.
func (g *guide) putAside() {
	if g.chat == "" { // they went while a sheet lay over the window
		g.pane.foot.focus()
		return
	}
	g.aside[g.chat] = true
	g.set(true, false)
	g.pane.foot.focus()
}

// submit sends the step on show, once, to the chat it was filled from.
func (g *guide) submit() {
	t := g.pane.shown
	if t == nil || t.ID != g.chat || t.Stance != view.Yours || !g.ok {
		return
	}
	now := g.pane.opts.Now()
	if now.Sub(g.since) < settled {
		return
	}
	if ok, _ := g.filled.Ready(); !ok {
		return
	}
	id := g.steps()[g.at]
	if !g.send(g.filled, id) {
		return
	}
	if g.sent[t.ID] == nil {
		g.sent[t.ID] = make(map[string]chat.Instant)
	}
	g.sent[t.ID][string(id)] = now
	g.render(t)
	if g.opened() {
		g.pane.opts.Focus(g.box.Focusable())
		return
	}
	for slot := range g.typed[t.ID] { // they have been said
		g.pane.opts.Desk.SaveDraft(t.ID, slotDraft(slot), "")
	}
	g.pane.foot.focus()
}
