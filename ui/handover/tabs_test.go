package handover

import (
	"crypto/ed25519"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/shift/handover"
	"floorwalker/app/view"
	"floorwalker/ui/internal/stage"
	"floorwalker/ui/kit"
	"floorwalker/ui/loop"
	"floorwalker/ui/theme"
)

const shiftID = "2026-03-02-1000"

// counter is the page with all its tabs in a window.
type counter struct {
	*stage.Floor
	t      testing.TB
	desk   *stage.Desk
	crank  loop.Crank
	pane   *Pane
	window fyne.Window
	opened []chat.ChatID
	kept   []string // names of files
	page   string
	fails  error // of keeping
}

func newCounter(t testing.TB) *counter {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
	c := &counter{Floor: stage.NewFloor(t), t: t}
	c.Person("lena", chat.RoleSecondary, "", true)
	c.Person("tara", chat.RoleLead, "", true)
	c.desk = stage.NewDesk(c.Floor)
	c.Snap.Handovers.Shift = shiftID
	c.enter()
	return c
}

func (c *counter) enter() {
	c.pane = New(Options{
		Desk: c.desk, Policy: c.Policy, Now: c.Now, Post: c.crank.Post, Here: c.Policy.Cover.Location(),
		Focus:    func(f fyne.Focusable) { c.window.Canvas().Focus(f) },
		Window:   func() fyne.Canvas { return c.window.Canvas() },
		OpenChat: func(id chat.ChatID) { c.opened = append(c.opened, id) },
		Keep: func(name string, file, page []byte, done func(string, error)) {
			c.kept, c.page = append(c.kept, name), string(page)
			done("a folder", c.fails)
		},
	})
	c.window = test.NewTempWindow(c.t, c.pane.Content())
	c.window.SetPadded(false)
	c.window.Resize(fyne.NewSize(1130, 720))
	c.render()
}

func (c *counter) render() {
	for range 3 {
		c.crank.Drain()
		c.pane.Render(c.Snapshot())
	}
	stage.LayOut(c.pane.Content())
}

func (c *counter) says(words ...string) {
	c.t.Helper()
	stage.LayOut(c.pane.Content())
	stage.WantSays(c.t, c.pane.Content(), words...)
}

func (c *counter) over() fyne.CanvasObject { return c.window.Canvas().Overlays().Top() }

func (c *counter) key(name fyne.KeyName) {
	c.t.Helper()
	if c.window.Canvas().Focused() == nil {
		c.t.Fatal("nothing has the keyboard")
	}
	c.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: name})
	c.render()
}

func (c *counter) rune(r rune) {
	c.window.Canvas().Focused().TypedRune(r)
	c.render()
}

// confirm presses the button of the sheet that lies over the page.
func (c *counter) confirm() {
	c.t.Helper()
	s, ok := stage.Called[*kit.Sheet](c.over(), "")
	if !ok {
		c.t.Fatalf("there is no sheet:\n%s", stage.Read(c.over()))
	}
	s.Confirm()
	c.render()
}

func someItems(n int) (out []handover.Item) {
	kinds := []handover.Kind{handover.KindChat, handover.KindCall, handover.KindPromise, handover.KindEscalation, handover.KindBotError, handover.KindFollowUp}
	names := []string{"Nisha G.", "रोहन महाराजाधिराज भट्टाचार्य", "Imran Q. of the Very Long Company Name That Never Ends Private Limited", "", "Joy B. 🙏"}
	for i := range n {
		out = append(out, handover.Item{
			ID: fmt.Sprintf("owed:%d", i), Kind: kinds[i%len(kinds)], Title: fmt.Sprintf("Billing dispute %d", i), Customer: names[i%len(names)],
			Chat: chat.ChatID(fmt.Sprintf("c%d", i)), Due: stage.Start.Add(time.Duration(i*25-30) * time.Minute), Words: "agreed to a call", Ref: "CB-7K2M",
		})
	}
	return out
}

