package handover

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/record"
	"floorwalker/app/shift"
	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
	"floorwalker/ui/words"
)

// reader is the note that is open, to be read and acknowledged.
type reader struct {
	pane    *notesPane
	content *fyne.Container
	nothing *kit.EmptyState
	scroll  *container.Scroll
	column  *fyne.Container

	banner *kit.Banner
	from   *kit.Words
	sub    *kit.Text
	ack    *kit.Button
	edit   *kit.Button
	said   *kit.Text
	text   *kit.Text
	lists  *fyne.Container // chats and follow-ups
	acked  *kit.Text
	past   *kit.Text

	listed  listed
	id      record.ID
	shown   shift.Version // what stands on the screen
	opened  shift.Note    // as it was when it was opened
	sending bool
	trouble string
	turn    int // of the pane, when it was shown
}

func newReader(p *notesPane) *reader {
	r := &reader{
		pane: p, banner: kit.NewBanner(kit.BannerData{}), from: kit.NewTitle("").Yield(), sub: kit.NewQuietText(""), said: kit.NewQuietText(""),
		text: kit.NewText(""), lists: kit.NewColumn(6), acked: kit.NewQuietText(""), past: kit.NewQuietText(""),
		nothing: kit.NewEmptyState(kit.EmptyData{
			Title: "No note is open", Text: "Pick one at the left with ↑ ↓ and Enter, or write one for the next shift.",
		}),
	}
	r.banner.OnButton = func(int) { p.sides.open(r.id) }
	r.ack = kit.NewButton(kit.ButtonData{}, p.Acknowledge)
	r.edit = kit.NewButton(kit.ButtonData{}, p.Edit)
	r.banner.Hide()
	r.column = kit.NewColumn(8,
		r.banner, r.from, r.sub, container.New(layout.NewRowWrapLayoutWithCustomPadding(theme.Px(8), theme.Px(8)), r.ack, r.edit), r.said,
		r.text, r.lists, section("Acknowledged"), r.acked, section("What happened so far"), r.past,
	)
	pad := theme.Px(20)
	r.scroll = container.NewVScroll(container.New(layout.NewCustomPaddedLayout(pad, pad, pad, pad), r.column))
	r.scroll.Hide()
	r.content = container.NewStack(r.nothing, r.scroll)
	return r
}

func section(title string) fyne.CanvasObject {
	return container.New(layout.NewCustomPaddedLayout(theme.Px(6), 0, 0, 0), kit.NewSection(title))
}

// Open shows a note beside the table, and its versions if there are two.
func (p *notesPane) Open(id record.ID) {
	p.read(id)
	if p.reader.id == id && p.rows.split(id) {
		p.sides.open(id)
	}
}

// read shows a note beside the table.
func (p *notesPane) read(id record.ID) {
	v, ok := p.rows.notes.Get(id)
	if !ok {
		return
	}
	p.front.Table.Select(string(id))
	p.writer.hide()
	r := p.reader
	if r.id != id {
		r.id, r.opened, r.sending, r.trouble = id, p.rows.whole(v), false, ""
		r.scroll.ScrollToTop()
	}
	r.show(v)
}

// Opened is the note beside the table; empty if none is.
func (p *notesPane) Opened() record.ID { return p.reader.id }

// render takes the news of the note that is open.
func (r *reader) render() {
	if r.id == "" || r.turn == r.pane.turn {
		return
	}
	if v, ok := r.pane.rows.notes.Get(r.id); ok {
		r.show(v)
	}
}

// tick follows what the mentioned chats and follow-ups are called by now.
func (r *reader) tick() {
	if r.id != "" {
		r.showLists(r.pane.rows.whole(r.shown))
	}
}

// show says all of a version.
func (r *reader) show(v shift.Version) {
	p := r.pane
	who, n := p.rows.who, p.rows.whole(v)
	r.shown, r.turn = v, p.turn
	r.nothing.Hide()
	r.scroll.Show()
	r.from.Set("From " + who.Name(n.From))
	r.sub.Set("For " + who.to(n.To) + " · " + p.clock(n.Written))
	r.text.Set(n.Text)
	kit.SetShown(r.text, n.Text != "")
	r.showBanner(n)
	r.lock(n)
	r.said.Set(r.saidWords())
	r.showLists(n)
	r.acked.Set(p.ackWords(n))
	past := p.clock(n.Written) + " written by " + who.Name(n.From)
	if v.Revision.Number > 1 {
		what := " last changed by "
		if v.By != n.From && n.AcknowledgedBy(v.By) {
			what = " acknowledged by " // only who wrote a note changes it
		}
		past += "\n" + p.clock(v.Updated) + what + who.Name(v.By)
	}
	r.past.Set(sentenceLess(past))
	r.column.Refresh()
	r.scroll.Refresh()
}

