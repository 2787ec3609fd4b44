package stage

import (
	"fmt"
	"testing"
	"time"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/referee"
	"floorwalker/app/view"
	"floorwalker/assets"
)

// Me is the agent at the desk; Other is somebody else on the team.
const (
	Me    chat.AgentID = "asha"
	Other chat.AgentID = "ben"
)

// Start is the hub time at which every floor begins.
var Start = chat.InstantOf(time.Date(2026, 3, 2, 14, 0, 0, 0, time.UTC))

// Floor is a floor with the board of one person.
type Floor struct {
	Policy *policy.Policy
	// Edition is the whole of it, with its lists.
	Edition *policy.Edition
	// Snap is what the desk shows; a test sets what is not folded.
	Snap app.Snapshot

	floor *chat.Floor
	book  *view.Book
	now   chat.Instant
	n     int
	open  chat.ChatID
	lines map[chat.ChatID][]view.PendingLine
	watch map[chat.ChatID]*view.Watch
	calls calls
	// Read and Beside are how far the person has read of rooms and side threads.
	Read   map[string]view.Mark
	Beside map[chat.ChatID]view.Mark
}

// NewFloor is an empty floor whose connection is live, under the policy that
// ships.
func NewFloor(t testing.TB) *Floor {
	t.Helper()
	edition, err := policy.ParseEdition(assets.DefaultPolicy)
	if err != nil {
		t.Fatal(err)
	}
	pol := edition.Policy
	f := &Floor{Policy: &pol, Edition: edition, floor: chat.NewFloor(), now: Start, lines: make(map[chat.ChatID][]view.PendingLine), watch: make(map[chat.ChatID]*view.Watch), Read: make(map[string]view.Mark), Beside: make(map[chat.ChatID]view.Mark)}
	f.book = view.NewBook(Me, pol.EyesOn.Within, func(id chat.AgentID) string { return "agent " + string(id) })
	f.Snap.Me = app.Me{Agent: Me, Name: "Asha", Role: chat.RolePrimary, Floor: "Practice"}
	f.Snap.Link = app.Link{State: app.LinkLive, AsOf: Start}
	return f
}

// Do folds bodies into a chat, each a second after the one before.
func (f *Floor) Do(id chat.ChatID, bodies ...chat.Body) {
	for _, b := range bodies {
		f.now = f.now.Add(time.Second)
		f.fold(id, b)
	}
}

// DoAtOnce folds bodies into a chat without time passing.
func (f *Floor) DoAtOnce(id chat.ChatID, bodies ...chat.Body) {
	for _, b := range bodies {
		f.fold(id, b)
	}
}

func (f *Floor) fold(id chat.ChatID, b chat.Body) {
	f.n++
	ch := f.floor.Apply(&chat.Event{ID: chat.EventID(fmt.Sprint("e", f.n)), At: f.now, Chat: id, By: by(b), Body: b})
	if ch.Chat != nil {
		f.book.Update(ch.Chat)
	}
}

// by is the agent whose wish a body follows from.
func by(b chat.Body) chat.AgentID {
	switch b := b.(type) {
	case *chat.MessagePosted:
		if b.From == chat.SpeakerAgent {
			return Me
		}
	case *chat.NotePosted, *chat.AlertAcknowledged, *chat.TriggerDismissed, *chat.TriggerConfirmed:
		return Me
	}
	return ""
}

// Whispered folds a line from one agent to another.
func (f *Floor) Whispered(id chat.ChatID, from, to chat.AgentID, text string) {
	f.now = f.now.Add(time.Second)
	f.n++
	ch := f.floor.Apply(&chat.Event{ID: chat.EventID(fmt.Sprint("e", f.n)), At: f.now, Chat: id, By: from, Body: &chat.WhisperPosted{
		Message: chat.MessageID(text), To: to, Name: "Agent " + string(from), Text: text,
	}})
	if ch.Chat != nil {
		f.book.Update(ch.Chat)
	}
}

// Colleague puts somebody on the team, with a department, online or not.
func (f *Floor) Colleague(id chat.AgentID, department string, online bool) {
	f.Person(id, chat.RolePrimary, department, online)
}

// Person is Colleague for any role, and for the person at the desk.
func (f *Floor) Person(id chat.AgentID, role chat.Role, department string, online bool) {
	presence := chat.PresenceOffline
	if online {
		presence = chat.PresenceOnline
	}
	f.fold("", &chat.AgentAdded{Agent: id, Name: "agent " + string(id), Role: role, Department: department})
	f.fold("", &chat.PresenceChanged{Agent: id, Presence: presence})
}

// Refusal is what the hub would answer to a wish of the person at the desk;
// empty if it would grant it.
func (f *Floor) Refusal(id chat.ChatID, w chat.Wish) string {
	f.n++
	c := chat.Command{ID: chat.CommandID(fmt.Sprint("ask", f.n)), Chat: id, By: Me, Body: w}
	if _, no := referee.Decide(f.floor, c, f.now, &policy.Edition{Policy: *f.Policy}); no != nil {
		return no.Words
	}
	return ""
}

// Pass lets hub time go on.
func (f *Floor) Pass(d time.Duration) { f.now = f.now.Add(d) }

// Now is hub time.
func (f *Floor) Now() chat.Instant { return f.now }

// Open puts a chat on screen; "" puts none there.
func (f *Floor) Open(id chat.ChatID) { f.open = id }

// Looked records that the person looked at a chat.
func (f *Floor) Looked(id chat.ChatID) {
	f.book.Looked(id, f.now)
	f.book.Update(f.floor.Chat(id))
}

// Gap marks a chat's lines as incomplete (D-15).
func (f *Floor) Gap(id chat.ChatID) {
	f.book.Gap(id)
	f.book.Update(f.floor.Chat(id))
}

// Pend sets the lines of a chat that are not confirmed.
func (f *Floor) Pend(id chat.ChatID, lines ...view.PendingLine) { f.lines[id] = lines }

// Watched sets what the person may know of who watches a chat; nil is nothing.
func (f *Floor) Watched(id chat.ChatID, w *view.Watch) {
	f.watch[id] = w
	n := 0
	if w != nil {
		n = len(w.Now)
	}
	f.book.Watched(id, n)
	f.book.Update(f.floor.Chat(id))
}

// Snapshot is what the desk would publish now.
func (f *Floor) Snapshot() *app.Snapshot {
	s := f.Snap
	s.Boards = f.book.Boards()
	s.Team = view.Team(f.floor, Me)
	s.Edition = f.Edition
	s.Duties = f.book.Duties(view.Scene{Floor: f.floor, Edition: f.Edition, Now: f.now})
	s.Calls = f.callsOf(s.Shelves.FollowUps)
	if n := f.book.Night(f.Policy); n.Of() > 0 {
		s.Night = n
	}
	if s.Me.Role == chat.RoleLead {
		s.Help = f.book.HelpCalls()
	}
	if c := f.floor.Chat(f.open); c != nil {
		s.Thread = f.book.ThreadOf(c)
		f.book.Explain(s.Thread, c, view.Scene{Floor: f.floor, Edition: f.Edition, Now: f.now})
		s.Thread.Pending = f.lines[c.ID]
		s.Thread.Watch = f.watch[c.ID]
	}
	f.together(&s)
	return &s
}

// Board is one section as it stands now.
func (f *Floor) Board(s view.Section) view.Board { return f.book.Boards()[s] }

// Row is the chat's row as it stands now.
func (f *Floor) Row(id chat.ChatID) *view.Row { return f.book.Row(id) }
