package handover

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"floorwalker/app/chat"
	"floorwalker/app/shift"
	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
	"floorwalker/ui/words"
)

// textLines is how many lines of the text are in sight.
const textLines = 9

// writer is the editor of a note of one's own. What becomes of what is written
// stands in editor.
type writer struct {
	editor
	pane    *notesPane
	content *fyne.Container
	column  *fyne.Container
	scroll  *container.Scroll

	title      *kit.Words
	banner     *kit.Banner
	whom       *kit.Words
	text       *kit.Field
	addChats   *kit.Button
	addFollows *kit.Button
	lists      *fyne.Container
	save       *kit.Button
	drop       *kit.Button
	said       *kit.Text
	foot       *fyne.Container
}

func newWriter(p *notesPane) *writer {
	w := &writer{
		pane: p, title: kit.NewTitle("").Yield(), banner: kit.NewBanner(kit.BannerData{}), whom: kit.NewBody("").Yield(),
		text: kit.NewField("How things stand, what to watch, what was promised"), lists: kit.NewColumn(6), said: kit.NewQuietText(""),
	}
	w.editor.writer = w
	w.text.MultiLine, w.text.Wrapping, w.text.Scroll = true, fyne.TextWrapWord, fyne.ScrollVerticalOnly
	w.text.SetMinRowsVisible(textLines)
	w.text.OnShortcut = p.fieldShortcut
	w.text.OnKey = func(e *fyne.KeyEvent) bool {
		if e.Name == fyne.KeyEscape {
			p.Leave()
			return true
		}
		return false
	}
	w.text.OnChanged = func(string) { w.changed() }
	w.addChats = kit.NewButton(kit.ButtonData{}, p.MentionChats)
	w.addFollows = kit.NewButton(kit.ButtonData{}, p.MentionFollowUps)
	w.save = kit.NewButton(kit.ButtonData{}, p.Save)
	w.drop = kit.NewButton(kit.ButtonData{}, p.Discard)
	w.build()
	return w
}

func (w *writer) build() {
	p := w.pane
	whom := kit.NewButton(kit.ButtonData{Word: "Change"}, p.Address)
	leave := kit.NewButton(kit.ButtonData{Word: "Leave it for now", Key: "Esc"}, p.Leave)
	w.banner.Hide()
	w.column = kit.NewColumn(8,
		w.banner, w.title,
		section("For"), container.NewBorder(nil, nil, nil, whom, w.whom),
		section("Text"), w.text,
		section("Chats and follow-ups that go over"),
		container.New(layout.NewRowWrapLayoutWithCustomPadding(theme.Px(8), theme.Px(8)), w.addChats, w.addFollows), w.lists,
	)
	pad, half := theme.Px(20), theme.Px(10)
	w.scroll = container.NewVScroll(container.New(layout.NewCustomPaddedLayout(pad, pad, pad, pad), w.column))
	w.foot = kit.NewColumn(6, container.New(layout.NewRowWrapLayoutWithCustomPadding(theme.Px(8), theme.Px(8)), w.save, leave, w.drop), w.said)
	foot := container.NewVBox(kit.NewHairline(), container.New(layout.NewCustomPaddedLayout(half, half, pad, pad), w.foot))
	w.content = container.NewBorder(nil, foot, nil, nil, w.scroll)
	w.content.Hide()
}

func (w *writer) shown() bool { return w.content.Visible() }

// hide shows the reader again; what is written is a draft.
func (w *writer) hide() {
	w.content.Hide()
	w.pane.reader.content.Show()
}

// unhide shows the editor in the reader's place.
func (w *writer) unhide() {
	w.pane.reader.content.Hide()
	w.content.Show()
	w.show()
	w.pane.opts.Focus(w.text)
}

// show says everything that does not stand in the text.
func (w *writer) show() {
	p := w.pane
	if w.id == "" {
		w.title.Set("New note for the next shift")
	} else {
		w.title.Set("Your note of " + p.clock(w.base.Content.Written))
	}
	w.whom.Set(sentenceLess(p.rows.who.to(w.to)))
	w.showBanner()
	chats, follows := len(missing(w.chats, myChats(p.snap))), len(missing(w.followUps, myFollowUps(p.snap)))
	w.addChats.Set(kit.ButtonData{Word: mention("my chats", chats), Locked: kit.LockedIf(chats == 0, "every chat that you serve is mentioned")})
	w.addFollows.Set(kit.ButtonData{Word: mention("my follow-ups", follows), Locked: kit.LockedIf(follows == 0, "every open follow-up of yours is mentioned")})
	w.showLists()
	w.lock()
	w.column.Refresh()
	w.scroll.Refresh()
}

func mention(what string, n int) string {
	if n == 0 {
		return "Mention " + what
	}
	return fmt.Sprintf("Mention %s (%d)", what, n)
}

