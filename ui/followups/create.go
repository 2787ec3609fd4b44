package followups

import (
	"encoding/json"
	"errors"
	"slices"
	"time"
	"unicode"

	"fyne.io/fyne/v2"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/record"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// draftNew is the kind of the draft of a new follow-up.
const draftNew = "followups/new"

// begun is what is filled into a new follow-up and not saved.
type begun struct {
	Customer string          `json:"customer,omitempty"`
	Phone    string          `json:"phone,omitempty"`
	Reason   string          `json:"reason,omitempty"`
	Due      string          `json:"due,omitempty"`
	Chat     chat.ChatID     `json:"chat,omitempty"`
	Origin   followup.Origin `json:"origin,omitempty"`
	Assignee *chat.AgentID   `json:"assignee,omitempty"` // nil before anything was chosen
}

// origins are the reasons from which a person chooses.
var origins = []followup.Origin{followup.OriginAsked, followup.OriginSilent, followup.OriginOvernight, followup.OriginEscalation}

// Create asks for a new follow-up.
func (p *Pane) Create() { p.create(draftNew, begun{}) }

// NewFor asks for a new follow-up of the customer of a chat.
func (p *Pane) NewFor(t *view.Thread) {
	if t == nil {
		return
	}
	b := begun{Chat: t.ID, Customer: words.Name(t.Customer.Name)}
	if isNumber(t.Customer.Contact) {
		b.Phone = t.Customer.Contact
	}
	p.create(draftNew+"/"+string(t.ID), b)
}

// isNumber reports whether a contact can be phoned.
func isNumber(s string) bool {
	digits := 0
	for _, r := range s {
		switch {
		case unicode.IsDigit(r):
			digits++
		case unicode.IsLetter(r) || r == '@':
			return false
		}
	}
	return digits >= 5
}

func (p *Pane) create(kind string, b begun) {
	p.withDraft(kind, func(text string) {
		brought := text != "" && json.Unmarshal([]byte(text), &b) == nil
		words := ""
		if brought {
			words = "This is what you had begun."
		}
		newSheet(p, kind, b).lay(words)
	})
}

// sheet is the new follow-up that is being filled in.
type sheet struct {
	pane     *Pane
	kind     string // of its draft
	begun    begun
	data     kit.SheetData
	sheet    *kit.Sheet
	building bool

	customer, phone, reason *kit.LineField
	origin                  *kit.ChoiceField
	due                     *kit.WhenField
	assignee                *kit.ChoiceField
	people                  []chat.AgentID // of the assignee's segments
}

func newSheet(p *Pane, kind string, b begun) *sheet {
	s := &sheet{pane: p, kind: kind, begun: b, building: true}
	s.customer = kit.NewLineField("Customer", "Name", 0)
	s.phone = kit.NewLineField("Number", "To call; one of the two is enough", 0)
	s.reason = kit.NewLineField("What the call is about", "In one line", 1)
	s.customer.SetText(b.Customer)
	s.phone.SetText(b.Phone)
	s.reason.SetText(b.Reason)
	var why []kit.Segment
	for _, o := range origins {
		why = append(why, kit.Segment{Word: words.Upper(originWords(o)), Selected: o == b.Origin || b.Origin == "" && o == followup.OriginAsked})
	}
	s.origin = kit.NewChoiceField("Promised because", why...)
	s.due = s.dueField()
	s.assignee = s.assigneeField()
	for _, f := range []*kit.LineField{s.customer, s.phone, s.reason} {
		watch(f, s.changed)
	}
	s.origin.OnPick = func(int) { s.changed() }
	s.assignee.OnPick = func(int) { s.changed() }
	s.due.OnPick = func(time.Time) { s.changed() }
	s.building = false
	return s
}

// assigneeField offers everybody, those who are away too: the call is for later.
func (s *sheet) assigneeField() *kit.ChoiceField {
	p := s.pane
	s.people = []chat.AgentID{p.me.Agent, ""}
	who := []kit.Segment{{Word: "You"}, {Word: p.rows.who.assignee("")}}
	for _, t := range p.team {
		word := t.Name
		if !t.Online {
			word += " (offline)"
		}
		s.people, who = append(s.people, t.ID), append(who, kit.Segment{Word: word})
	}
	at := 0
	if s.begun.Assignee != nil {
		at = max(slices.Index(s.people, *s.begun.Assignee), 0)
	}
	who[at].Selected = true
	return kit.NewChoiceField("Who calls", who...)
}

func (s *sheet) calls() chat.AgentID {
	if i := s.assignee.Picked(); i >= 0 {
		return s.people[i]
	}
	return ""
}

// dueField offers the usual times; what is written is understood as in the form.
func (s *sheet) dueField() *kit.WhenField {
	now := s.pane.now()
	var quick []kit.When
	before, err := words.ParseDue(s.begun.Due, now)
	if err == nil {
		quick = append(quick, kit.When{Word: s.pane.at(before, now), At: before, Shown: s.pane.at(before, now)})
	}
	for _, q := range quickTimes {
		at := q.at(now)
		quick = append(quick, kit.When{Word: q.word, At: at, Shown: s.pane.at(at, now)})
	}
	f := kit.NewWhenField("Due", "15:00, tomorrow 9:30, 24 Nov 15:00", quick, func(text string) (kit.When, error) {
		s.begun.Due = text
		s.keep()
		at, err := words.ParseDue(text, s.pane.now())
		if err != nil {
			return kit.When{}, err
		}
		return kit.When{At: at, Shown: s.pane.at(at, s.pane.now())}, nil
	})
	if err == nil {
		f.Focusable().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn}) // the time of before is chosen again
	}
	return f
}