// signed is a document as somebody signed it.
func (c *counter) signed(from, to chat.AgentID, n int) view.Handover {
	c.t.Helper()
	_, key, err := ed25519.GenerateKey(nil)
	if err != nil {
		c.t.Fatal(err)
	}
	d := handover.Document{
		Format: handover.Format, Floor: "Practice", Shift: shiftID, From: from, To: to, At: c.Now(), Due: c.Now().Add(10 * time.Minute),
		Note: "Begin with Nisha, she was promised a call. धन्यवाद 🙏", Zone: "Asia/Kolkata", Items: someItems(n),
		People: map[chat.AgentID]string{from: "Agent " + string(from), to: "Agent " + string(to)},
	}
	for i := range d.Items {
		d.Items[i].Note = "Said by who goes."
	}
	f, err := handover.Sign(d, signer{key})
	if err != nil {
		c.t.Fatal(err)
	}
	packed, err := f.Pack()
	if err != nil {
		c.t.Fatal(err)
	}
	h := view.Handover{Handover: chat.Handover{Shift: shiftID, Hash: f.Hash, From: from, To: to, Signed: d.At, Due: d.Due, Document: packed}}
	h.FromName, h.ToName = "Agent "+string(from), "Agent "+string(to)
	for _, it := range f.Document.HandoverItems() {
		h.Handover.Items = append(h.Handover.Items, it)
		h.Items = append(h.Items, view.HandoverItem{HandoverItem: it})
	}
	h.Open = n
	c.knows(from, key.Public().(ed25519.PublicKey))
	return h
}

// knows registers a key of somebody's a while ago.
func (c *counter) knows(who chat.AgentID, key ed25519.PublicKey) {
	ks := handover.Keys{}
	if c.Snap.Handovers.Keys != nil {
		ks = *c.Snap.Handovers.Keys
	}
	ks.Keys = append(slices.Clone(ks.Keys), handover.KnownKey{
		Agent: who, Name: "Agent " + string(who), Key: hex.EncodeToString(key), Since: c.Now().Add(-time.Hour),
	})
	c.Snap.Handovers.Keys = &ks
}

type signer struct{ key ed25519.PrivateKey }

func (s signer) Key() (ed25519.PublicKey, error) { return s.key.Public().(ed25519.PublicKey), nil }
func (s signer) Sign(b []byte) ([]byte, error)   { return ed25519.Sign(s.key, b), nil }
func ctrlKey(k fyne.KeyName) *desktop.CustomShortcut {
	return &desktop.CustomShortcut{KeyName: k, Modifier: fyne.KeyModifierShortcutDefault}
}

// D-05: what goes over is collected, gets words of its own, and is signed to somebody;
// the words are kept until then, over a restart, too.
func TestSigningWhatGoesOver(t *testing.T) {
	c := newCounter(t)
	c.Snap.Handovers.Draft = someItems(7)
	c.render()
	c.says("Goes over · 7", "Nisha G.", "Sign and hand over 7 items")
	c.pane.Focus()
	c.key(fyne.KeyReturn)
	c.rune('n')
	test.Type(c.window.Canvas().Focused(), "rings at five")
	c.enter() // the program was ended and begun again
	c.says("rings at five")
	if !c.pane.Shortcut(ctrlKey(fyne.KeyS)) {
		t.Fatal("Ctrl+S does nothing")
	}
	c.render()
	if !stage.Says(c.over(), "Who receives it") || !stage.Says(c.over(), "agent lena") {
		t.Fatalf("the sheet says:\n%s", stage.Read(c.over()))
	}
	c.confirm()
	first := c.pane.draft.items[0].ID
	want := fmt.Sprintf(`sign %s to lena "" [%s=rings at five]`, shiftID, first)
	if got := c.desk.Take(); !slices.Contains(got, want) {
		t.Errorf("asked %q, want %q", got, want)
	}
	if len(c.desk.Drafts) != 0 {
		t.Errorf("drafts are left: %v", c.desk.Drafts)
	}
}

