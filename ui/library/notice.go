package library

import (
	"floorwalker/app/script"
	"floorwalker/ui/kit"
)

// notice is one thing to know about the open response, with what can be done.
type notice struct {
	data kit.BannerData
	does []func()
}

// renderBanner shows the notice that matters most.
func (e *editor) renderBanner() {
	n, ok := e.notice()
	e.acts = n.does
	high := e.banner.Visible()
	if ok {
		e.banner.Set(n.data)
	}
	if kit.SetShown(e.banner, ok) || high {
		e.content.Refresh()
	}
}

func (e *editor) bannerPressed(i int) {
	if i < len(e.acts) {
		e.acts[i]()
	}
}

// notice is the first of what there is to know: what the hub refused, what is
// in conflict, what changed meanwhile, what came back.
func (e *editor) notice() (notice, bool) {
	o := e.now
	if r := e.p.refusal(o.id); o.id != "" && r != nil {
		cmd := r.Command
		return notice{kit.BannerData{
			Tone: kit.Red, Title: "The hub did not take this change", Text: r.Words + " The text stays on this desk.",
			Buttons: []kit.ButtonData{{Word: "Discard the change"}},
		}, []func(){func() { e.p.opts.Desk.DropRefused(cmd) }}}, true
	}
	if len(o.seen) > 0 {
		return notice{kit.BannerData{
			Tone: kit.Blue, Title: "One from both", Text: "Write it as it shall be. Saving ends the conflict on every desk.",
		}, nil}, true
	}
	if e.p.torn[o.id] && e.dirty() {
		return notice{kit.BannerData{
			Tone: kit.Amber, Title: "There are two versions", Text: "Save or discard what you typed, then settle them.",
		}, nil}, true
	}
	if e.p.torn[o.id] {
		return notice{kit.BannerData{
			Tone: kit.Amber, Title: "There are two versions", Text: "Two desks wrote this response without knowing of each other. This one is offered until somebody settles it.",
			Buttons: []kit.ButtonData{{Word: "Show both"}},
		}, []func(){func() { e.p.sides.heads(o.id) }}}, true
	}
	if n, ok := e.meanwhile(); ok {
		return n, true
	}
	switch {
	case o.back:
		return notice{kit.BannerData{Title: "What you had typed is back", Text: "It is not saved yet. Save it, or discard it."}, nil}, true
	case e.thrown != nil && e.thrown.key == o.key:
		return notice{kit.BannerData{
			Title: "Your changes were discarded", Buttons: []kit.ButtonData{{Word: "Bring them back"}},
		}, []func(){e.bringBack}}, true
	}
	return notice{}, false
}

// meanwhile says that somebody else saved while this response was open.
func (e *editor) meanwhile() (notice, bool) {
	o := e.now
	v, known := e.p.head(o.id)
	if o.id == "" || !known || v.Revision == o.basis || o.sent != nil {
		return notice{}, false
	}
	verb := "Changed"
	if v.Deleted {
		verb = "Deleted"
	}
	d := kit.BannerData{Tone: kit.Amber, Title: verb + " meanwhile by " + e.p.who(v.By), Detail: e.p.when(v.Updated)}
	if e.dirty() {
		d.Text = "What you type stays. Saving shows both versions beside each other."
		d.Buttons = []kit.ButtonData{{Word: "Compare"}}
		return notice{d, []func(){e.compare}}, true
	}
	d.Buttons = []kit.ButtonData{{Word: "Show it"}}
	return notice{d, []func(){func() { e.reopen(true) }}}, true
}

// compare shows what is typed beside what was saved meanwhile.
func (e *editor) compare() {
	o := e.now
	_, err := e.p.lib.Book().Propose(o.id, e.current(), o.basis, e.p.snap.Me.Agent, e.p.opts.Now())
	if err == nil {
		return // it is no longer in the way
	}
	e.refused(o, err)
}

// reopen shows what is offered now; quiet does not begin with a conflict.
func (e *editor) reopen(quiet bool) {
	o := e.now
	v, known := e.p.head(o.id)
	if !known || v.Deleted {
		e.close()
		return
	}
	e.now = &opened{key: o.key, id: o.id, basis: v.Revision, base: v.Content}
	e.show(v.Content)
	if e.p.torn[o.id] && !quiet {
		e.p.sides.heads(o.id)
	}
}

// thrown is what was discarded last, to be brought back.
type thrown struct {
	key string
	draft
}

// Discard lets go of what is typed, until it is brought back or something else
// is typed.
func (e *editor) Discard() {
	o := e.now
	if o == nil || !e.dirty() && len(o.seen) == 0 {
		return
	}
	e.thrown = &thrown{o.key, draft{o.basis, o.seen, e.current()}}
	e.p.drafts.drop(o.key)
	if o.id == "" {
		e.now = &opened{key: newKey}
		e.show(script.Response{})
		return
	}
	e.reopen(true)
}

func (e *editor) bringBack() {
	t := e.thrown
	e.thrown = nil
	e.now.basis, e.now.seen = t.Basis, t.Seen
	e.fill(t.Response)
	e.typed()
}
