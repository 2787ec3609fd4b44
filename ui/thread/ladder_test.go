package thread

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"floorwalker/app/chat"
	"floorwalker/app/view"
	"floorwalker/ui/internal/stage"
	"floorwalker/ui/kit"
)

// team puts the person at the desk and a colleague on the floor.
func (r *room) team() {
	r.Person(stage.Me, chat.RolePrimary, "Support", true)
	r.Colleague(stage.Other, "Billing", true)
	r.Colleague("cy", "Orders", false)
	r.Colleague("dee", "Support", true)
}

// lockOf is the reason that the ladder gives for a step, or "absent".
func (r *room) lockOf(s step) string {
	for i, shown := range r.pane.rungs {
		if shown == s {
			return ladder(r.pane.shown, r.pane.me, r.pane.rungs, modeStance)[i].Locked
		}
	}
	return "absent"
}

var others = stage.Taken(stage.Other)

// situations are the places in which one can stand to a chat.
var situations = []struct {
	name    string
	happens []chat.Body
}{
	{"bot", nil},
	{"queued", []chat.Body{&chat.ChatQueued{Reason: "asked"}}},
	{"taking", []chat.Body{&chat.TakeOverClaimed{Agent: stage.Me}}},
	{"a colleague's", others},
	{"joined", append(others[:2:2], stage.Joined(stage.Me)...)},
	{"yours", stage.Taken(stage.Me)},
	{"yours, with company", append(stage.Taken(stage.Me), stage.Joined(stage.Other)...)},
	{"ended", []chat.Body{&chat.ChatClosed{Reason: "solved"}}},
}

// The ladder locks what the hub would refuse, with the hub's own words, and
// nothing else: one rule in two places would come apart one day.
func TestWhatIsLockedIsWhatTheHubRefuses(t *testing.T) {
	const longEnough = "they need somebody from billing"
	for _, s := range situations {
		t.Run(s.name, func(t *testing.T) {
			r := newRoom(t)
			r.team()
			r.Do("c", stage.Opened("Ada"))
			r.Do("c", s.happens...)
			r.show("c")
			owner := r.pane.shown.Owner
			for step, w := range map[step]chat.Wish{
				stepWhisper:  &chat.Whisper{Text: "psst", To: owner},
				stepJoin:     &chat.Join{},
				stepTakeOver: &chat.TakeOver{},
				stepNote:     &chat.PostNote{Text: "note"},
				stepForward:  &chat.Forward{To: "dee", Reason: chat.ForwardOther, Note: longEnough},
				stepEscalate: &chat.Escalate{
					To: "dee", Reason: chat.EscalateExpertise, Issue: longEnough, Steps: longEnough, Notice: "Your number is {ref}.", Resolve: r.Now().Add(time.Hour),
				},
				stepInvite: &chat.Invite{To: "dee", Note: longEnough},
				stepTag:    &chat.AddTag{Tag: "vip"},
				stepLeave:  &chat.Leave{},
				stepClose:  &chat.EndChat{Reason: "solved"},
			} {
				want, got := r.Refusal("c", w), lock(r.pane.shown, r.pane.me, step)
				if _, _, here := standing(r.pane.shown, step, modeStance); want == "" && got != "" && (here || within(r.pane.shown.Stance) || r.pane.shown.Stance == view.Taking) {
					continue // the hub takes a wish for what one has already as said twice
				}
				if step == stepClose && strings.HasPrefix(want, "A chat is closed with its ticket") {
					want = "" // which the dialog behind the step is for
				}
				if got != want {
					t.Errorf("%s is locked by %q, the hub says %q", called[step].word, got, want)
				}
			}
		})
	}
}

// S-TRF-01: an observer has nothing to forward; and every step that is shown
// and locked says why.
func TestStepsThatCannotBeTaken(t *testing.T) {
	for _, c := range []struct {
		situation string
		step      step
		says      string
	}{
		{"bot", stepForward, "absent"},
		{"bot", stepInvite, "absent"},
		{"bot", stepLeave, "absent"},
		{"bot", stepClose, "absent"},
		{"bot", stepJoin, "The bot serves this chat; take it over instead."},
		{"bot", stepWhisper, "Nobody serves this chat"},
		{"bot", stepTag, ""},
		{"queued", stepJoin, "start it instead"},
		{"a colleague's", stepForward, "absent"},
		{"a colleague's", stepWhisper, ""},
		{"a colleague's", stepJoin, ""},
		{"a colleague's", stepTakeOver, "only a lead can take it from a colleague"},
		{"joined", stepForward, "agent ben serves this chat; only they can forward it."},
		{"joined", stepClose, "only they can end it"},
		{"joined", stepInvite, ""},
		{"joined", stepLeave, ""},
		{"joined", stepWhisper, ""},
		{"yours", stepForward, ""},
		{"yours", stepWhisper, "write a note"},
		{"yours", stepObserve, "leave it first"},
		{"ended", stepJoin, "closed"},
		{"ended", stepNote, ""},
	} {
		for _, s := range situations {
			if s.name != c.situation {
				continue
			}
			r := newRoom(t)
			r.team()
			r.Do("c", stage.Opened("Ada"))
			r.Do("c", s.happens...)
			r.show("c")
			if got := r.lockOf(c.step); !strings.Contains(got, c.says) || c.says == "" && got != "" {
				t.Errorf("%s, %s: %q, want %q", c.situation, called[c.step].word, got, c.says)
			}
		}
	}
}

