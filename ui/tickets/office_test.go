package tickets

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/ticket"
	"floorwalker/assets"
	"floorwalker/ui/internal/stage"
	"floorwalker/ui/kit"
	"floorwalker/ui/loop"
	"floorwalker/ui/theme"
)

// hub plays the desk and the hub behind it.
type hub struct {
	list   []ticket.Ticket
	check  app.TicketCheck
	out    app.Outgoing
	floor  map[chat.ChatID]ticket.Ticket
	err    error
	asked  []app.TicketQuery
	held   []func() // answers that wait, if hold
	hold   bool
	saved  []ticket.Ticket
	tried  []string
	export func(q app.TicketQuery, format string, w io.Writer) error
}

func (h *hub) answer(f func()) {
	if h.hold {
		h.held = append(h.held, f)
		return
	}
	f()
}

func (h *hub) ListTickets(q app.TicketQuery, got func([]ticket.Ticket, error)) {
	h.asked = append(h.asked, q)
	var list []ticket.Ticket
	for _, t := range h.list {
		if strings.Contains(strings.ToLower(t.Contact.Value+string(t.Ref)), strings.ToLower(q.Words)) {
			list = append(list, t)
		}
	}
	h.answer(func() { got(list, h.err) })
}

func (h *hub) CheckTickets(got func(app.TicketCheck, error)) {
	h.answer(func() { got(h.check, h.err) })
}

func (h *hub) OutgoingTickets(got func(app.Outgoing, error)) {
	h.answer(func() { got(h.out, h.err) })
}

func (h *hub) RetryParcel(key string, got func(int, error)) {
	h.tried = append(h.tried, key)
	got(max(h.out.Undeliverable, 1), nil)
	h.out.Undeliverable, h.out.Parcels = 0, nil
}

func (h *hub) ExportTickets(q app.TicketQuery, format string, w io.Writer, got func(error)) func() {
	got(h.export(q, format, w))
	return func() {}
}

func (h *hub) FloorTicket(id chat.ChatID, got func(ticket.Ticket, bool)) {
	t, ok := h.floor[id]
	got(t, ok)
}

func (h *hub) SaveTicket(id chat.ChatID, t ticket.Ticket) {
	h.saved = append(h.saved, t)
	h.floor[id] = t
	for i := range h.list {
		if h.list[i].Chat == id {
			h.list[i] = t
		}
	}
}

// office is the page in a window.
type office struct {
	*stage.Floor
	*hub
	t       *testing.T
	edition *policy.Edition
	crank   loop.Crank
	pane    *Pane
	window  fyne.Window
	opened  []chat.ChatID
	file    bytes.Buffer
	name    string // of the file that is chosen
	now     chat.Instant
}

func newOffice(t *testing.T) *office {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
	o := &office{Floor: stage.NewFloor(t), hub: &hub{floor: map[chat.ChatID]ticket.Ticket{}}, t: t, edition: assets.Edition(), name: "tickets.csv"}
	o.now = o.Floor.Now()
	o.Colleague(stage.Other, "Billing", true)
	o.Snap.Me.Role = chat.RoleLead
	o.enter()
	return o
}

func (o *office) enter() {
	o.pane = New(Options{
		Desk: o.hub, Edition: func() *policy.Edition { return o.edition }, Now: func() chat.Instant { return o.now }, Post: o.crank.Post,
		Focus:    func(f fyne.Focusable) { o.window.Canvas().Focus(f) },
		Window:   func() fyne.Canvas { return o.window.Canvas() },
		Here:     o.edition.Policy.Cover.Location(),
		OpenChat: func(id chat.ChatID) { o.opened = append(o.opened, id) },
		SaveFile: func(_ string, got func(string, io.WriteCloser, error)) { got(o.name, closer{&o.file}, nil) },
	})
	o.window = test.NewTempWindow(o.t, o.pane.Content())
	o.window.SetPadded(false)
	o.window.Resize(fyne.NewSize(1130, 720))
}

type closer struct{ io.Writer }

func (closer) Close() error { return nil }

// render answers the page and shows it what the desk has, until all is quiet.
func (o *office) render() {
	o.crank.Drain()
	o.pane.Render(o.Snapshot())
	o.crank.Drain()
	stage.LayOut(o.pane.Content())
}

func (o *office) wantSays(words ...string) {
	o.t.Helper()
	stage.WantSays(o.t, o.pane.Content(), words...)
}

func (o *office) wantSilent(words ...string) {
	o.t.Helper()
	stage.WantSilent(o.t, o.pane.Content(), words...)
}

func (o *office) press(word string) {
	o.t.Helper()
	if b, ok := stage.Called[*kit.Button](o.pane.Content(), word); ok {
		test.Tap(b)
		o.render()
		return
	}
	o.t.Fatalf("there is no button %q", word)
}

