package escalate

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/ui/internal/stage"
	"floorwalker/ui/kit"
	"floorwalker/ui/loop"
	"floorwalker/ui/theme"
)

// office is a floor with a team, and the verbs over a window.
type office struct {
	*stage.Floor
	t      testing.TB
	desk   *stage.Desk
	crank  loop.Crank
	pane   *Pane
	window fyne.Window
	opened []chat.ChatID
}

func newOffice(t testing.TB) *office {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
	o := &office{Floor: stage.NewFloor(t), t: t}
	o.desk = stage.NewDesk(o.Floor)
	o.Person("lena", chat.RoleLead, "Support", true)
	o.Colleague(stage.Other, "Billing", true)
	o.Colleague("dee", "Technical", false)
	o.pane = New(Options{
		Desk: o.desk, Policy: o.Policy, Edition: func() *policy.Edition { return o.Edition }, Now: o.Now, Post: o.crank.Post,
		Shortcut: func(fyne.Shortcut) {}, Window: func() fyne.Canvas { return o.window.Canvas() },
		Open: func(id chat.ChatID) { o.opened = append(o.opened, id) },
	})
	o.window = test.NewTempWindow(t, container.NewStack(kit.NewGround(theme.Background)))
	o.window.SetPadded(false)
	o.window.Resize(fyne.NewSize(1280, 800))
	return o
}

// serving is a chat of mine about calls that do not come in.
func serving(t testing.TB) *office {
	o := newOffice(t)
	o.Do("c", &chat.ChatOpened{Bot: true, Channel: chat.ChannelWebsite, Customer: chat.Customer{Name: "Rohan M.", Account: "BAN-204417", Contact: "+91 22 4000 0012"}})
	o.Do("c", stage.Said("incoming calls are not coming, get me a person 🙏"), stage.Alert("incoming calls are not coming, get me a person 🙏"))
	o.Do("c", stage.Taken(stage.Me)...)
	o.Do("c", stage.Wrote("I am looking at your trunk now.", chat.DeliverySent))
	o.Open("c")
	return o
}

func (o *office) render() {
	for range 3 {
		o.crank.Drain()
		o.pane.Render(o.Snapshot())
	}
	if top := o.over(); top != nil {
		stage.LayOut(top)
	}
}

func (o *office) over() fyne.CanvasObject { return o.window.Canvas().Overlays().Top() }

func (o *office) write(text string) {
	o.t.Helper()
	test.Type(o.window.Canvas().Focused(), text)
	o.render()
}

func (o *office) press(keys ...fyne.KeyName) {
	o.t.Helper()
	for _, k := range keys {
		o.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k})
	}
	o.render()
}

// confirm is Ctrl+Enter.
func (o *office) confirm() {
	o.t.Helper()
	sc := &desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierShortcutDefault}
	switch f := o.window.Canvas().Focused().(type) {
	case fyne.Shortcutable:
		f.TypedShortcut(sc)
	default: // the canvas of tests keeps its shortcuts to itself
		switch {
		case o.pane.asking != nil:
			o.pane.asking.sheet.Confirm()
		case o.pane.review != nil:
			o.pane.review.take()
		}
	}
	o.render()
}

func (o *office) wantSays(words ...string) {
	o.t.Helper()
	stage.WantSays(o.t, o.over(), words...)
}

func (o *office) wantAsked(want ...string) {
	o.t.Helper()
	if got := o.desk.Take(); !slices.Equal(got, want) {
		o.t.Errorf("asked %q, want %q", got, want)
	}
}

// field gives a field of the sheet the keyboard and types into it.
func (o *office) fill(f kit.SheetField, text string) {
	o.t.Helper()
	o.window.Canvas().Focus(f.Focusable())
	o.write(text)
}

// open opens the sheet of an escalation.
func (o *office) escalation() *escalating {
	o.t.Helper()
	var e *escalating
	o.desk.Take()
	if why := o.pane.Escalate(o.Snapshot()); why != "" {
		o.t.Fatal(why)
	}
	o.render()
	return e
}

