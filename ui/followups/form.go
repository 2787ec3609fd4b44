package followups

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
	"floorwalker/ui/words"
)

// noteLines is how many lines of the note are in sight.
const noteLines = 4

// form is the follow-up that is open: what it says, and what can be done with it.
// What is done with what is typed stands in editor.
type form struct {
	editor
	pane    *Pane
	content *fyne.Container
	nothing *kit.EmptyState
	body    *fyne.Container
	scroll  *container.Scroll
	foot    *fyne.Container
	column  *fyne.Container

	banner        *kit.Banner
	name          *kit.Words
	state         *kit.Pill
	sub           *kit.Text
	complete      *kit.Button
	copyNumber    *kit.Button
	chat          *kit.Button
	toCard        *kit.Button
	buttons       *fyne.Container
	dueText       *kit.Text
	quicks        []*kit.Button
	due           *kit.Field
	dueSaid       *kit.Text
	assignee      *kit.Words
	assign        *kit.Button
	reason, note  *kit.Field
	customer      *kit.Field
	phone         *kit.Field
	save, undo    *kit.Button
	said          *kit.Text
	created, done *kit.Text
}

func newForm(p *Pane) *form {
	f := &form{
		pane: p,
		nothing: kit.NewEmptyState(kit.EmptyData{
			Title: "Nobody is chosen",
			Text:  "Pick a customer at the left with ↑ ↓ and Enter, then Enter again calls. All of it works without a network.",
		}),
		banner: kit.NewBanner(kit.BannerData{}), name: kit.NewTitle("").Yield(), state: kit.NewPill(kit.PillData{}),
		sub: kit.NewQuietText(""), dueText: kit.NewText(""), dueSaid: kit.NewQuietText(""),
		assignee: kit.NewBody("").Yield(), said: kit.NewQuietText(""), created: kit.NewQuietText(""), done: kit.NewQuietText(""),
	}
	f.editor.form = f
	f.banner.OnButton = func(int) { p.sides.Open(f.id) }
	f.complete = kit.NewButton(kit.ButtonData{}, func() {
		if f.base.Content.IsOpen() {
			p.Complete()
		} else {
			p.Reopen()
		}
	})
	f.copyNumber = kit.NewButton(kit.ButtonData{}, p.CopyNumber)
	f.chat = kit.NewButton(kit.ButtonData{Word: "Open chat", Key: "O"}, p.OpenChat)
	f.toCard = kit.NewButton(kit.ButtonData{Word: "To the call", Key: "B"}, p.backToCard)
	for i, q := range quickTimes {
		f.quicks = append(f.quicks, kit.NewButton(kit.ButtonData{Word: q.word, Key: q.key}, func() { f.quick(i) }))
	}
	f.assign = kit.NewButton(kit.ButtonData{Word: "Assign", Key: "A"}, p.Assign)
	f.save = kit.NewButton(kit.ButtonData{}, p.Save)
	f.undo = kit.NewButton(kit.ButtonData{Word: "Undo what is typed"}, f.forget)
	f.fields()
	f.build()
	return f
}

func (f *form) fields() {
	p := f.pane
	f.due = p.field("15:00, tomorrow 9:30, 24 Nov 15:00", 1)
	f.due.OnSubmitted = func(string) { p.Save() }
	f.due.OnChanged = func(string) { f.sayDue(); f.changed() }
	f.reason, f.note = p.field("What the call is about", 1), p.field("What the next one to call should know", noteLines)
	f.customer, f.phone = p.field("Name", 1), p.field("Number to call", 1)
	for _, k := range []*kit.Field{f.reason, f.note, f.customer, f.phone} {
		k.OnChanged = func(string) { f.changed() }
	}
	for _, k := range []*kit.Field{f.reason, f.customer, f.phone} {
		k.OnSubmitted = func(string) { p.Save() }
	}
}

