package followups

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"floorwalker/app"
	"floorwalker/app/obligation"
	"floorwalker/app/view"
	"floorwalker/ui/duty"
	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
	"floorwalker/ui/words"
)

// dutyPanel is the promise that was chosen and is no call, and what can be done about
// it. It stays with that promise whatever happens to the rows, and says so when it is
// owed no more. Its asker asks to whom a call is handed on, too.
type dutyPanel struct {
	pane   *Pane
	asker  *duty.Asker
	duty   view.Duty
	opened bool
	over   bool
	link   app.LinkState
	asked  int    // the newest notice when something was last asked
	answer string // the hub's refusal since

	content              *fyne.Container
	scroll               *container.Scroll
	column, buttons      *fyne.Container
	name                 *kit.Words
	state                *kit.Pill
	sub, promised, owner *kit.Text
	clock                *kit.Clock
	bar                  *kit.Bar
	reading, said, due   *kit.Text
	kept, hand, chat     *kit.Button
}

func newDutyPanel(p *Pane) *dutyPanel {
	d := &dutyPanel{
		pane: p, name: kit.NewTitle("").Yield(), state: kit.NewPill(kit.PillData{}), clock: kit.NewClock(""), bar: kit.NewBar(),
		sub: kit.NewQuietText(""), promised: kit.NewText(""), owner: kit.NewText(""), reading: kit.NewQuietText(""),
		said: kit.NewQuietText(""), due: kit.NewText(""),
	}
	d.asker = duty.NewAsker(duty.Options{
		Desk: p.opts.Desk, Policy: p.opts.Policy, Now: p.opts.Now, Post: p.opts.Post, Canvas: p.opts.Window,
		Shortcut: p.opts.Shortcut, At: p.clock,
	})
	d.kept = kit.NewButton(kit.ButtonData{}, d.keep)
	d.hand = kit.NewButton(kit.ButtonData{}, d.handOn)
	d.chat = kit.NewButton(kit.ButtonData{Word: "Open chat", Key: "O"}, d.openChat)
	d.buttons = container.New(layout.NewRowWrapLayoutWithCustomPadding(theme.Px(8), theme.Px(8)), d.kept, d.hand, d.chat)
	d.column = kit.NewColumn(8,
		container.NewBorder(nil, nil, nil, container.NewCenter(d.state), d.name), d.sub, d.buttons, d.said,
		section("What was promised"), d.promised,
		section("Due"), container.NewBorder(nil, nil, nil, d.clock, d.due), d.bar, d.reading,
		section("Who owes it"), d.owner,
	)
	pad := theme.Px(20)
	d.scroll = container.NewVScroll(container.New(layout.NewCustomPaddedLayout(pad, pad, pad, pad), d.column))
	d.content = container.NewStack(d.scroll)
	d.content.Hide()
	return d
}

// open binds the panel to a duty.
func (d *dutyPanel) open(to view.Duty) {
	if !d.opened || dutyKey(d.duty) != dutyKey(to) {
		d.answer = ""
		d.scroll.ScrollToTop()
	}
	d.duty, d.opened, d.over = to, true, false
	d.show()
}

// render takes the news of the duty that is open.
func (d *dutyPanel) render(s *app.Snapshot) {
	d.asker.Render(s)
	if !d.opened {
		d.asked = newest(s.Notices)
		return
	}
	answer := d.answer
	for _, n := range s.Notices {
		if n.N > d.asked && n.Chat == d.duty.Chat && n.Bad {
			d.answer = n.Words
		}
	}
	d.asked = max(d.asked, newest(s.Notices))
	now, owed := duty.Find(s, d.duty.Chat, d.duty.ID)
	if owed && now == d.duty && !d.over && d.answer == answer && d.link == s.Link.State {
		return
	}
	d.link = s.Link.State
	if d.over = !owed; owed {
		d.duty = now
	}
	d.show()
}

func newest(ns []app.Notice) int {
	n := 0
	for _, x := range ns {
		n = max(n, x.N)
	}
	return n
}

