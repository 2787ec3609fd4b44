package backends

import (
	"errors"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/view"
	"floorwalker/ui/internal/stage"
	"floorwalker/ui/kit"
	"floorwalker/ui/loop"
	"floorwalker/ui/theme"
)

// room is the page in a window, over a hub that answers when the test says so.
type room struct {
	*stage.Floor
	t       testing.TB
	crank   loop.Crank
	pane    *Pane
	window  fyne.Window
	waiting []func([]app.BackendStatus, error)
}

func newRoom(t testing.TB) *room {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
	r := &room{Floor: stage.NewFloor(t), t: t}
	r.pane = New(Options{
		Desk: r, Now: r.Now, Post: r.crank.Post, Focus: func(f fyne.Focusable) { r.window.Canvas().Focus(f) },
	})
	r.window = test.NewTempWindow(t, r.pane.Content())
	r.window.SetPadded(false)
	r.window.Resize(fyne.NewSize(1130, 720))
	return r
}

// BackendStatus implements Desk: the question waits for answer.
func (r *room) BackendStatus(got func([]app.BackendStatus, error)) {
	r.waiting = append(r.waiting, got)
}

func (r *room) answer(all []app.BackendStatus, err error) {
	r.t.Helper()
	if len(r.waiting) == 0 {
		r.t.Fatal("the hub was not asked")
	}
	got := r.waiting[len(r.waiting)-1] // the others were overtaken
	r.waiting = nil
	got(all, err)
	r.crank.Drain()
}

func (r *room) render() {
	r.pane.Render(r.Snapshot())
	r.crank.Drain()
}

// known puts systems on the floor as events do.
func (r *room) known(all ...chat.Backend) {
	for _, b := range all {
		r.DoAtOnce("", &chat.BackendDescribed{Backend: b}, &chat.BackendChanged{Driver: b.Name, State: b.State, Words: b.Words})
	}
	r.render()
}

func (r *room) says(words ...string) {
	r.t.Helper()
	stage.WantSays(r.t, r.pane.Content(), words...)
}

// crisp is a system that can do some things.
func crisp(s chat.BackendState) chat.Backend {
	return chat.Backend{Name: "crisp", Title: "Crisp", State: s, Capabilities: chat.Capabilities{
		{Op: chat.OpReply, Ability: chat.AbilityNative, Sees: "the line, under the agent's name"},
		{Op: chat.OpJoin, Ability: chat.AbilityEmulated, How: "as a line, because Crisp knows no second agent", Sees: "a line that somebody has joined", Unverified: true},
	}}
}

// counted is a system with figures.
func (r *room) counted(b chat.Backend) app.BackendStatus {
	return app.BackendStatus{
		Name: b.Name, Title: b.Title, State: b.State, LastEvent: r.Now().Add(-2 * time.Second), Lag: 340 * time.Millisecond, Used: 9_000, Limit: 10_000, Window: 24 * time.Hour, Version: "API v1",
		Missing: []app.MissingRight{{Name: "website:people:profiles", Without: "Nothing is shown of who the customer is."}, {Name: "website:conversation:messages", Without: "No line can be written.", Needed: true}},
	}
}

// While nothing is known the page says so, and what would stand there.
func TestThePageIsNeverJustEmpty(t *testing.T) {
	r := newRoom(t)
	r.says("Reading the chat systems")
	r.render()
	r.pane.Focus()
	r.answer(nil, errors.New("the hub is too old to say"))
	r.says("The chat systems cannot be read", "The hub is too old to say")
	r.pane.typed('r')
	r.answer(nil, nil)
	r.says("No chat system is connected", "floorhub connect")
	r.Snap.Link.State = app.LinkOffline
	r.render()
	r.says("The hub is away")
}

// A system's state stands in words beside its colour, with what it lacks, how much of its
// quota is used, and what each operation means for the customer.
func TestASystemIsSaidInFull(t *testing.T) {
	r := newRoom(t)
	r.known(crisp(chat.BackendLive))
	r.pane.Focus()
	r.answer([]app.BackendStatus{r.counted(crisp(chat.BackendLive))}, nil)
	r.says("Crisp", "API v1", "Live", "under a second", "9000 of 10000 in a day · nearly used up", "never",
		"website:conversation:messages", "No line can be written.", "missing", "needed",
		"1 native · 1 emulated · 29 not there, and offered nowhere · 1 never tried on a live server",
		"As a line, because Crisp knows no second agent. Never tried on a live server.", "A line that somebody has joined", "Join beside a colleague", "Block a customer")
	lines := rightLines(r.pane.shown[0].Missing)
	if lines[0].Word != "website:conversation:messages" {
		t.Error("what nothing works without does not stand first")
	}
	if n, _ := r.pane.Count(r.Snapshot()); n != 0 {
		t.Errorf("%d systems are said to be away", n)
	}
}