// What the hub refuses is said, and nothing that was written is lost.
func TestARefusedSignatureKeepsTheWords(t *testing.T) {
	c := newCounter(t)
	c.Snap.Handovers.Draft = someItems(2)
	c.desk.Fail = errors.New("another handover was signed meanwhile")
	c.render()
	c.pane.Focus()
	c.key(fyne.KeyReturn)
	c.rune('n')
	test.Type(c.window.Canvas().Focused(), "words")
	c.pane.Shortcut(ctrlKey(fyne.KeyS))
	c.confirm()
	c.says("Not signed: another handover was signed meanwhile", "words")
	if len(c.desk.Drafts) != 1 {
		t.Errorf("drafts are %v", c.desk.Drafts)
	}
}

// Signing is of the floor as it is: without the hub it waits, and says so; so does a
// desk without a key.
func TestNothingIsSignedWithoutHubOrKey(t *testing.T) {
	c := newCounter(t)
	c.Snap.Handovers.Draft = someItems(1)
	c.Snap.Link.State = app.LinkOffline
	c.render()
	c.says("Signing needs the hub, and it is not connected; what you write here is kept.")
	c.pane.Shortcut(ctrlKey(fyne.KeyS))
	if c.over() != nil {
		t.Error("it signs all the same")
	}
	c.Snap.Link.State = app.LinkLive
	c.Snap.Handovers.Key.Words = "This desk has no key to sign with."
	c.render()
	c.says("This desk has no key to sign with.")
	stage.WantSilent(t, c.pane.Content(), "Make a new key")
	c.Snap.Handovers.Key.Words, c.Snap.Handovers.Key.Retired = "A lead has retired the key of this desk; it needs a new one.", true
	c.render()
	stage.Press(t, c.pane.Content(), "Make a new key")
	if got := c.desk.Take(); !slices.Equal(got, []string{"renew key"}) {
		t.Errorf("asked %v", got)
	}
}

// D-05: after signing the state is told: who is waited for, how far they are, and when
// it goes to the lead.
func TestSignedStateInWords(t *testing.T) {
	c := newCounter(t)
	h := c.signed(stage.Me, "lena", 9)
	for i := range 7 {
		h.Items[i].Acknowledged, h.Items[i].By, h.Items[i].ByName = c.Now(), "lena", "agent lena"
	}
	h.Open = 2
	c.Snap.Handovers.Signed = []view.Handover{h}
	c.Pass(3*time.Minute + 50*time.Second)
	c.render()
	c.says("waiting for Agent lena · 7 of 9 acknowledged · goes to the lead in 6:10", "7 of 9")
}

// D-05: what is signed and waits is not there to be signed once more by the same key
// pressed twice; something new is.
func TestWhatIsSignedIsNotOfferedAgain(t *testing.T) {
	c := newCounter(t)
	h := c.signed(stage.Me, "lena", 2)
	c.Snap.Handovers.Draft, c.Snap.Handovers.Signed = someItems(2), []view.Handover{h}
	c.render()
	c.says("Sign again, 2 items", "All of it is in what you signed")
	c.Snap.Handovers.Draft = someItems(3)
	c.render()
	c.says("Sign and hand over 3 items")
}

// D-05: each item by a key, a group by one, the rest by one; what is taken is asked for
// once.
func TestAcknowledgingItemByItem(t *testing.T) {
	c := newCounter(t)
	h := c.signed("lena", stage.Me, 7)
	h.Mine = true
	c.Snap.Handovers.Waiting = []view.Handover{h}
	c.enter()
	c.says("Comes to you · 7", "Said by who goes.", "Begin with Nisha")
	c.pane.Focus()
	first, second := c.pane.waits.rows[0], c.pane.waits.rows[1]
	c.key(fyne.KeySpace)
	c.key(fyne.KeySpace)
	want := []string{
		fmt.Sprintf("acknowledge %s [%s]", h.Hash, first.item.ID), fmt.Sprintf("acknowledge %s [%s]", h.Hash, second.item.ID),
	}
	if got := c.desk.Take(); !slices.Equal(got, want) {
		t.Errorf("asked %v, want %v", got, want)
	}
	c.rune('o')
	if len(c.opened) != 1 {
		t.Errorf("opened %v", c.opened)
	}
	c.rune('a')
	if got := c.desk.Take(); len(got) != 1 || strings.Count(got[0], "owed:") != 5 {
		t.Errorf("all of it: %v", got)
	}
}