// show says everything of the duty but its clock.
func (d *dutyPanel) show() {
	o := d.duty
	d.name.Set(words.Name(o.Customer))
	sub := words.DutyFull(o.Kind)
	if o.Closed {
		sub += " · the chat has ended"
	}
	d.sub.Set(sub)
	promised := "Nobody's words: it follows from what happened in the chat."
	if o.Words != "" {
		promised = duty.Quote(o.Words)
	}
	d.promised.Set(promised)
	owner := words.Upper(duty.Owner(o.Owed, d.pane.me.Agent))
	if duty.Unowned(o.Owed) {
		owner += ": nobody is on duty. Hand it on to a lead."
	}
	d.owner.Set(owner)
	d.due.Set(words.Upper(d.pane.clock(o.Due)))
	kit.SetShown(d.chat, d.pane.opts.OpenChat != nil)
	d.tick()
	d.lay()
}

// tick lets the clock and the locks run.
func (d *dutyPanel) tick() {
	if !d.opened {
		return
	}
	p, o := d.pane, d.duty
	k := obligation.Read(o.Obligation, p.opts.Now(), p.doubt(), p.opts.Policy)
	text, tone := duty.Clock(o.Obligation, k, p.opts.Policy)
	pill := kit.PillData{Word: duty.State(o.Owed, k), Tone: tone}
	reading := words.Upper(k.Words)
	if d.over {
		text, pill, reading = "", kit.PillData{Word: "owed no more"}, "It was kept, has failed, or fell away."
	}
	if k.Paused && !d.over {
		pill.Word = "paused"
	}
	d.clock.Set(text, tone)
	d.bar.Set(duty.Share(o.Obligation, p.opts.Now()), tone)
	moved := d.state.Set(pill)
	moved = kit.SetShown(d.state, pill.Word != "") || moved
	moved = d.reading.Set(reading) || moved
	d.lock()
	moved = d.said.Set(d.saying()) || moved
	moved = kit.SetShown(d.said, d.said.AccessibilityLabel() != "") || moved
	if moved {
		d.lay()
	}
}

// locked says why no button works, or "".
func (d *dutyPanel) locked() string {
	if d.over {
		return duty.Gone
	}
	return d.asker.Locked(d.duty)
}

func (d *dutyPanel) lock() {
	locked := d.locked()
	d.kept.Set(kit.ButtonData{Word: "Kept…", Key: "K", Kind: kit.Primary, Locked: locked})
	d.hand.Set(kit.ButtonData{Word: "Hand on…", Key: "H", Locked: locked})
}

// saying is what stands below the buttons: the hub's refusal, why they are locked, or
// that the hub will hear of it later.
func (d *dutyPanel) saying() string {
	locked := d.locked()
	var parts []string
	for _, s := range []string{d.answer, locked} {
		if s != "" {
			parts = append(parts, words.Sentence(s))
		}
	}
	if d.pane.link.State != app.LinkLive && d.locked() == "" {
		parts = append(parts, "Offline: what is said here is kept and goes to the hub when it is back.")
	}
	return strings.Join(parts, " ")
}

func (d *dutyPanel) lay() {
	d.buttons.Refresh()
	d.column.Refresh()
	d.scroll.Refresh()
}

// ask asks something of the duty that is open; the hub's last answer is done with.
func (d *dutyPanel) ask(locked string, do func(view.Duty)) {
	if !d.opened || locked != "" {
		return
	}
	d.answer = ""
	do(d.duty)
}

func (d *dutyPanel) keep()   { d.ask(d.locked(), d.asker.Kept) }
func (d *dutyPanel) handOn() { d.ask(d.locked(), d.asker.HandOn) }

func (d *dutyPanel) openChat() {
	if d.opened && d.pane.opts.OpenChat != nil {
		d.pane.opts.OpenChat(d.duty.Chat)
	}
}

// typed runs the letters printed on the buttons while the rows have the keyboard.
func (d *dutyPanel) typed(r rune) {
	switch r {
	case 'k', 'K':
		d.keep()
	case 'h', 'H':
		d.handOn()
	case 'o', 'O':
		d.openChat()
	}
}