// E-ESC-01 to -07, G-ESC-01 to -03: reason, target, both notes, the time, and what
// the customer is told.
func TestAnEscalationByKeys(t *testing.T) {
	o := serving(t)
	o.escalation()
	o.wantSays("Escalate the chat of Rohan M.", "The escalation matrix of this team is still empty", "To is not chosen")
	search, ok := o.window.Canvas().Focused().(*kit.Field)
	if !ok || search == nil {
		t.Fatalf("the keyboard is in %T: not in the first field that is empty, as the reason is preset (E-ESC-02, E-ESC-04)", o.window.Canvas().Focused())
	}
	o.write("lena")
	o.press(fyne.KeyReturn)
	o.write("calls do not reach the trunk")
	o.window.Canvas().FocusNext()
	o.write("checked forwarding and the panel")
	o.wantSays("Solved by when, as the customer is told is not chosen")
	o.confirm()
	o.wantAsked() // no time, no escalation
	b, ok := stage.Called[*kit.Button](o.over(), "in 2 h")
	if !ok {
		t.Fatal("there is no usual time")
	}
	test.Tap(b)
	o.render()
	o.wantSays("Your reference number is (the number comes here).", "We expect to have this solved by")
	o.confirm()
	got := o.desk.Take()
	if len(got) != 1 || !strings.HasPrefix(got[0], `escalate c to lena customer_asked "calls do not reach the trunk" "checked forwarding and the panel" in 1h59m`) || !strings.Contains(got[0], "{ref}") {
		t.Errorf("asked %q", got)
	}
	if o.pane.Opened() || o.desk.Drafts["c/escalation"] != "" {
		t.Error("the sheet or its draft is still there")
	}
}

// E-ESC-06, A-34: who is offline cannot be chosen, with the way out; G-ESC-00: a
// level of the matrix stands first.
func TestTargets(t *testing.T) {
	o := serving(t)
	o.Edition.Matrix = []policy.EscalationRule{
		{Condition: "over my limit", Level: "Lead", Agent: "lena", Within: 2 * time.Minute},
		{Condition: "network", Level: "L2", Queue: "Technical"},
		{Condition: "law", Level: "L3"},
		{Condition: "gone", Level: "L4", Agent: "dee"},
	}
	all := targets(o.Snapshot(), o.Edition)
	locks := map[string]string{}
	for _, c := range all {
		if strings.HasPrefix(c.Detail, "0 ") && strings.HasPrefix(c.Key, teamKey) {
			t.Errorf("a figure in the place of words: %+v", c)
		}
		locks[c.Key] = c.Locked
	}
	if all[0].Name != "Lead" || locks["level 0"] != "" || !strings.Contains(locks["level 2"], "Policy") || !strings.Contains(locks["person dee"], "offline; choose Technical") || locks["level 3"] == "" {
		t.Errorf("%+v", all)
	}
	for key, want := range map[string]target{
		"level 0":      {to: "lena", level: "Lead", name: "Lead"},
		"level 1":      {queue: "Technical", level: "L2", name: "L2"},
		"team Billing": {queue: "Billing", name: "our Billing team"},
		"person ben":   {to: "ben", name: "agent ben"},
	} {
		if got, ok := targetOf(key, o.Snapshot(), o.Edition); !ok || got != want {
			t.Errorf("%s is %+v", key, got)
		}
	}
	if _, ok := targetOf("level 9", o.Snapshot(), o.Edition); ok {
		t.Error("a level that is gone can be chosen")
	}
	if strings.Contains(intro(o.Edition), "still empty") {
		t.Error("the matrix is there, and the sheet warns that it is not")
	}
}

// Words of one's own are never composed over, the number has to stay, and Esc keeps all.
func TestWhatIsWrittenStays(t *testing.T) {
	o := serving(t)
	o.escalation()
	fields := stage.Find[*kit.LineField](o.over())
	notice := fields[len(fields)-1]
	notice.SetText("Please wait.")
	o.render()
	o.wantSays("Leave “(the number comes here)” in what the customer is told")
	b, _ := stage.Called[*kit.Button](o.over(), "in 1 h")
	test.Tap(b)
	o.render()
	if notice.Text() != "Please wait." {
		t.Errorf("it was composed over: %q", notice.Text())
	}
	o.fill(fields[0], "calls do not come in")
	o.press(fyne.KeyEscape)
	if o.pane.Opened() {
		t.Fatal("Esc does not leave")
	}
	o.wantAsked()
	o.escalation()
	o.wantSays("calls do not come in", "Please wait.")
	notice = last(stage.Find[*kit.LineField](o.over()))
	for text, kept := range map[string]string{
		"Please wait; (the number comes here).": "Please wait; {ref}.", // as it is read
		"Please note {ref}.":                    "Please note {ref}.",  // as somebody knows it
	} {
		notice.SetText(text)
		o.render()
		if stage.Says(o.over(), "Leave “(the number comes here)”") || !strings.Contains(o.desk.Drafts["c/escalation"], kept) {
			t.Errorf("of %q is kept %q:\n%s", text, o.desk.Drafts["c/escalation"], stage.Read(o.over()))
		}
	}
}