func (o *office) ctrl(name fyne.KeyName) {
	o.t.Helper()
	if !o.pane.Shortcut(&desktop.CustomShortcut{KeyName: name, Modifier: fyne.KeyModifierShortcutDefault}) {
		o.t.Errorf("Ctrl+%s does nothing", name)
	}
	o.render()
}

// pick types into what lies over the page and takes the first row.
func (o *office) pick(text string) {
	o.t.Helper()
	focused := o.window.Canvas().Focused()
	if focused == nil {
		o.t.Fatal("nothing can be chosen")
	}
	test.Type(focused, text)
	focused.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	o.render()
}

// a is a complete ticket, n minutes ago.
func (o *office) a(n int, name string) ticket.Ticket {
	id := chat.ChatID(fmt.Sprint("c", n))
	closed := o.now.Add(-time.Duration(n) * time.Minute)
	opened := closed.Add(-10 * time.Minute)
	return ticket.Ticket{
		Ref: ticket.RefOf(ticket.RefTicket, string(id), opened), Chat: id, Channel: chat.ChannelWebsite, Driver: "practice", Form: o.edition.Form.Version,
		Created: closed, Opened: opened, Closed: closed, Handled: ticket.HandledBoth,
		Account: ticket.Answer{Value: "A-77120"}, Service: ticket.Answer{Unknown: "Not given in the chat."},
		Contact: ticket.Answer{Value: name}, Phone: ticket.Answer{Value: "+919812300000"}, Mail: "rohan@example.com", SendCopy: ticket.Yes,
		Category: "billing", Classification: "invoice", Priority: "normal", FCR: ticket.Yes, Subject: "Invoice of October",
		Summary:   "With the bot\nRohan: “Where is my invoice of October?”\nWith a person\nAsha: “I have sent it to your address.”",
		Sentiment: "positive", Method: "chat", Topics: []ticket.ChoiceID{"invoice"}, FollowUp: ticket.No,
		EndReason: "resolved", Resolution: "solved", Status: "closed", Assignee: stage.Me, Confirmed: "m9",
	}
}

var errAway = errors.New("The hub did not answer; try again.") //nolint:staticcheck,revive // ST1005: it is shown as it is

func (o *office) full() {
	one := o.a(3, "Rohan M.")
	two := o.a(12, "मीरा वर्मा 🙏")
	two.Status, two.Sentiment, two.FCR, two.Priority, two.Subject = "open", "negative", ticket.No, "urgent", "सेटअप चरण 4 पर छूट गया"
	bot := o.a(40, "")
	bot.Phone, bot.Contact, bot.Handled = ticket.Answer{Unknown: "Not given in the chat."}, ticket.Answer{Unknown: "Not given in the chat."}, ticket.HandledBot
	bot.ByRule = []ticket.Field{ticket.FieldSentiment, ticket.FieldPriority, ticket.FieldCategory, ticket.FieldFCR}
	bot.Subject, bot.FCR, bot.Sentiment, bot.Method, bot.Assignee, bot.SendCopy, bot.Mail = "Chat without a subject", ticket.No, "neutral", "bot", "", ticket.No, ""
	long := o.a(24*60*3, "A customer with a name that goes on and on and on and on")
	long.Notes = "Wants every line explained.\nCalled twice."
	o.list = []ticket.Ticket{one, two, bot, long}
	o.floor = map[chat.ChatID]ticket.Ticket{one.Chat: one, bot.Chat: bot}
	o.check = app.TicketCheck{At: o.now.Add(-9 * time.Hour), Closed: 4, Tickets: 4}
	o.out = app.Outgoing{Hook: "desk", Copies: true, Tickets: 4}
}

func (o *office) trouble() {
	o.full()
	o.check.Missing, o.check.Shared = []chat.ChatID{"practice/418", "practice/419"}, []string{string(o.list[0].Ref)}
	o.out.Undeliverable, o.out.Waiting = 2, 1
	o.out.Words = []string{"The policy sends tickets to \"crm\", and out.toml has no webhook of that name."}
	o.out.Unsent = []app.UnsentTicket{{Ticket: o.list[3].Ref, Words: "The customer's copy could not be made: the address is no address."}}
	o.out.Parcels = []app.Parcel{
		{Key: "k1", To: "desk", Ticket: o.list[0].Ref, Undeliverable: true, Attempts: 1, Words: "404 Not Found"},
		{Key: "k2", Mail: true, To: "r…@example.com", Ticket: o.list[1].Ref, Undeliverable: true, Attempts: 80, Maybe: true, Words: "mailbox full"},
		{Key: "k3", To: "desk", Ticket: o.list[0].Ref, Attempts: 3, Due: o.now.Add(8 * time.Second), Words: "503"},
	}
}
