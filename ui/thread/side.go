package thread

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/policy"
	"floorwalker/app/view"
	"floorwalker/ui/duty"
	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
	"floorwalker/ui/words"
)

// Side is what stands beside the thread: what is owed, who the customer is,
// what was before (E-ACT-10).
type Side struct {
	policy  *policy.Policy
	now     func() chat.Instant
	content fyne.CanvasObject
	column  *fyne.Container

	shown *view.Thread
	me    chat.AgentID
	owed  []*owedLine
	tags  *tagRow // nil until Tagging
	why   *kit.Link
	// beside leads to what the team says about the chat; nil until Talking.
	beside *kit.Link

	asker *duty.Asker // nil until Owing
	dial  func(followup.Key)
	doubt func() bool
	team  []view.Colleague
	step  *kit.Text
}

// NewSide makes an empty panel.
func NewSide(p *policy.Policy, now func() chat.Instant) *Side {
	s := &Side{policy: p, now: now, column: kit.NewColumn(6)}
	pad := theme.Px(16)
	s.content = container.NewVScroll(container.New(layout.NewCustomPaddedLayout(pad, pad, pad, pad), s.column))
	return s
}

// Tagging lets tags be added and taken away in the panel; without it they are
// not shown. What the field does not use of shortcuts it hands on.
func (s *Side) Tagging(desk TagDesk, post func(func()), shortcut func(fyne.Shortcut)) {
	s.tags = newTagRow(desk, post)
	s.tags.tags.OnShortcut = shortcut
}

// Reasons lets the panel lead to the one that says why the chat has an alert, or has
// none; open is told of the press.
func (s *Side) Reasons(open func()) {
	s.why = kit.NewLink("All ten rules and their values · "+whyKey, open)
}

// Content returns the panel's object.
func (s *Side) Content() fyne.CanvasObject { return s.content }

// Render shows what is known about the snapshot's chat.
func (s *Side) Render(snap *app.Snapshot) {
	t := snap.Thread
	s.team = snap.Team
	if s.asker != nil {
		s.asker.Render(snap)
	}
	if same(s.shown, t) && s.me == snap.Me.Agent {
		s.shown = t
		s.Tick()
		return
	}
	s.shown, s.me, s.owed, s.step = t, snap.Me.Agent, nil, nil
	s.column.Objects = nil
	if t != nil {
		s.addOwed(t)
		s.addWay(t)
		s.addPresent(t)
		s.addWatch(t.Watch)
		s.addBeside(t)
		s.addRoute(t)
		s.addCustomer(t)
		s.addBefore(t, snap.Me.Agent)
		s.addTags(t)
		s.addChecklist(t)
		s.addWhy(t)
		s.addReasons()
	}
	s.column.Refresh()
	s.content.Refresh()
	s.Tick()
}

// same reports whether nothing that the panel shows has changed. Slices are
// replaced, never changed, so their first elements tell.
func same(a, b *view.Thread) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.ID == b.ID && a.Stance == b.Stance && a.First == b.First && sameCustomer(&a.Customer, &b.Customer) &&
		slices.Equal(a.Obligations, b.Obligations) && sameWay(a, b) &&
		len(a.Brought) == len(b.Brought) && samePeople(a, b) && slices.Equal(a.Tags, b.Tags) &&
		sameWatch(a.Watch, b.Watch) && sameSide(a, b) && samePlace(a, b)
}

// samePlace reports whether a chat belongs where it did, and its customer may do what they
// might.
func samePlace(a, b *view.Thread) bool {
	return a.Routed == b.Routed && a.Group == b.Group && a.Blocked == b.Blocked
}

func sameCustomer(a, b *chat.Customer) bool {
	return a.Name == b.Name && a.Contact == b.Contact && a.Phone == b.Phone && a.Account == b.Account && a.Page == b.Page &&
		len(a.Before) == len(b.Before) && slices.Equal(a.Data, b.Data)
}