func last[T any](of []T) T { return of[len(of)-1] }

// offered is an escalation that ben offers me.
func offered(t testing.TB) *office {
	o := newOffice(t)
	o.Do("c", &chat.ChatOpened{Bot: true, Channel: chat.ChannelWhatsApp, Customer: chat.Customer{Name: "मीरा वर्मा", Account: "BAN-1", Before: []chat.PastChat{{At: stage.Start, Summary: "IVR flow edited"}}}})
	o.Do("c", stage.Said("get me a person"), stage.Alert("get me a person"))
	o.Do("c", stage.Taken(stage.Other)...)
	o.DoAtOnce("c", &chat.OfferMade{Offer: chat.Offer{
		ID: "o1", Kind: chat.OfferEscalation, From: stage.Other, To: stage.Me, Reason: chat.EscalateSensitive, Made: o.Now(), Due: o.Now().Add(20 * time.Second),
		Ref: "ES-1", Level: "L2", Issue: "the trunk of this number is down", Steps: "checked forwarding and panel", Resolve: o.Now().Add(2 * time.Hour),
	}})
	o.Open("c")
	return o
}

// G-ESC-04, E-ESC-10: the pack is open before anybody can accept.
func TestAnEscalationIsReadBeforeItIsAccepted(t *testing.T) {
	o := offered(t)
	if !o.pane.Review(o.Snapshot()) {
		t.Fatal("there is nothing to read")
	}
	o.render()
	o.wantSays("the trunk of this number is down", "checked forwarding and panel", "agent ben", "sensitive or complex", "ES-1", "BAN-1", "asked for a person", "IVR flow edited", "0:20")
	o.desk.Take()
	o.confirm()
	o.wantAsked("accept escalation c o1")
	if o.pane.Opened() {
		t.Error("the pack is still there")
	}
}

// Nobody says no for a team, and the pack says so where the reason would be written.
func TestATeamsEscalationIsNotRejectedByOne(t *testing.T) {
	o := newOffice(t)
	o.Do("c", stage.Opened("Ada"), stage.Said("get me a person"))
	o.Do("c", stage.Taken(stage.Other)...)
	o.DoAtOnce("c", &chat.OfferMade{Offer: chat.Offer{
		ID: "o1", Kind: chat.OfferEscalation, From: stage.Other, Queue: "Billing", Made: o.Now(), Due: o.Now().Add(time.Minute), Issue: "i", Steps: "s",
	}})
	o.Open("c")
	thread := *o.Snapshot().Thread
	for i := range thread.Offers {
		thread.Offers[i].Mine = true
	}
	r := newReview(o.pane, &thread, thread.Offers[0])
	r.decline()
	if !r.reject.Disabled() || r.asked || !stage.Says(r, "Offered to all of Billing") {
		t.Errorf("it can be rejected, or does not say why not:\n%s", stage.Read(r))
	}
}

// E-ESC-11: a rejection has a reason.
func TestARejectionHasAReason(t *testing.T) {
	o := offered(t)
	o.pane.Review(o.Snapshot())
	o.desk.Take()
	o.pane.review.decline()
	o.render()
	o.pane.review.decline()
	o.wantAsked()
	o.write("on a call")
	o.press(fyne.KeyReturn)
	o.wantAsked(`decline c o1 "on a call"`)
	o.pane.Review(o.Snapshot())
	o.Pass(20 * time.Second)
	o.pane.Tick()
	o.confirm()
	o.wantAsked()
	if !o.pane.review.accept.Disabled() {
		t.Error("what has run out can be accepted")
	}
	o.press(fyne.KeyEscape)
	if o.pane.Opened() {
		t.Error("Esc does not lead back")
	}
}

// E-ESC-08: mine is taken back with a reason, until somebody has accepted.
func TestAnEscalationIsTakenBackWithAReason(t *testing.T) {
	o := serving(t)
	if o.pane.Cancel(o.Snapshot()) {
		t.Fatal("there is none")
	}
	o.DoAtOnce("c", &chat.OfferMade{Offer: chat.Offer{ID: "o1", Kind: chat.OfferEscalation, From: stage.Me, To: stage.Other, Made: o.Now(), Due: o.Now().Add(20 * time.Second)}})
	if why := o.pane.Escalate(o.Snapshot()); !strings.Contains(why, "already") {
		t.Errorf("%q", why)
	}
	o.desk.Take()
	if !o.pane.Cancel(o.Snapshot()) {
		t.Fatal("it cannot be taken back")
	}
	o.render()
	o.write("by mistake")
	o.confirm()
	o.wantAsked(`cancel escalation c o1 "by mistake"`)
	o.pane.Cancel(o.Snapshot())
	o.Do("c", &chat.OfferReturned{Offer: "o1", How: chat.ReturnedExpired})
	o.render()
	o.wantSays("has been answered, taken back, or has run out")
}

