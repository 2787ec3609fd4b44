package thread

import (
	"slices"
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/view"
	"floorwalker/ui/internal/stage"
)

// from is the opening of a chat at a chat system.
func from(backend string) chat.Body {
	return &chat.ChatOpened{Driver: backend, Channel: chat.ChannelWebsite, Customer: chat.Customer{Name: "Ada", Contact: "ada@example.com"}, Bot: true}
}

// at has a chat of mine on screen, at a chat system that has everything but what is given.
func at(t testing.TB, but ...chat.Capability) *room {
	r := newRoom(t)
	r.team()
	r.Backend("crisp", "Crisp", but...)
	r.Do("c", from("crisp"))
	r.Do("c", stage.Taken(stage.Me)...)
	r.show("c")
	return r
}

// What a chat's backend does not have is nowhere, and the key of it says why.
func TestWhatABackendLacksIsNotOffered(t *testing.T) {
	none := func(op chat.Operation) chat.Capability {
		return chat.Capability{Op: op, Ability: chat.AbilityNone, How: "its interface has no such call."}
	}
	r := at(t, none(chat.OpBlock), none(chat.OpTranscript), none(chat.OpReturn), none(chat.OpInvite), none(chat.OpForward))
	for _, s := range []step{stepBlock, stepCopy, stepReturn, stepInvite} {
		if slices.Contains(r.pane.rungs, s) {
			t.Errorf("%q is offered", called[s].word)
		}
	}
	if !slices.Contains(r.pane.rungs, stepForward) {
		t.Error("a team can be chosen, and forwarding is not offered")
	}
	r.pane.Block()
	r.wantSays("Block: Crisp cannot keep a customer from writing: its interface has no such call.")
	r.wantNoSheet()
	r.wantAsked()
}

// How an operation is made up for, and what the customer sees, is said beside its control
// and again before it is done.
func TestWhatIsEmulatedSaysHow(t *testing.T) {
	r := at(t, chat.Capability{Op: chat.OpBlock, Ability: chat.AbilityEmulated, How: "as a tag that its robot reads", Sees: "nothing until they write again", Unverified: true})
	said := "As a tag that its robot reads. The customer sees: nothing until they write again. Never tried on a live server."
	i := slices.Index(r.pane.rungs, stepBlock)
	if got := ladder(r.pane.shown, r.pane.me, r.pane.rungs, modeStance)[i].Hint; got != said {
		t.Errorf("the hint is %q", got)
	}
	r.pane.tipLadder(said, 40)
	if r.pane.tip.Said() != said {
		t.Error("the hint does not float")
	}
	r.pane.tipLadder("", 0)
	if r.pane.tip.Visible() {
		t.Error("the hint stays")
	}
	r.pane.Block()
	r.wantSheet(said)
}

// C-TRF-03, A-40: what cannot be undone is asked once, and says what becomes of it.
func TestReturnCopyAndBlock(t *testing.T) {
	r := at(t)
	r.pane.Return()
	r.wantSheet("The bot answers from then on")
	r.confirmKey()
	r.wantAsked()
	r.write("it was only a refund")
	r.confirmKey()
	r.wantAsked(`return c "it was only a refund"`)
	r.pane.SendCopy()
	r.wantSheet("A mail that is sent stays sent.")
	r.confirmKey()
	r.wantAsked("transcript c ada@example.com")
	r.pane.SendCopy()
	r.write("x")
	r.confirmKey()
	r.wantAsked()
	if lack := r.sheet().Lack(); !strings.Contains(lack, "Only a lead") {
		t.Errorf("another address lacks %q", lack)
	}
	r.sheet().Cancel()
	r.pane.Block()
	r.write("abuse of colleagues")
	r.confirmKey()
	r.wantAsked(`block c true "abuse of colleagues"`)
	r.Do("c", &chat.CustomerBlocked{On: true, Reason: "abuse of colleagues"})
	r.show("c")
	r.wantSays("abuse of colleagues")
	r.wantBeside("CUSTOMER The customer is blocked and cannot write.")
	r.pane.Block()
	r.wantSheet("Let Ada write again")
}

