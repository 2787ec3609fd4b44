package connect

import (
	"errors"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"floorwalker/ui/internal/stage"
	"floorwalker/ui/kit"
	"floorwalker/ui/loop"
	"floorwalker/ui/theme"
)

// room is the sheet in a window, over systems that answer when the test says so.
type room struct {
	t      testing.TB
	crank  loop.Crank
	window fyne.Window
	sheet  *Sheet
	all    []Vendor

	asked, saved []map[string]string
	checked      func(Checkup, error)
	kept         func(string, error)
	done         int
}

func newRoom(t testing.TB) *room {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
	r := &room{t: t, all: []Vendor{
		{Name: "chatwoot", Title: "Chatwoot", Known: map[string]string{"url": "https://chat.example.com"}, Questions: []Question{
			{Key: "url", Label: "Address", Help: "Where people open the dashboard.", Example: "https://chat.example.com"},
			{Key: "token", Label: "Access token", Help: "Of an administrator; in Chatwoot: Profile Settings, Access Token. An agent's token shows some chats only.", Secret: true},
			{Key: "account", Label: "Account number", Help: "The number behind /accounts/.", Example: "1", Optional: true},
		}},
		{Name: "crisp", Title: "Crisp", Questions: []Question{
			{Key: "tier", Label: "Kind of token", Help: "A website token is made in the workspace itself.", Choices: []string{"website", "plugin"}},
			{Key: "key", Label: "Token key", Secret: true},
		}},
		{Name: "livehelperchat", Title: "Live Helper Chat", Questions: []Question{{Key: "url", Label: "Address"}}},
	}}
	r.window = test.NewTempWindow(t, container.NewStack(kit.NewGround(theme.Pane)))
	r.window.SetPadded(false)
	r.window.Resize(fyne.NewSize(1280, 800))
	r.sheet = Ask(Options{Book: r, Canvas: r.window.Canvas(), Post: r.crank.Post, Done: func() { r.done++ }})
	return r
}

// Vendors implements Book.
func (r *room) Vendors() []Vendor { return r.all }

// Check implements Book: the question waits.
func (r *room) Check(_ string, a map[string]string, got func(Checkup, error)) {
	r.asked, r.checked = append(r.asked, a), got
}

// Save implements Book: the question waits.
func (r *room) Save(_ string, a map[string]string, got func(string, error)) {
	r.saved, r.kept = append(r.saved, a), got
}

func (r *room) answer(c Checkup, err error) {
	r.t.Helper()
	if r.checked == nil {
		r.t.Fatal("nothing was asked")
	}
	r.checked(c, err)
	r.crank.Drain()
}

func (r *room) says(words ...string) {
	r.t.Helper()
	stage.WantSays(r.t, r.window.Canvas().Overlays().Top(), words...)
}

func (r *room) silent(words ...string) {
	r.t.Helper()
	stage.WantSilent(r.t, r.window.Canvas().Overlays().Top(), words...)
}

// types writes into what has the keyboard.
func (r *room) types(words string) {
	for _, c := range words {
		r.window.Canvas().Focused().TypedRune(c)
	}
}

func (r *room) press(k fyne.KeyName) { r.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k}) }

func (r *room) confirm() {
	k := &desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierShortcutDefault}
	if f, ok := r.window.Canvas().Focused().(fyne.Shortcutable); ok {
		f.TypedShortcut(k)
		return
	}
	r.sheet.sheet.Confirm()
}

// good is a system that allows everything but one thing.
func good() Checkup {
	return Checkup{Server: "Chatwoot 4.10", Account: "Shop", People: 3, Teams: 2, Rights: []Right{
		{Name: "conversations", OK: true, Needed: true, Without: "No chat can be seen."},
		{Name: "reports", Without: "Ratings are not there."},
	}}
}

// By keys alone: the system, its questions, the checkup, and then it is connected. What
// is a secret is never on screen.
func TestConnectingByKeys(t *testing.T) {
	r := newRoom(t)
	r.says("Chat system is not chosen")
	r.silent("Access token", "Check")
	r.press(fyne.KeySpace) // the first system
	if r.sheet.chosen() != 0 {
		t.Fatalf("system %d is chosen", r.sheet.chosen())
	}
	r.says("Access token", "An agent's token shows some chats only.", "Account number (optional)", "Access token is empty")
	r.silent("Kind of token")
	r.types("sesame")       // the address is known from before, so the keyboard stands here
	r.press(fyne.KeyReturn) // what is optional stands behind
	r.says("it has not been checked yet")
	r.silent("sesame")
	r.press(fyne.KeySpace)
	r.says("Asking Chatwoot…", "it is being checked")
	if len(r.asked) != 1 || r.asked[0]["token"] != "sesame" || r.asked[0]["url"] != "https://chat.example.com" || len(r.asked[0]) != 2 {
		t.Fatalf("it was asked %v", r.asked)
	}
	r.answer(good(), nil)
	r.says("Chatwoot 4.10, Shop", "3 people and 2 teams", "conversations", "yes", "reports", "Ratings are not there.", "It can be connected.")
	r.confirm()
	r.says("it is being connected")
	if len(r.saved) != 1 || r.saved[0]["token"] != "sesame" {
		t.Fatalf("%d times saved", len(r.saved))
	}
	r.kept("Chatwoot is connected. Your hub starts again with it.", nil)
	r.crank.Drain()
	r.says("Connected", "Your hub starts again with it.")
	if r.done != 1 {
		t.Error("nobody was told")
	}
}

