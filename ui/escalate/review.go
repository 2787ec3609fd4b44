package escalate

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/ticket"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
	"floorwalker/ui/words"
)

// review is the context pack of an escalation, which is read before it can be
// accepted (G-ESC-04): what is the matter, what was tried, what rests on what, who
// the customer is and what they were promised.
type review struct {
	widget.BaseWidget
	pane  *Pane
	chat  chat.ChatID
	offer view.Offered
	gone  string

	clock  *kit.Clock
	accept *kit.Button
	reject *kit.Button
	back   *kit.Button
	why    *kit.Field
	no     *kit.Words // why it cannot be rejected, where the reason would be written
	column *fyne.Container
	body   *container.Scroll
	inside *fyne.Container
	hide   func()
	asked  bool // for the reason of a rejection
}

var _ kit.Tall = (*review)(nil)

// Review opens what goes with an escalation that is offered to me, and reports
// whether there is one in the chat on screen.
func (p *Pane) Review(s *app.Snapshot) bool {
	p.snap = s
	o, ok := escalation(s.Thread, func(o view.Offered) bool { return o.Mine })
	if !ok || p.Opened() {
		return ok
	}
	r := newReview(p, s.Thread, o)
	p.review = r
	canvas := p.opts.Window()
	for _, k := range acceptKeys {
		canvas.AddShortcut(k, func(fyne.Shortcut) { r.take() })
	}
	over, _ := kit.ShowOver(canvas, r, reviewWide, func() fyne.Focusable { return r.accept })
	r.hide = func() {
		for _, k := range acceptKeys {
			canvas.RemoveShortcut(k)
		}
		over()
	}
	r.tick()
	return true
}

const reviewWide = 640

var acceptKeys = []*desktop.CustomShortcut{
	{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierShortcutDefault},
	{KeyName: fyne.KeyEnter, Modifier: fyne.KeyModifierShortcutDefault},
}

func newReview(p *Pane, t *view.Thread, o view.Offered) *review {
	r := &review{pane: p, chat: t.ID, offer: o, clock: kit.NewSmallClock(""), column: kit.NewColumn(6)}
	r.accept = kit.NewButton(kit.ButtonData{Word: "Accept", Key: "Ctrl Enter", Kind: kit.Primary}, r.take)
	r.reject = kit.NewButton(kit.ButtonData{Word: "Reject…"}, r.decline)
	r.back = kit.NewButton(kit.ButtonData{Word: "Later", Key: "Esc"}, r.leave)
	for _, b := range []*kit.Button{r.accept, r.reject, r.back} {
		b.OnKey = func(e *fyne.KeyEvent) { r.key(e) }
	}
	r.why = kit.NewField("Why not; " + o.FromName + " reads it")
	r.why.OnKey = func(e *fyne.KeyEvent) bool {
		if e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter {
			r.decline()
			return true
		}
		return r.key(e)
	}
	r.why.OnChanged = func(string) { r.show() }
	r.why.OnShortcut = p.opts.Shortcut
	r.why.Hide()
	r.fill(t)
	r.body = container.NewVScroll(r.column)
	r.no = kit.NewCaption("").Yield()
	foot := container.NewBorder(nil, nil, nil, container.NewHBox(r.reject, r.back, r.accept), container.NewStack(r.no, r.why))
	title := container.NewBorder(nil, nil, nil, r.clock, kit.NewTitle("Escalated to "+toWhom(o)+": "+customer(t)).Yield())
	pad := theme.Px(12)
	r.inside = container.NewBorder(title, container.NewVBox(kit.NewHairline(), container.New(layout.NewCustomPaddedLayout(pad, 0, 0, 0), foot)),
		nil, nil, container.New(layout.NewCustomPaddedLayout(pad, pad, 0, 0), r.body))
	r.ExtendBaseWidget(r)
	r.show()
	return r
}

func toWhom(o view.Offered) string {
	if o.Mine && o.To != "" {
		return "you"
	}
	return o.ToName
}

// fill writes the pack, what is the matter first (E-ESC-05).
func (r *review) fill(t *view.Thread) {
	o := r.offer
	r.section("What is the matter")
	r.add(kit.NewText(o.Issue))
	r.section("What has been tried")
	r.add(kit.NewText(o.Steps))
	r.section("The escalation")
	r.pair("From", o.FromName)
	r.pair("Why", ReasonWord(o.Reason))
	r.pair("Level", o.Level)
	r.pair("Number", o.Ref)
	if !o.Resolve.IsZero() {
		at := o.Resolve.Time().In(r.pane.zone())
		r.pair("Promised to the customer by", words.When(at, r.pane.opts.Now().Time().In(r.pane.zone())))
	}
	r.evidence(t)
	r.section("The customer")
	r.pair("Name", words.Name(t.Customer.Name))
	r.pair("Account", t.Customer.Account)
	r.pair("Contact", t.Customer.Contact)
	r.pair("Channel", words.Channel(t.Channel))
	for _, b := range t.Customer.Before {
		r.add(kit.NewQuietText(words.Day(b.At) + ": " + b.Summary))
	}
	r.summary(t)
}