func (f *form) build() {
	wrap := func(objects ...fyne.CanvasObject) *fyne.Container {
		return container.New(layout.NewRowWrapLayoutWithCustomPadding(theme.Px(8), theme.Px(8)), objects...)
	}
	var quicks []fyne.CanvasObject
	for _, b := range f.quicks {
		quicks = append(quicks, b)
	}
	f.buttons = wrap(f.toCard, f.complete, f.copyNumber, f.chat)
	f.column = kit.NewColumn(8,
		f.banner,
		container.NewBorder(nil, nil, nil, container.NewCenter(f.state), f.name), f.sub, f.buttons,
		section("Due"), f.dueText, wrap(quicks...), f.due, f.dueSaid,
		section("Who calls"), container.NewBorder(nil, nil, nil, f.assign, f.assignee),
		section("Promised because"), f.reason,
		section("Note"), f.note,
		section("Customer"), f.customer, f.phone,
		section("What happened so far"), f.created, f.done,
	)
	pad := theme.Px(20)
	f.scroll = container.NewVScroll(container.New(layout.NewCustomPaddedLayout(pad, pad, pad, pad), f.column))
	half := theme.Px(10)
	f.foot = kit.NewColumn(6, container.NewHBox(f.save, f.undo), f.said)
	foot := container.NewVBox(kit.NewHairline(), container.New(layout.NewCustomPaddedLayout(half, half, pad, pad), f.foot))
	f.body = container.NewBorder(nil, foot, nil, nil, f.scroll)
	f.body.Hide()
	f.banner.Hide()
	f.content = container.NewStack(f.nothing, f.body)
}

func section(title string) fyne.CanvasObject {
	return container.New(layout.NewCustomPaddedLayout(theme.Px(6), 0, 0, 0), kit.NewSection(title))
}

// focus puts the keyboard into a field, if one is there to write in.
func (f *form) focus(k *kit.Field) {
	if f.id != "" {
		f.pane.opts.Focus(k)
	}
}

// show says everything that does not stand in a field.
func (f *form) show() {
	if f.id == "" {
		f.body.Hide()
		f.nothing.Show()
		return
	}
	f.nothing.Hide()
	f.body.Show()
	c, p := f.base.Content, f.pane
	name, number := words.Name(c.Customer), c.Phone
	if c.Customer == "" {
		name = c.Phone
	}
	f.name.Set(name)
	sub := number
	if d := detail(c); d != "" {
		if sub != "" {
			sub += " · "
		}
		sub += d
	}
	f.sub.Set(sub)
	f.created.Set(p.createdWords(f.base))
	f.done.Set(p.doneWords(f.base))
	_, call := p.rows.call(f.id)
	kit.SetShown(f.toCard, call)
	kit.SetShown(f.chat, c.Chat != "" && p.opts.OpenChat != nil)
	f.copyNumber.Set(kit.ButtonData{Word: "Copy number", Key: "C", Locked: kit.LockedIf(c.Phone == "", "no number is known")})
	for _, b := range append([]*kit.Button{f.assign}, f.quicks...) {
		if c.IsOpen() {
			b.Enable()
		} else {
			b.Disable()
		}
	}
	f.lock()
	f.showBanner()
	f.tick()
	f.sayDue()
	f.lay()
}

// lock says which buttons can be pressed, and why not.
func (f *form) lock() {
	dirty := f.dirty()
	busy := kit.LockedIf(f.sending(), "being saved")
	done := kit.ButtonData{Word: "Complete", Key: "D", Kind: kit.Primary, Locked: busy}
	if !f.base.Content.IsOpen() {
		done = kit.ButtonData{Word: "Open again", Key: "R", Locked: busy}
	}
	save := kit.ButtonData{Word: "Save", Key: "Ctrl S", Locked: kit.LockedIf(!dirty, "nothing is typed")}
	if dirty {
		save.Kind, done.Kind, save.Locked = kit.Primary, kit.Plain, busy
	}
	f.complete.Set(done)
	f.save.Set(save)
	f.undo.Set(kit.ButtonData{Word: "Undo what is typed", Locked: kit.LockedIf(!dirty || f.sending(), "nothing is typed")})
	f.said.Set(f.saidWords(dirty))
}

// lay places everything anew: texts may have taken another height.
func (f *form) lay() {
	f.buttons.Refresh()
	f.column.Refresh()
	f.scroll.Refresh()
	f.foot.Refresh()
	f.body.Refresh()
}