// C-TRF-03: the lead of a group is named, and nobody else ends the chat.
func TestOnlyTheLeadEndsAGroup(t *testing.T) {
	r := at(t)
	r.Policy.Group.On = true
	r.show("c")
	r.pane.Group()
	r.wantAsked("begin group c")
	r.Do("c", stage.Joined(stage.Other)...)
	r.Do("c", &chat.GroupChanged{On: true, Lead: stage.Other})
	r.show("c")
	r.wantSays("Group · agent ben leads")
	for _, s := range []step{stepClose, stepReturn} {
		want := r.Refusal("c", map[step]chat.Wish{stepClose: &chat.EndChat{Reason: "solved"}, stepReturn: &chat.ReturnToBot{Reason: "it was only a refund"}}[s])
		if got := lock(r.pane.shown, r.pane.me, s); got == "" || got != want {
			t.Errorf("%s is locked by %q, the hub says %q", called[s].word, got, want)
		}
	}
	r.Do("c", &chat.GroupChanged{On: true, Lead: stage.Me})
	r.show("c")
	r.wantSays("Group · you lead")
	r.pane.Group()
	r.write("ben")
	r.confirmKey()
	if r.sheet() == nil {
		t.Fatal("somebody was not chosen, and the sheet is gone")
	}
	r.sheet().Cancel()
	r.desk.Take()
	all := leadsOf(r.Snapshot(), "c")
	if len(all) != 3 || all[0].Key != endGroupKey || all[1].Locked == "" || all[2].Key != personKey+string(stage.Other) {
		t.Errorf("to choose from: %+v", all)
	}
}

// C-TRF-03: while the lead of a group is away, who serves the chat ends it, as the hub has
// it.
func TestTheOwnerEndsAGroupWhoseLeadIsAway(t *testing.T) {
	r := at(t)
	r.Policy.Group.On = true
	r.Do("c", stage.Joined(stage.Other)...)
	r.Do("c", &chat.GroupChanged{On: true, Lead: stage.Other})
	r.Do("", &chat.PresenceChanged{Agent: stage.Other, Presence: chat.PresenceOnline})
	r.show("c")
	for _, away := range []bool{false, true} {
		if away {
			r.Do("", &chat.PresenceChanged{Agent: stage.Other, Presence: chat.PresenceOffline})
			r.render()
		}
		for s, w := range map[step]chat.Wish{stepReturn: &chat.ReturnToBot{Reason: "it was only a refund"}, stepGroup: &chat.EndGroup{}} {
			got := lock(r.pane.shown, r.pane.me, s)
			if s == stepGroup {
				got = finishLock(r.pane.shown, r.pane.me, "change")
			}
			if no := r.Refusal("c", w); (got == "") != away || (no == "") != away {
				t.Errorf("away %v: %q is locked by %q, the hub says %q", away, called[s].word, got, no)
			}
		}
	}
	if got := lock(r.pane.shown, r.pane.me, stepClose); got != "" || !r.pane.shown.MayFinish {
		t.Errorf("the chat cannot be ended: %q", got)
	}
	r.pane.Group()
	r.wantSheet("Nobody: end the group")
}

// What did not work at the backend stands among the lines, in words.
func TestWhatFailedAtTheBackendIsSaid(t *testing.T) {
	r := at(t)
	r.Do("c", &chat.BackendDid{Operation: chat.OpNote, Words: "Crisp does not have the note"})
	r.show("c")
	r.wantSays("“Notes for the team” did not work at Crisp · only the team sees this", "Crisp does not have the note.")
}

// What is being typed is no line: it is said to be unsent, in a place of its own that is
// always there, and is gone with the line, with the time, and with the chat.
func TestADraftIsNoLine(t *testing.T) {
	r := at(t)
	high := r.pane.typing.content.MinSize().Height
	r.DoAtOnce("c", &chat.CustomerTyped{Draft: "my card number is"})
	r.show("c")
	r.wantSays("Ada is typing, not sent: “my card number is”")
	if r.pane.typing.content.MinSize().Height != high {
		t.Error("the lines move because somebody types")
	}
	r.Pass(view.DraftFor)
	r.pane.Tick()
	if got := typingWords(r.pane.shown, r.Now(), draftMost); got != "" {
		t.Errorf("after %v it says %q", view.DraftFor, got)
	}
	r.DoAtOnce("c", &chat.CustomerTyped{})
	r.show("c")
	r.wantSays("Ada is typing…")
	r.Do("c", stage.Said("my card does not work"))
	r.show("c")
	if got := typingWords(r.pane.shown, r.Now(), draftMost); got != "" {
		t.Errorf("behind the line it says %q", got)
	}
	long := strings.Repeat("नमस्ते ", 40)
	if got := []rune(tail(long, 90)); len(got) != 90 || got[0] != '…' {
		t.Errorf("a long draft is %d characters", len(got))
	}
}