// What is missing is said with what does not work without it, and where nothing works it
// is not connected; nor is what was changed after the checkup, nor what failed.
func TestWhatIsNotConnected(t *testing.T) {
	r := newRoom(t)
	r.press(fyne.KeySpace)
	r.sheet.fields[0][1].line.SetText("sesame")
	r.sheet.Check()
	bad := good()
	bad.Rights[0].OK = false
	r.answer(bad, nil)
	r.says("MISSING", "No chat can be seen.", "nothing works without conversations")
	r.sheet.sheet.Confirm()

	r.sheet.Check()
	r.answer(Checkup{}, errors.New("the server at chat.example.com does not answer"))
	r.says("This does not work", "The server at chat.example.com does not answer.", "it does not work like this")
	r.sheet.sheet.Confirm()

	r.sheet.Check()
	late := r.checked
	r.sheet.fields[0][1].line.SetText("other")
	late(good(), nil)
	r.crank.Drain()
	r.silent("Chatwoot 4.10")
	r.sheet.sheet.Confirm()
	if len(r.saved) != 0 {
		t.Fatalf("it was saved: %d times", len(r.saved))
	}

	r.sheet.Check()
	r.answer(good(), nil)
	r.sheet.sheet.Confirm()
	r.kept("", errors.New("the keychain is locked"))
	r.crank.Drain()
	r.says("The keychain is locked.")
	r.sheet.sheet.Cancel()
	if r.window.Canvas().Overlays().Top() != nil {
		t.Error("it cannot be left")
	}
}

// Every question that has choices begins with the usual one, and another system has its
// own questions only.
func TestAnotherSystem(t *testing.T) {
	r := newRoom(t)
	r.sheet.which.Pick(1)
	r.sheet.choose()
	r.says("Kind of token", "Token key")
	r.silent("Access token")
	r.sheet.fields[1][1].line.SetText("k")
	r.sheet.Check()
	if a := r.asked[0]; a["tier"] != "website" || a["key"] != "k" || len(a) != 2 {
		t.Errorf("%v", a)
	}
}

// At a team's hub the sheet says whom to ask, and how it is done there.
func TestAtATeamsHub(t *testing.T) {
	r := newRoom(t)
	r.sheet.sheet.Cancel()
	AskAtHub(r.window.Canvas(), "wss://hub.example.com/v1/stream", nil)
	r.says("wss://hub.example.com/v1/stream", "floorhub connect crisp", "started again")
	r.press(fyne.KeyEscape)
	if r.window.Canvas().Overlays().Top() != nil {
		t.Error("it cannot be left")
	}
}

// TestPictures draws the sheet for eyes to judge ([stage.Pictures]).
func TestPictures(t *testing.T) {
	scenes := map[string]func(r *room){
		"begin": func(*room) {},
		"found": func(r *room) {
			r.press(fyne.KeySpace)
			r.sheet.fields[0][1].line.SetText("sesame")
			r.sheet.Check()
			r.answer(good(), nil)
		},
		"failed": func(r *room) {
			r.press(fyne.KeySpace)
			r.sheet.fields[0][1].line.SetText("sesame")
			r.sheet.Check()
			r.answer(Checkup{}, errors.New("the server at chat.example.com does not answer; whoever looks after it can say whether it can be reached from here"))
		},
		"team": func(r *room) {
			r.sheet.sheet.Cancel()
			AskAtHub(r.window.Canvas(), "wss://hub.example.com/v1/stream", nil)
		},
	}
	stage.Pictures(t, "connect", scenes, stage.Looks(), func(t *testing.T, scene func(*room), look stage.Look) fyne.Canvas {
		r := newRoom(t)
		look.Wear()
		scene(r)
		r.window.Canvas().Refresh(r.window.Canvas().Overlays().Top())
		return r.window.Canvas()
	})
}
