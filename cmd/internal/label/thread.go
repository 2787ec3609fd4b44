package label

import (
	"slices"

	"floorwalker/app/chat"
	"floorwalker/sync/wire"
)

// Turn is a line that can be labelled.
type Turn struct {
	Message chat.MessageID
	From    chat.Speaker
	At      chat.Instant
	Text    string
}

// Thread is a chat with its text.
type Thread struct {
	ID     chat.ChatID
	Number int
	Turns  []Turn
	// Private are the names, numbers and addresses of those who took part.
	Private []string
	// Desk is what agents said with one key.
	Desk map[chat.MessageID]Marks

	served bool
	held   map[chat.RuleID]chat.Trigger
	said   map[spoken]bool
}

// spoken is what one agent said of one turn.
type spoken struct {
	message chat.MessageID
	name    Name
	by      chat.AgentID
}

// Reading collects the threads of some chats from the log.
type Reading struct {
	threads map[chat.ChatID]*Thread
	team    []string
}

// NewReading returns a reading of the chats in wanted.
func NewReading(wanted []Counted) *Reading {
	r := &Reading{threads: make(map[chat.ChatID]*Thread)}
	for _, c := range wanted {
		r.threads[c.ID] = &Thread{
			ID: c.ID, Number: c.Number, Desk: map[chat.MessageID]Marks{},
			held: map[chat.RuleID]chat.Trigger{}, said: map[spoken]bool{},
		}
	}
	return r
}

// Event takes in the next line of the log.
func (r *Reading) Event(raw []byte) {
	e, err := wire.DecodeEvent(raw, nil)
	if err != nil || e.Body == nil {
		return
	}
	if b, ok := e.Body.(*chat.AgentAdded); ok {
		r.team = append(r.team, b.Name)
		return
	}
	if t := r.threads[e.Chat]; t != nil {
		t.take(&e)
	}
}

// Threads returns what was read, in the order of the log. It is called once,
// after the last line: only then is everybody on the team known, whose names
// are private in every thread.
func (r *Reading) Threads() []*Thread {
	all := make([]*Thread, 0, len(r.threads))
	for _, t := range r.threads {
		t.Private = append(t.Private, r.team...)
		all = append(all, t)
	}
	slices.SortFunc(all, func(a, b *Thread) int { return a.Number - b.Number })
	return all
}

// take takes in an event of the thread's own chat.
func (t *Thread) take(e *chat.Event) {
	switch b := e.Body.(type) {
	case *chat.ChatOpened:
		t.customer(b.Customer)
	case *chat.CustomerDescribed:
		t.customer(b.Customer)
	case *chat.MessagePosted:
		t.posted(e, b)
	case *chat.TriggerRaised:
		t.held[b.Trigger.Rule] = b.Trigger
		if b.Trigger.MarkedBy != "" {
			t.say(b.Trigger.Rule, b.Trigger.MarkedBy, true)
		}
	case *chat.TriggerConfirmed:
		t.say(b.Rule, e.By, true)
	case *chat.TriggerDismissed:
		t.say(b.Rule, e.By, false)
	}
}

func (t *Thread) customer(c chat.Customer) {
	t.Private = append(t.Private, c.Name, c.Contact, c.Account)
}

func (t *Thread) posted(e *chat.Event, m *chat.MessagePosted) {
	if m.From != chat.SpeakerBot {
		t.Private = append(t.Private, m.Name)
	}
	if m.From == chat.SpeakerAgent {
		t.served = true
	}
	if !t.served && shown(m.From) && t.find(m.Message) < 0 {
		t.Turns = append(t.Turns, Turn{m.Message, m.From, e.At, m.Text})
	}
}

// find returns which turn a message is; -1 if it is none.
func (t *Thread) find(id chat.MessageID) int {
	return slices.IndexFunc(t.Turns, func(one Turn) bool { return one.Message == id })
}

// say takes in what an agent said of the trigger of a rule: it is about the
// newest line in the trigger's evidence that can have the label.
func (t *Thread) say(rule chat.RuleID, by chat.AgentID, so bool) {
	kind, ok := kindOf(rule)
	if !ok {
		return
	}
	about := -1
	for _, ev := range t.held[rule].Evidence {
		if i := t.find(ev.Message); i > about && t.Turns[i].From == kind.From {
			about = i
		}
	}
	if about < 0 {
		return
	}
	id := t.Turns[about].Message
	t.said[spoken{id, kind.Name, by}] = so
	t.settle(id, kind.Name)
}

// settle makes a mark of what was said of a turn, if all say the same.
func (t *Thread) settle(id chat.MessageID, name Name) {
	yes, no := 0, 0
	for s, so := range t.said {
		switch {
		case s.message != id || s.name != name:
		case so:
			yes++
		default:
			no++
		}
	}
	marks := t.Desk[id]
	if marks == nil {
		marks = Marks{}
		t.Desk[id] = marks
	}
	delete(marks, name)
	if yes == 0 || no == 0 {
		marks[name] = yes > 0
	}
}