// the third verb promises a time, too.
func TestAHandToAChannel(t *testing.T) {
	o := serving(t)
	o.desk.Take()
	if why := o.pane.HandToChannel(o.Snapshot()); why != "" {
		t.Fatal(why)
	}
	o.render()
	o.press(fyne.KeySpace) // phone
	fields := stage.Find[*kit.LineField](o.over())
	o.fill(fields[0], "line is bad")
	o.fill(fields[1], "walk through the panel by phone")
	b, _ := stage.Called[*kit.Button](o.over(), "in 1 h")
	test.Tap(b)
	o.render()
	o.wantSays("We will call you by", "Your reference number is (the number comes here).")
	fields[2].SetText("We will call you.")
	o.render()
	o.wantSays("Leave “(the number comes here)” in what the customer is told")
	o.confirm()
	o.wantAsked() // the hub would not have it
	fields[2].SetText("We will call you. Your number: (the number comes here)")
	o.render()
	o.confirm()
	got := o.desk.Take()
	if len(got) != 1 || !strings.HasPrefix(got[0], `hand c to phone "line is bad" "walk through the panel by phone" in 59m`) || !strings.Contains(got[0], "Your number: {ref}") {
		t.Errorf("asked %q", got)
	}
}

// S-ESC-02, S-MULTI-04: one key and a reason; a lead says "I come".
func TestHelp(t *testing.T) {
	o := serving(t)
	o.desk.Take()
	if why := o.pane.Help(o.Snapshot()); why != "" {
		t.Fatal(why)
	}
	o.render()
	o.write("a refund over my limit")
	o.confirm()
	o.wantAsked(`help c "a refund over my limit"`)
	o.Do("c", &chat.HelpAsked{Reason: "a refund over my limit"})
	if why := o.pane.Help(o.Snapshot()); !strings.Contains(why, "already") {
		t.Errorf("%q", why)
	}
	if why := o.pane.Come(o.Snapshot()); why == "" {
		t.Error("who is no lead comes")
	}
	o.Snap.Me.Role = chat.RoleLead
	if why := o.pane.Come(o.Snapshot()); why != "" || !slices.Equal(o.opened, []chat.ChatID{"c"}) {
		t.Errorf("%q, opened %v", why, o.opened)
	}
	o.wantAsked("come c")
}

// A sheet keeps its chat, and locks itself once that is no longer mine.
func TestASheetIsBoundToItsChat(t *testing.T) {
	o := serving(t)
	o.escalation()
	o.Do("c", &chat.ChatForwarded{From: stage.Me, To: stage.Other})
	o.render()
	o.wantSays("Rohan M.'s chat is no longer yours.")
	o.press(fyne.KeyEscape)
	for _, why := range []string{o.pane.Escalate(o.Snapshot()), o.pane.HandToChannel(o.Snapshot()), o.pane.Help(o.Snapshot())} {
		if !strings.Contains(why, "agent ben serves this chat") {
			t.Errorf("%q", why)
		}
	}
}

// TestPictures draws the sheets for eyes to judge ([stage.Pictures]).
func TestPictures(t *testing.T) {
	scenes := map[string]func(*testing.T) *office{
		"escalate": func(t *testing.T) *office { o := serving(t); o.escalation(); return o },
		"review":   func(t *testing.T) *office { o := offered(t); o.pane.Review(o.Snapshot()); return o },
		"channel":  func(t *testing.T) *office { o := serving(t); o.pane.HandToChannel(o.Snapshot()); return o },
		"help":     func(t *testing.T) *office { o := serving(t); o.pane.Help(o.Snapshot()); return o },
	}
	stage.Pictures(t, "escalate", scenes, stage.Looks()[:2], func(t *testing.T, scene func(*testing.T) *office, look stage.Look) fyne.Canvas {
		o := scene(t)
		look.Wear()
		o.render()
		o.over().Refresh()
		return o.window.Canvas()
	})
}