// Lines keep the time at which they were said, and say that they are history; a line that
// was changed or taken back says so.
func TestLinesFromBeforeAndLinesThatChange(t *testing.T) {
	r := at(t)
	said := r.Now().Add(-26 * time.Hour)
	r.Do("c", &chat.MessagePosted{Message: "old", From: chat.SpeakerCustomer, Text: "it began yesterday", Said: said}, stage.Said("first words"), stage.Said("regretted words"))
	r.Pass(3 * time.Minute)
	r.Do("c", stage.Alert("first words"), &chat.MessageEdited{Message: "first words", Text: "second words"}, &chat.MessageRemoved{Message: "regretted words"})
	r.show("c")
	r.wantSays("1 Mar, "+said.Time().Local().Format("15:04")+" · from the history", "second words", "· edited", "This line was removed by the customer at")
	for i := range r.pane.source.Len() {
		if d := r.pane.source.Item(i); d.Text == "second words" && len(d.Highlights) > 0 {
			t.Error("places in the old words are marked in the new ones")
		}
	}
	if stage.Says(r.pane.Content(), "regretted words") {
		t.Error("the words that were taken back are still there")
	}
}

// A colleague who works in the vendor's own screen is named as that.
func TestAnAuthorFromTheVendorsScreen(t *testing.T) {
	r := at(t)
	r.DoAtOnce("", &chat.AgentAdded{Agent: "x-9", Name: "Lena", Outside: true})
	r.Do("c", &chat.NotePosted{Message: "n", Name: "Lena", Text: "called them twice"})
	r.show("c")
	b := r.pane.source
	if got := b.author(chat.Message{Agent: "x-9", Name: "Lena"}); got != "Lena (in Crisp)" {
		t.Errorf("she is called %q", got)
	}
	for _, c := range r.Snapshot().Team {
		if c.ID == "x-9" {
			t.Error("she stands among those who can be given chats")
		}
	}
}

// A file, and a rating, are offered only where the backend has them.
func TestFilesAndRatingsThatABackendLacks(t *testing.T) {
	r := at(t, chat.Capability{Op: chat.OpFile, How: "only its own window uploads."}, chat.Capability{Op: chat.OpRating, How: "it asks for none."})
	r.pane.Attach()
	r.wantSays("Crisp cannot bring a file to the customer: only its own window uploads.")
	r.wantNoSheet()
	r.pane.AskRating()
	r.wantSays("Crisp cannot ask the customer for a rating: it asks for none.")
	r.wantAsked()
	for _, h := range r.pane.hints(r.pane.shown) {
		if h.Key == string(attachKey) {
			t.Error("the key of files is printed")
		}
	}
}

// What is locked of the ways back is what the hub refuses, in its words.
func TestWaysBackAreLockedAsTheHubRefuses(t *testing.T) {
	for _, s := range situations {
		r := newRoom(t)
		r.team()
		r.Policy.Group.On = true
		r.Do("c", from("crisp"))
		r.Do("c", s.happens...)
		r.show("c")
		if !within(r.pane.shown.Stance) {
			continue // they are not in the ladder
		}
		for step, w := range map[step]chat.Wish{
			stepReturn: &chat.ReturnToBot{Reason: "it was only a refund"},
			stepBlock:  &chat.BlockCustomer{On: true, Reason: "abuse of colleagues"},
			stepCopy:   &chat.SendTranscript{},
			stepGroup:  &chat.BeginGroup{},
		} {
			if want, got := r.Refusal("c", w), lock(r.pane.shown, r.pane.me, step); got != want {
				t.Errorf("%s: %s is locked by %q, the hub says %q", s.name, called[step].word, got, want)
			}
		}
	}
}