// sentenceLess begins with a capital and ends as it is.
func sentenceLess(s string) string { return strings.TrimSuffix(words.Sentence(s), ".") }

func (r *reader) showBanner(n shift.Note) {
	d := kit.BannerData{}
	_, same := shift.Reconcile(r.opened, n)
	switch {
	case r.pane.rows.split(r.id):
		d = kit.BannerData{
			Tone: kit.Amber, Title: "Two versions", Text: "It was changed twice by people who did not know of each other. Nothing is lost; somebody has to choose.",
			Buttons: []kit.ButtonData{{Word: "Show side by side"}},
		}
	case !same:
		d = kit.BannerData{
			Tone: kit.Amber, Title: "Changed while it was open",
			Text: "By " + r.pane.rows.who.Name(r.shown.By) + ", " + r.pane.clock(r.shown.Updated) + ". Here stands what it says now.",
		}
	}
	r.banner.Set(d)
	kit.SetShown(r.banner, d.Title != "")
}

// lock says which buttons can be pressed, and why not.
func (r *reader) lock(n shift.Note) {
	me := r.pane.rows.who.Me
	why := ""
	switch {
	case me == "":
		why = "this desk does not know yet who works here"
	case n.From == me:
		why = "you wrote it"
	case n.AcknowledgedBy(me):
		why = "you have acknowledged it"
	case r.sending:
		why = "being saved"
	case r.pane.rows.split(r.id):
		why = "somebody has to choose a version first"
	}
	d := kit.ButtonData{Word: "Acknowledge", Key: "A", Locked: why}
	if why == "" {
		d.Kind = kit.Primary
	}
	r.ack.Set(d)
	r.edit.Set(kit.ButtonData{Word: "Edit", Key: "E", Locked: kit.LockedIf(n.From != me, "only who wrote it changes it")})
}

// saidWords are what stands under the buttons: why one is grey, or what failed.
func (r *reader) saidWords() string {
	n, p := r.pane.rows.whole(r.shown), r.pane
	me := p.rows.who.Me
	switch {
	case r.trouble != "":
		return r.trouble
	case me != "" && n.From == me:
		return "You wrote it, so somebody else acknowledges it."
	case n.AcknowledgedBy(me) && p.snap != nil && p.snap.Link.State != app.LinkLive && p.snap.Shelves.UnsentOn(chat.ShelfHandover) > 0:
		return "You have acknowledged it. Saved here, waiting for the hub."
	case n.AcknowledgedBy(me):
		return "You have acknowledged it."
	case p.rows.split(r.id):
		return "It can be acknowledged once somebody has chosen a version."
	}
	return "Acknowledging says that you have read it. Only who wrote it changes it."
}

func (p *notesPane) ackWords(n shift.Note) string {
	if len(n.Acknowledged) == 0 {
		return "By nobody yet."
	}
	lines := make([]string, len(n.Acknowledged))
	for i, a := range n.Acknowledged {
		lines[i] = p.rows.who.Name(a.By) + " · " + p.clock(a.At)
	}
	return strings.Join(lines, "\n")
}

// showLists shows what the note hands over; each leads there. Lines that stay keep
// the keyboard.
func (r *reader) showLists(n shift.Note) {
	p := r.pane
	names := chatNames(p.snap, n.Chats)
	var words []string
	for _, id := range n.Chats {
		words = append(words, names[id])
	}
	for _, id := range n.FollowUps {
		words = append(words, p.followUpName(id))
	}
	if r.listed.id == r.id && r.listed.chats == len(n.Chats) && slices.Equal(r.listed.words, words) {
		return
	}
	r.listed = listed{r.id, len(n.Chats), words}
	var out []fyne.CanvasObject
	for i, id := range n.Chats {
		if i == 0 {
			out = append(out, section("Chats"))
		}
		out = append(out, mentioned(words[i], func() {
			if p.opts.OpenChat != nil {
				p.opts.OpenChat(id)
			}
		}))
	}
	for i, id := range n.FollowUps {
		if i == 0 {
			out = append(out, section("Follow-ups"))
		}
		out = append(out, mentioned(words[len(n.Chats)+i], func() {
			if p.opts.OpenFollowUp != nil {
				p.opts.OpenFollowUp(id)
			}
		}))
	}
	r.lists.Objects = out
	r.lists.Refresh()
}

// mentioned is one line of a list, with the way there.
func mentioned(words string, open func()) fyne.CanvasObject {
	return container.NewBorder(nil, nil, nil, kit.NewLink("Open", open), kit.NewBody(words).Yield())
}

// listed is what the lists show.
type listed struct {
	id    record.ID
	chats int // of words
	words []string
}