// That a system went away is seen without asking, in the rail too, and what it said last
// is not passed off as new.
func TestASystemThatIsAway(t *testing.T) {
	r := newRoom(t)
	r.known(crisp(chat.BackendLive), chat.Backend{Name: "chatwoot", Title: "Chatwoot", State: chat.BackendLive})
	r.pane.Focus()
	r.answer([]app.BackendStatus{r.counted(crisp(chat.BackendLive))}, nil)
	if r.pane.order[0] != "chatwoot" {
		t.Errorf("in order: %v", r.pane.order)
	}
	r.Pass(3 * time.Second)
	r.DoAtOnce("", &chat.BackendChanged{Driver: "crisp", State: chat.BackendRefused, Words: "Crisp says that the token is not valid any more. Make a new one there and connect again."})
	r.render()
	r.says("1 system not reached", "Not let in")
	if r.pane.order[0] != "chatwoot" {
		t.Error("rows moved under the keyboard")
	}
	r.window.Canvas().Unfocus()
	r.pane.Tick()
	if r.pane.order[0] != "crisp" {
		t.Error("the system in trouble does not stand first")
	}
	r.pane.Open("crisp")
	r.says("nothing comes now", "Crisp says that the token is not valid any more.")
	if n, tone := r.pane.Count(r.Snapshot()); n != 1 || tone != kit.Red {
		t.Errorf("the rail says %d in %v", n, tone)
	}
}

// The page asks again while it is in sight, and an answer that was overtaken changes
// nothing.
func TestTheFiguresAreReadAgain(t *testing.T) {
	r := newRoom(t)
	r.known(crisp(chat.BackendLive))
	r.pane.Focus()
	late := r.waiting[0]
	r.waiting = nil
	r.pane.typed('R')
	fresh := r.counted(crisp(chat.BackendLive))
	r.answer([]app.BackendStatus{fresh}, nil)
	fresh.Used = 1
	late([]app.BackendStatus{fresh}, nil)
	r.crank.Drain()
	r.says("9000 of 10000")
	r.pane.Tick()
	if len(r.waiting) != 0 {
		t.Error("it asks at once again")
	}
	r.Pass(again)
	r.pane.Tick()
	if len(r.waiting) != 1 {
		t.Error("it does not ask again")
	}
	r.Pass(4 * again)
	r.pane.Tick()
	if said := r.pane.age(r.Now()); !strings.HasPrefix(said, "as of ") {
		t.Errorf("old figures are called %q", said)
	}
	r.Snap.Link.State = app.LinkOffline
	r.render()
	r.says("the hub is away")
}

// What nobody names a limit for is no full bar.
func TestQuotaWords(t *testing.T) {
	for _, c := range []struct {
		used, limit int
		want        string
		tone        kit.Tone
	}{
		{12, 0, "12 in 1 min · it names no limit", kit.Grey},
		{12, 100, "12 of 100 in 1 min", kit.Green},
		{80, 100, "80 of 100 in 1 min · nearly used up", kit.Amber},
		{100, 100, "100 of 100 in 1 min · used up", kit.Red},
	} {
		said, _, tone := quotaWords(&system{BackendStatus: app.BackendStatus{Used: c.used, Limit: c.limit, Window: time.Minute}})
		if said != c.want || tone != c.tone {
			t.Errorf("%d of %d: %q in %v", c.used, c.limit, said, tone)
		}
	}
}

// What holds for every operation is said once, and of what is rare in the row.
func TestTrialsAreNotSaidInEveryRow(t *testing.T) {
	tried, untried := view.Can{Op: chat.OpReply, Ability: chat.AbilityNative}, view.Can{Op: chat.OpNote, Ability: chat.AbilityNative, Unverified: true}
	for _, c := range []struct {
		all  []view.Can
		want []string
	}{
		{[]view.Can{untried, untried}, []string{"", ""}},
		{[]view.Can{tried, tried}, []string{"", ""}},
		{[]view.Can{tried, tried, untried}, []string{"", "", "Never tried on a live server."}},
		{[]view.Can{tried, untried, untried}, []string{"Tried on a live server.", "", ""}},
	} {
		said := mark(c.all)
		for i := range c.all {
			if got := said(c.all[i]); got != c.want[i] {
				t.Errorf("of %d, row %d says %q, want %q", len(c.all), i, got, c.want[i])
			}
		}
	}
	if got := summary(&system{can: []view.Can{untried, untried}}); !strings.Contains(got, "none of it was ever tried") {
		t.Errorf("the summary says %q", got)
	}
}