func samePeople(a, b *view.Thread) bool {
	return a.Owner == b.Owner && a.Server == b.Server && a.Stage == b.Stage && slices.Equal(a.Beside, b.Beside)
}

func (s *Side) add(objects ...fyne.CanvasObject) {
	s.column.Objects = append(s.column.Objects, objects...)
}

func (s *Side) section(title string) {
	if len(s.column.Objects) > 0 {
		s.add(container.NewGridWrap(fyne.NewSize(1, theme.Px(8))))
	}
	s.add(kit.NewSection(title))
}

// addPresent says who can write to the customer here. Whoever only watches is
// not among them, on nobody's desk (V-INV-01); see addWatch.
func (s *Side) addPresent(t *view.Thread) {
	if t.Stance == view.Ended {
		return
	}
	s.section("In this chat")
	switch {
	case t.Stance == view.Yours:
		s.add(kit.NewKeyValue("Serves", "you"))
	case t.Server != "":
		s.add(kit.NewKeyValue("Serves", t.Server))
	default:
		s.add(kit.NewQuietText(words.Speaking(t) + "."))
	}
	beside := t.Beside
	if t.Stance == view.Joined {
		beside = append([]string{"you"}, beside...)
	}
	for _, name := range beside {
		s.add(kit.NewKeyValue("Beside", name))
	}
	if t.Group.On {
		lead := t.Group.LeadName
		if t.Group.Mine {
			lead = "you"
		}
		s.add(kit.NewKeyValue("Leads the group", lead))
	}
}

func (s *Side) addTags(t *view.Thread) {
	if s.tags == nil {
		return
	}
	s.section("Tags")
	s.tags.show(t)
	s.add(s.tags.tags)
}

func (s *Side) addCustomer(t *view.Thread) {
	s.section("Customer")
	if t.Blocked {
		s.add(kit.NewQuietText("The customer is blocked and cannot write."))
	}
	put := func(key, value string) {
		if value != "" {
			s.add(kit.NewKeyValue(key, value))
		}
	}
	put("Name", words.Name(t.Customer.Name))
	put("Account", t.Customer.Account)
	put("Contact", t.Customer.Contact)
	put("Phone", t.Customer.Phone)
	s.addIdentity(t)
	put("Channel", words.Channel(t.Channel))
	put("Came from", t.Customer.Page)
	put("Language", t.Customer.Locale)
	for _, f := range t.Customer.Data { // as the chat system keeps it: a stranger's words
		put(words.Upper(kit.DisplayLine(f.Name)), kit.DisplayLine(f.Value))
	}
	if t.First >= 0 {
		first := t.Messages[t.First]
		put("First message", words.At(first.SaidAt()))
		s.add(kit.NewQuietText(first.Text))
	}
}

func (s *Side) addBefore(t *view.Thread, me chat.AgentID) {
	s.section("Before")
	if len(t.Customer.Before) == 0 {
		s.add(kit.NewQuietText("No earlier chat is known."))
	}
	for _, b := range t.Customer.Before {
		who := ""
		if b.Agent != "" && b.Agent == me {
			who = "You helped them. "
		}
		s.add(kit.NewQuietText(words.Day(b.At) + ": " + who + b.Summary))
	}
}

// addWhy keeps what an alert said after its chat has been taken (S-ACC-04).
func (s *Side) addWhy(t *view.Thread) {
	if t.Stance != view.Yours || len(t.Brought) == 0 {
		return
	}
	s.section("Why you are here")
	for _, tr := range t.Brought {
		s.add(kit.NewKeyValue(words.Rule(tr.Rule), words.Measured(tr, s.policy)))
		for _, e := range tr.Evidence {
			if e.Words != "" {
				s.add(kit.NewQuietText(sentence(e.Words)))
			}
		}
	}
}

// addReasons stands last: it is always there, for a quiet chat has its reasons too
// (D-01).
func (s *Side) addReasons() {
	if s.why == nil {
		return
	}
	s.section("Why an alert, or none")
	s.add(s.why)
}