// evidence quotes what the chat's alerts rest on.
func (r *review) evidence(t *view.Thread) {
	all := append(append([]chat.Trigger(nil), t.Brought...), t.Triggers...)
	if len(all) == 0 {
		return
	}
	r.section("Why there were alerts")
	seen := make(map[chat.RuleID]bool)
	for _, tr := range all {
		if seen[tr.Rule] {
			continue
		}
		seen[tr.Rule] = true
		line := words.Raised(tr)
		for _, e := range tr.Evidence {
			if e.Words != "" {
				line += "; " + e.Words
			}
		}
		r.add(kit.NewQuietText(line))
	}
}

// summary quotes the conversation, and leaves nothing out of it that would be needed
// to go on: the chat itself is open behind the pack.
func (r *review) summary(t *view.Thread) {
	quotes := ticket.Summarise(&chat.Chat{ID: t.ID, Messages: t.Messages})
	if len(quotes) == 0 {
		return
	}
	r.section("From the conversation")
	for _, q := range quotes {
		r.add(kit.NewQuietText(words.Upper(string(q.From)) + ": “" + q.Text + "”"))
	}
}

func (r *review) add(o fyne.CanvasObject) { r.column.Add(o) }

func (r *review) section(title string) {
	if len(r.column.Objects) > 0 {
		r.add(container.NewGridWrap(fyne.NewSize(1, theme.Px(6))))
	}
	r.add(kit.NewSection(title))
}

func (r *review) pair(key, value string) {
	if value != "" {
		r.add(kit.NewKeyValue(key, value))
	}
}

// follow keeps the pack true.
func (r *review) follow(s *app.Snapshot) {
	if why := gone(s, r.chat, r.offer.ID); why != "" && why != r.gone {
		r.gone = why
		r.show()
	}
	if t := s.Thread; t != nil && t.ID == r.chat && t.Stance == view.Yours {
		r.leave() // accepted
	}
}

// tick lets the offer's clock run.
func (r *review) tick() {
	left := max(r.offer.Due.Sub(r.pane.opts.Now()), 0)
	r.clock.Set(words.Countdown(left), kit.Red)
	if left == 0 && r.gone == "" {
		r.gone = "This escalation has run out."
		r.show()
	}
}

func (r *review) show() {
	r.accept.Set(kit.ButtonData{Word: "Accept", Key: "Ctrl Enter", Kind: kit.Primary, Locked: r.gone})
	word, locked := "Reject…", r.gone
	if r.offer.To == "" {
		locked = "offered to all of " + r.offer.ToName
	}
	if r.asked {
		word = "Reject"
		if len([]rune(strings.TrimSpace(r.why.Text))) < minReason {
			locked = "say why"
		}
	}
	r.reject.Set(kit.ButtonData{Word: word, Locked: locked})
	no := ""
	if locked != "" && !r.asked {
		no = words.Upper(locked)
	}
	r.no.Set(no)
}

// take accepts: the pack has been open (G-ESC-04).
func (r *review) take() {
	if r.gone != "" {
		return
	}
	r.pane.opts.Desk.AcceptEscalation(r.chat, r.offer.ID)
	r.leave()
}

// decline asks for the reason, and with one rejects (E-ESC-11).
func (r *review) decline() {
	if r.reject.Disabled() {
		return
	}
	if !r.asked {
		r.asked = true
		r.why.Show()
		r.show()
		r.inside.Refresh()
		r.pane.opts.Window().Focus(r.why)
		return
	}
	r.pane.opts.Desk.DeclineOffer(r.chat, r.offer.ID, strings.TrimSpace(r.why.Text))
	r.leave()
}

func (r *review) key(e *fyne.KeyEvent) bool {
	if e.Name == fyne.KeyEscape {
		r.leave()
		return true
	}
	return false
}

func (r *review) leave() {
	if r.pane.review == r {
		r.pane.review = nil
		r.hide()
	}
}

// CreateRenderer is called by Fyne.
func (r *review) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.inside) }

// MinSize is small: what does not fit scrolls.
func (r *review) MinSize() fyne.Size { return fyne.NewSize(theme.Px(320), theme.Px(240)) }

// HeightFor is the height at which nothing scrolls.
func (r *review) HeightFor(float32) float32 { return r.column.MinSize().Height + theme.Px(120) }