// A refusal is told and the item waits again; Enter only opens.
func TestARefusedAcknowledgement(t *testing.T) {
	c := newCounter(t)
	h := c.signed("lena", stage.Me, 2)
	h.Mine = true
	c.Snap.Handovers.Waiting = []view.Handover{h}
	c.desk.Fail = errors.New("somebody else has it")
	c.enter()
	c.pane.Focus()
	c.key(fyne.KeyReturn)
	if got := c.desk.Take(); len(got) != 0 {
		t.Errorf("Enter asks %v", got)
	}
	c.key(fyne.KeySpace)
	c.says("Not taken: somebody else has it", "waits for you")
	if n, tone := c.pane.Count(c.Snapshot()); n != 2 || tone != kit.Amber {
		t.Errorf("the rail counts %d in %v", n, tone)
	}
}

// a lead takes what is left in writing, for who signed; nobody else is offered it.
func TestALeadTakesWhatIsLeft(t *testing.T) {
	c := newCounter(t)
	h := c.signed("lena", "ben", 3)
	h.Raised = true
	h.Handover.Raised = c.Now()
	c.Snap.Handovers.Others = []view.Handover{h}
	c.render()
	c.pane.Turn(int(tabPapers))
	stage.WantSilent(t, c.pane.Content(), "Take it in writing…")
	c.Snap.Me.Role = chat.RoleLead
	c.render()
	c.says("with the lead", "Take it in writing…")
	c.rune('t')
	test.Type(c.window.Canvas().Focused(), "I call all three myself")
	c.confirm()
	if got, want := c.desk.Take(), fmt.Sprintf(`take handover %s of lena "I call all three myself"`, h.Hash); !slices.Contains(got, want) {
		t.Errorf("asked %v, want %s", got, want)
	}
}

// a chat that somebody has and that goes on needs a lead's word, and says so; what
// a lead has taken in writing is not called open any more.
func TestWhatALeadSignsToo(t *testing.T) {
	c := newCounter(t)
	c.Snap.Me.Role = chat.RoleLead
	h := c.signed("lena", "ben", 2)
	h.Mine, h.Raised = true, true
	h.Items[0].NeedsLead, h.Items[0].By, h.Items[0].ByName = true, "ben", "Ben K."
	c.Snap.Handovers.Waiting = []view.Handover{h}
	c.enter()
	c.says("needs your word", "I know of it", "Ben K. has this chat and keeps it.", "waits for you")

	h.Taken.At, h.TakenBy, h.Open = c.Now(), "Lakshmi", 0
	c.Snap.Handovers.Waiting, c.Snap.Handovers.Past = nil, []view.Handover{h}
	c.render()
	c.pane.Turn(int(tabPapers))
	c.says("taken in writing", "taken by Lakshmi")
}

// D-05: what is signed is verified on the screen, and printed as a page that can be read
// without this program; the hub gone, this desk's own copy is.
func TestPrintingAndVerifying(t *testing.T) {
	c := newCounter(t)
	h := c.signed("lena", "ben", 3)
	h.Open = 0
	c.Snap.Handovers.Past = []view.Handover{h}
	c.render()
	c.pane.Turn(int(tabPapers))
	c.says("verified")
	c.Snap.Link.State = app.LinkOffline
	c.render()
	c.rune('p')
	if !slices.Equal(c.kept, []string{"handover-" + shiftID + ".json"}) || !strings.Contains(c.page, "Billing dispute 1") {
		t.Errorf("kept %v: %s", c.kept, c.page)
	}
	c.says("Kept in a folder and opened for printing.")
	c.fails = errors.New("the disk is full")
	c.rune('p')
	c.says("Not kept: the disk is full")
}