// A lead may take a chat from a colleague; anybody else reads why not, beside
// the alert's button too.
func TestOnlyALeadTakesFromAColleague(t *testing.T) {
	r := newRoom(t)
	r.team()
	r.Do("c", stage.Opened("Ada"), stage.Said("help"))
	r.Do("c", others...)
	r.Do("c", stage.Alert("help"))
	r.show("c")
	r.pane.TakeOver()
	r.wantAsked()
	r.wantSays("agent ben serves this chat; only a lead can take it from a colleague.")
	test.Tap(r.button("Take over"))
	r.wantAsked()
	r.Snap.Me.Role = chat.RoleLead
	r.show("c")
	r.pane.TakeOver()
	r.wantAsked("take over c")
}

// V-JOIN-01: one key or one click, and the reason where it is neither.
func TestJoin(t *testing.T) {
	r := newRoom(t)
	r.pane.Join() // no chat on screen
	r.team()
	r.Do("c", stage.Opened("Ada"))
	r.show("c")
	r.pane.Join()
	r.wantAsked()
	r.wantSays("The bot serves this chat; take it over instead.")
	r.Do("c", others...)
	r.show("c")
	r.pick(stepJoin)
	r.pane.Join()
	r.wantAsked("join c", "join c")
	r.Do("c", stage.Joined(stage.Me)...)
	r.show("c")
	r.wantSays("Joined", "Everybody in the chat sees this.", "It stays agent ben's.")
	r.write("I am from billing")
	r.Pass(settling)
	r.press(fyne.KeyReturn)
	r.wantAsked(`post c "I am from billing"`)
	r.pane.Join()
	r.wantAsked()
}

// look.md 3: the four frames and the note, told apart by kind and words.
func TestFramesAreToldApart(t *testing.T) {
	r := newRoom(t)
	r.team()
	r.Do("c", stage.Opened("Ada"))
	frame := func() *kit.Frame { return stage.Find[*kit.Frame](r.pane.Content())[0] }
	r.Do("c", others...)
	r.show("c")
	seen := map[*kit.Frame]string{}
	expect := func(name, words string, boxes int) {
		t.Helper()
		r.wantSays(words)
		if n := len(stage.Find[*kit.Frame](r.pane.Content())); n != 1 || len(r.boxes()) != boxes {
			t.Errorf("%s: %d frames and %d boxes; want one frame, %d boxes", name, n, len(r.boxes()), boxes)
		}
		if other, again := seen[frame()]; again {
			t.Errorf("%s has the frame of %s", name, other)
		}
		seen[frame()] = name
	}
	expect("observing", "Nobody can tell that you are here.", 0)
	r.pane.Whisper()
	expect("whisper", "Only agent ben sees this.", 1)
	r.pane.Write(true)
	expect("note", "Only the team sees this.", 1)
	r.press(fyne.KeyEscape)
	r.Do("c", stage.Joined(stage.Me)...)
	r.show("c")
	expect("joined", "It stays agent ben's.", 1)
	joined := frame().AccessibilityLabel()
	r.Do("c", &chat.AgentLeft{Agent: stage.Other, Next: stage.Me})
	r.show("c")
	if yours := frame().AccessibilityLabel(); yours == joined || strings.Contains(yours, "stays") {
		t.Errorf("yours still says %q", yours)
	}
}

// ux 4.2: keys are printed where they work: in the segments, or under them
// where there is no room.
func TestKeysArePrinted(t *testing.T) {
	r := newRoom(t)
	r.team()
	r.Do("c", stage.Opened("Ada"))
	r.window.Resize(fyne.NewSize(1400, 800))
	r.show("c")
	r.wantSays("Ctrl ⇧ W", "Ctrl ⇧ J", "Ctrl ⇧ T", "Ctrl ⇧ N", "Ctrl T", "Join: The bot serves this chat")
	r.Do("c", stage.Taken(stage.Me)...)
	r.show("c")
	r.wantSays("F forward", "I invite", "V leave", "X close")
}

// A click on a locked step says why, as its key does.
func TestALockedStepSaysWhy(t *testing.T) {
	r := newRoom(t)
	r.team()
	r.Do("c", stage.Opened("Ada"))
	r.Do("c", stage.Taken(stage.Me)...)
	r.show("c")
	r.pane.ladder.OnLocked(slices.Index(r.pane.rungs, stepJoin), "")
	r.wantSays("Join: You serve this chat yourself.")
	r.wantAsked()
}

// A step that was tried says why until something changes.
func TestAReasonGoesWithItsChat(t *testing.T) {
	r := newRoom(t)
	r.team()
	for _, id := range []chat.ChatID{"a", "b"} {
		r.Do(id, stage.Opened("Ada"))
		r.Do(id, stage.Taken(stage.Me)...)
	}
	r.show("a")
	r.pane.Whisper()
	r.wantSays("You serve this chat yourself")
	r.show("b")
	if stage.Says(r.pane.Content(), "You serve this chat yourself") {
		t.Error("the reason came along into another chat")
	}
}