func (w *writer) showBanner() {
	d := kit.BannerData{}
	switch {
	case w.theirs != nil:
		d = kit.BannerData{
			Tone: kit.Amber, Title: "Changed meanwhile",
			Text: "By " + w.pane.rows.who.Name(w.theirs.By) + ", " + w.pane.clock(w.theirs.Updated) + ". What you wrote is kept. Saving lays both side by side.",
		}
	case w.restored:
		d = kit.BannerData{Tone: kit.Blue, Title: "Brought back", Text: "You wrote this before and did not save it."}
	}
	w.banner.Set(d)
	kit.SetShown(w.banner, d.Title != "")
}

// lock says which buttons can be pressed, and why not.
func (w *writer) lock() {
	why := ""
	switch {
	case w.sending():
		why = "being saved"
	case !w.dirty():
		why = "nothing is written"
	}
	d := kit.ButtonData{Word: "Save", Key: "Ctrl S", Locked: why}
	if why == "" {
		d.Kind = kit.Primary
	}
	w.save.Set(d)
	w.drop.Set(kit.ButtonData{Word: "Discard what is written", Locked: why})
	said := "What you write is kept on this desk. The next shift sees it once it is saved."
	switch {
	case w.trouble != "":
		said = w.trouble
	case w.sending():
		said = "Being saved on this desk."
	case w.id != "" && len(w.base.Content.Acknowledged) > 0 && w.dirty():
		said = "Whoever has acknowledged it will be asked again if the words or lists change."
	}
	if w.said.Set(said) {
		w.foot.Refresh()
		w.content.Refresh()
	}
}

// showLists shows what is mentioned, each with a way to take it out.
func (w *writer) showLists() {
	p := w.pane
	var out []fyne.CanvasObject
	names := chatNames(p.snap, w.chats)
	line := func(words string, remove func()) {
		out = append(out, container.NewBorder(nil, nil, nil, kit.NewLink("Take out", remove), kit.NewBody(words).Yield()))
	}
	for _, id := range w.chats {
		line(names[id], func() {
			w.chats = without(w.chats, id)
			w.changed()
			w.show()
		})
	}
	for _, id := range w.followUps {
		line(p.followUpName(id), func() {
			w.followUps = without(w.followUps, id)
			w.changed()
			w.show()
		})
	}
	w.lists.Objects = out
	w.lists.Refresh()
}

// without returns another slice that lacks id.
func without[S comparable](ids []S, id S) []S {
	return slices.DeleteFunc(slices.Clone(ids), func(o S) bool { return o == id })
}

// missing are those of want that are not in have.
func missing[S comparable](have, want []S) []S {
	return slices.DeleteFunc(slices.Clone(want), func(id S) bool { return slices.Contains(have, id) })
}

// Create begins a new note, or goes on with the one that was begun. Versions that lie
// side by side are left undecided, as by Esc.
func (p *notesPane) Create() {
	p.sides.Close()
	if p.writer.id != "" || !p.writer.bound {
		p.writer.begin("", shift.Version{})
	}
	p.writer.unhide()
}

// Edit opens the editor for the note that is open, if it is one's own.
func (p *notesPane) Edit() {
	r := p.reader
	if r.id == "" || r.edit.Disabled() || p.sides.Shown() {
		return
	}
	if p.writer.id != r.id {
		p.writer.begin(r.id, r.shown)
	}
	p.writer.unhide()
}

// Leave goes back to reading; what is written stays.
func (p *notesPane) Leave() {
	p.writer.hide()
	p.opts.Focus(p.front.Table.Focusable())
}

// MentionChats adds the chats that the person at this desk serves.
func (p *notesPane) MentionChats() {
	w := p.writer
	w.chats = append(slices.Clone(w.chats), missing(w.chats, myChats(p.snap))...)
	w.changed()
	w.show()
}

// MentionFollowUps adds the open follow-ups of the person at this desk.
func (p *notesPane) MentionFollowUps() {
	w := p.writer
	w.followUps = append(slices.Clone(w.followUps), missing(w.followUps, myFollowUps(p.snap))...)
	w.changed()
	w.show()
}

// anybody is the picker's key of whoever takes over; agents' keys begin otherwise.
const anybody = "-"

// Address asks whom the note is for. Who is not here now may be chosen: the next
// shift often is not.
func (p *notesPane) Address() {
	pick := kit.NewPicker("For whom", "A name")
	choices := []kit.Choice{{Key: anybody, Name: "Whoever takes over"}}
	if p.snap != nil {
		for _, t := range p.snap.Team {
			detail := "offline"
			if t.Online {
				detail = "online · " + words.Count(t.Chats, "chat")
			}
			choices = append(choices, kit.Choice{Key: "a" + string(t.ID), Name: t.Name, Detail: detail, Pill: kit.PillData{Word: t.Department}})
		}
	}
	pick.Set(choices)
	pick.OnShortcut = p.fieldShortcut
	pick.OnChoose = func(key string) {
		p.writer.to = ""
		if key != anybody {
			p.writer.to = chat.AgentID(strings.TrimPrefix(key, "a"))
		}
		p.writer.changed()
		p.writer.show()
	}
	kit.ShowPicker(p.opts.Window(), pick)
}