// One changed byte is named.
func TestAChangedDocumentIsNamed(t *testing.T) {
	c := newCounter(t)
	h := c.signed("lena", "ben", 3)
	f, err := handover.Unpack(h.Document)
	if err != nil {
		t.Fatal(err)
	}
	f.Document.Items[1].Title += "."
	raw, err := f.Encode()
	if err != nil {
		t.Fatal(err)
	}
	if got := c.pane.papers.judge(raw); got.pill.Word != "changed" || !strings.Contains(got.words, "Item 2") {
		t.Errorf("%+v", got)
	}
}

var tabScenes = map[string]func(c *counter){
	"empty": func(*counter) {},
	"over": func(c *counter) {
		c.Snap.Handovers.Draft = someItems(14)
		h := c.signed(stage.Me, "lena", 9)
		h.Items[0].Acknowledged, h.Items[0].ByName, h.Open = c.Now(), "agent lena", 8
		c.Snap.Handovers.Signed = []view.Handover{h}
		c.render()
		c.pane.Focus()
		c.pane.draft.show("owed:1")
		test.Type(c.pane.draft.note, "Rings at five. ग्राहक नाराज़ है।")
	},
	"comes": func(c *counter) {
		h := c.signed("lena", stage.Me, 11)
		h.Mine, h.Raised = true, true
		h.Handover.Raised = c.Now()
		for i := range 3 {
			h.Items[i].Acknowledged, h.Items[i].ByName = c.Now(), "you"
		}
		h.Open = 8
		c.Snap.Handovers.Waiting = []view.Handover{h}
		c.render()
		c.pane.Turn(int(tabWaits))
	},
	"signed": func(c *counter) {
		c.Snap.Me.Role = chat.RoleLead
		raised := c.signed("lena", "ben", 5)
		raised.Raised, raised.Handover.Raised = true, c.Now()
		past := c.signed("ben", "lena", 40)
		past.Open = 0
		c.Snap.Handovers.Others, c.Snap.Handovers.Past = []view.Handover{raised}, []view.Handover{past}
		c.render()
		c.pane.Turn(int(tabPapers))
	},
	"offline": func(c *counter) {
		c.Snap.Handovers.Draft = someItems(3)
		c.Snap.Link.State = app.LinkOffline
	},
	"keys": func(c *counter) {
		c.Snap.Me.Role = chat.RoleLead
		c.manyKeys()
		c.render()
		c.pane.Turn(int(tabKeys))
	},
	"retired": func(c *counter) {
		c.Snap.Me.Role = chat.RoleLead
		c.manyKeys()
		c.render()
		c.pane.Turn(int(tabKeys))
		c.pane.keys.show(keyOf(&c.pane.keys.rows[3]))
	},
	"retiring": func(c *counter) {
		c.Snap.Me.Role = chat.RoleLead
		c.manyKeys()
		c.render()
		c.pane.Turn(int(tabKeys))
		c.pane.keys.Retire()
	},
	"sheet": func(c *counter) {
		c.Snap.Handovers.Draft = someItems(3)
		c.render()
		c.pane.draft.Sign()
	},
}

// TestTabPictures draws the page for eyes to judge ([stage.Pictures]).
func TestTabPictures(t *testing.T) {
	stage.Pictures(t, "signing", tabScenes, stage.Looks(), func(t *testing.T, scene func(*counter), look stage.Look) fyne.Canvas {
		c := newCounter(t)
		look.Wear()
		c.enter()
		scene(c)
		c.render()
		c.window.Canvas().Refresh(c.pane.Content())
		return c.window.Canvas()
	})
}