func (s *sheet) lay(note string) {
	s.data = kit.SheetData{Title: "New follow-up", Confirm: "Write it down", Text: note}
	if s.begun.Chat != "" {
		s.data.Text = "It stays tied to the chat. " + note
	}
	s.sheet = kit.NewSheet(s.data, s.customer, s.phone, s.reason, s.origin, s.due, s.assignee)
	s.sheet.OnConfirm = s.confirm
	if s.customer.Text() == "" && s.phone.Text() == "" {
		s.sheet.Begin(s.customer) // one of the two is needed; neither alone is
	}
	s.check()
	s.pane.lay(s.sheet)
}

// changed keeps what is filled in and says what is wrong with it.
func (s *sheet) changed() {
	if s.building || s.sheet == nil {
		return
	}
	s.begun.Customer, s.begun.Phone, s.begun.Reason = s.customer.Text(), s.phone.Text(), s.reason.Text()
	who := s.calls()
	s.begun.Assignee = &who
	s.begun.Origin = s.picked()
	if at := s.due.At(); !at.IsZero() {
		s.begun.Due = at.Format(time.DateOnly + " 15:04")
	}
	s.keep()
	s.check()
}

func (s *sheet) keep() {
	if s.building {
		return
	}
	if raw, err := json.Marshal(s.begun); err == nil {
		s.pane.opts.Desk.SaveDraft("", s.kind, string(raw))
	}
}

// check locks the sheet while the follow-up could not be saved for another reason
// than a field that is still empty.
func (s *sheet) check() {
	f := s.followUp()
	f.Due = max(f.Due, 1)
	if f.Reason == "" {
		f.Reason = "-"
	}
	d := s.data
	d.Locked = wrong(f.Normal().Check())
	if f.Customer == "" && f.Phone == "" {
		d.Locked = "A name or a number is missing"
	}
	s.sheet.Set(d)
}

func (s *sheet) picked() followup.Origin {
	if i := s.origin.Picked(); i >= 0 {
		return origins[i]
	}
	return ""
}

func (s *sheet) followUp() followup.FollowUp {
	f := followup.FollowUp{
		Customer: s.customer.Text(), Phone: s.phone.Text(), Reason: s.reason.Text(), Chat: s.begun.Chat,
		Origin: s.picked(), Assignee: s.calls(),
	}
	if at := s.due.At(); !at.IsZero() {
		f.Due = instant(at)
	}
	return f.Opened(s.pane.me.Agent, max(s.pane.opts.Now(), 1))
}

func (s *sheet) confirm() bool {
	f, p := s.followUp(), s.pane
	if wrong(f.Normal().Check()) != "" {
		s.check()
		return false
	}
	p.opts.Desk.PutFollowUp(app.Edit{}, f, func(id record.ID, err error) {
		p.opts.Post(func() {
			if err != nil {
				s.failed(err)
				return
			}
			p.opts.Desk.SaveDraft("", s.kind, "")
			p.made(id)
		})
	})
	return true
}

// failed lays the sheet over the page again, with what was filled in.
func (s *sheet) failed(err error) {
	var conflict *followup.Conflict
	if errors.As(err, &conflict) {
		err = errors.New("the desk gave it the name of another follow-up; try again") // cannot be, but must not be silent
	}
	newSheet(s.pane, s.kind, s.begun).lay(words.Sentence("not saved: " + wrong(err)))
}

// made opens a follow-up that was written here, as soon as it is in the list.
func (p *Pane) made(id record.ID) {
	if p.rows.wanted == filterDone || p.rows.wanted == filterPromises {
		p.pick(filterCalls)
	}
	p.fresh = id
	if p.rows.lines[id] != nil {
		p.fresh = ""
		p.settleOwn()
		p.Open(id)
	}
}
