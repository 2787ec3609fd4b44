package outbox

import (
	"errors"
	"slices"
	"testing"
	"time"

	"floorwalker/app/chat"
)

// decided is what somebody thought of each command. A command that is new to
// package chat fails TestEveryCommandIsDecided until it is here too, with a
// reason that stands in classOf.
var decided = map[chat.CommandName]class{
	// About this moment, and nobody's business afterwards (V-INV-01).
	chat.NameObserve: quiet, chat.NameStopObserving: quiet, chat.NameSetIdle: quiet,
	// Words for who was there then.
	chat.NamePostMessage: bound, chat.NamePostNote: bound, chat.NameWhisper: bound,
	// Deeds about a chat as it was then (V-JOIN-02, V-LEAVE-01, V-FWD-01,
	// V-INVITE-01, E-ACT-09).
	chat.NameTakeOver: bound, chat.NameAcceptChat: bound, chat.NameJoin: bound, chat.NameLeave: bound,
	chat.NameForward: bound, chat.NameInvite: bound, chat.NameAcceptOffer: bound, chat.NameDeclineOffer: bound,
	chat.NameWithdrawOffer: bound, chat.NameEndChat: bound, chat.NameAddTag: bound, chat.NameRemoveTag: bound,
	chat.NameAcknowledgeAlert: bound, chat.NameDismissTrigger: bound, chat.NameMarkTrigger: bound,
	chat.NameConfirmTrigger: bound,
	// Those about what is owed, and about the way and the end of a chat: none of
	// them is done late by itself.
	chat.NameEscalate: bound, chat.NameHandToChannel: bound, chat.NameAskForHelp: bound, chat.NameAnswerHelp: bound,
	chat.NameSetFocus: bound, chat.NameConfirmResolution: bound, chat.NameSetStep: bound, chat.NameAskRating: bound,
	chat.NameVerifyIdentity: bound, chat.NameKeepObligation: bound, chat.NameAttemptObligation: bound,
	chat.NameHandObligation: bound, chat.NamePromiseTo: bound, chat.NameSaveTicket: bound, chat.NameChangePolicy: bound,
	// So are those about callbacks, the night and the shift.
	chat.NameOfferCallback: bound, chat.NameScheduleCallback: bound, chat.NameReviewNight: bound, chat.NameUnlockNight: bound,
	chat.NameStartShift: bound, chat.NameEndShift: bound, chat.NameAskCover: bound, chat.NameAnswerCover: bound,
	chat.NameTakeCover: bound, chat.NameOverrideBreak: bound, chat.NameEndBreak: bound, chat.NameSignHandover: bound,
	chat.NameTakeHandover: bound, chat.NameSubmitBotErrors: bound, chat.NamePublishReport: bound, chat.NameRetireKey: bound,
	// So are those about groups, about who is away, and about what the backend does.
	chat.NameReturnToBot: bound, chat.NameBlockCustomer: bound, chat.NameSendTranscript: bound, chat.NameBeginGroup: bound,
	chat.NameEndGroup: bound, chat.NameNameLead: bound, chat.NamePromiseContact: bound, chat.NameAwaitAgent: bound,
	// Words that are for whoever reads them, whenever they do (C-INT-01).
	chat.NamePostTeam: fact,
	// What has happened (D-04, A-63), and what stays true.
	chat.NameBeginAttempt: fact, chat.NameEndAttempt: fact, chat.NameWriteBotError: fact, chat.NameRegisterKey: fact,
	chat.NameAcknowledgeHandover: fact,
	// As good later as now (D-03).
	chat.NameSaveRecord: shelved,
}

func TestEveryCommandIsDecided(t *testing.T) {
	for _, name := range chat.CommandNames() {
		want, ok := decided[name]
		if got := classOf(chat.NewWish(name)); !ok || got != want || got == undecided {
			t.Errorf("%s is of class %d, decided is %d (%v)", name, got, want, ok)
		}
	}
}

// unheard is a command that a later package chat might have.
type unheard struct{ chat.Wish }

func TestWhatNobodyDecidedIsNotTaken(t *testing.T) {
	b := newBench(t)
	if _, err := b.box.Add(chat.Command{ID: "a", Chat: "c", Body: unheard{}}); !errors.Is(err, ErrUnknown) {
		t.Fatal(err)
	}
}

// commandOf makes a command of a kind.
func commandOf(name chat.CommandName) chat.Command {
	if name == chat.NameSaveRecord {
		return edit("x", 1)
	}
	return chat.Command{ID: "x", Chat: "c", Body: chat.NewWish(name)}
}

// What each command does that was given without a network: after a short time,
// after a long one, and when its chat, or who serves it, has changed (A-64,
//
func TestWhatEachCommandDoesAfterABreak(t *testing.T) {
	breaks := []struct {
		name string
		of   func(b *bench)
		why  Hold
	}{
		{"a short break", func(b *bench) { b.pass(MaxAge) }, ""},
		{"a minute and more", func(b *bench) { b.pass(MaxAge + time.Millisecond) }, HeldOld},
		{"three days", func(b *bench) { b.pass(72 * time.Hour) }, HeldOld},
		{"a change of the chat", func(b *bench) { b.folded["c"]++ }, HeldChanged},
		{"the end of the chat", func(b *bench) { delete(b.folded, "c") }, HeldLeft},
		{"an uncertain clock", func(b *bench) { b.uncertain = true }, HeldTime},
		{"a clock that was moved", func(b *bench) { b.pass(-72 * time.Hour) }, HeldOld},
	}
	for name, class := range decided {
		for _, br := range breaks {
			b := newBench(t)
			b.box.who = me
			_, err := b.box.Add(commandOf(name))
			if class == quiet {
				if !errors.Is(err, ErrQuiet) || len(b.disk.entries) != 0 {
					t.Errorf("%s: %v, %d on the disk", name, err, len(b.disk.entries))
				}
				continue
			}
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			b.start()
			br.of(b)
			b.live()
			e, _ := b.box.Entry("x")
			if class == shelved || class == fact || br.why == "" {
				if e.State != Sent || len(b.sent) != 1 {
					t.Errorf("%s after %s is %v %s", name, br.name, e.State, e.Why)
				}
				continue
			}
			if e.State != Held || e.Why != br.why || len(b.sent) != 0 {
				t.Errorf("%s after %s is %v %s", name, br.name, e.State, e.Why)
			}
		}
	}
}

// C-OBS-06: a whisper was meant for who served the chat. It is held when
// somebody else does by now, counted as the desk counts, and so it is whichever
// way the chat changed hands; what the whisperer did does not hold it.
func TestWhisperIsHeldWhenSomebodyElseServes(t *testing.T) {
	for name, tt := range map[string]struct {
		body chat.Body
		by   chat.AgentID
		want State
	}{
		"taken over":     {&chat.ChatTakenOver{Agent: "meera", From: "rohan"}, "meera", Held},
		"forwarded":      {&chat.ChatForwarded{From: "rohan", To: "meera", Offer: "o"}, "meera", Held},
		"left":           {&chat.AgentLeft{Agent: "rohan", Next: "meera"}, "rohan", Held},
		"queued":         {&chat.ChatQueued{Queue: "support"}, "rohan", Held},
		"a new line":     {&chat.MessagePosted{Message: "m", From: chat.SpeakerCustomer, Text: "hello"}, "", Held},
		"a note":         {&chat.NotePosted{Message: "n", Text: "fyi"}, "rohan", Sent},
		"somebody joins": {&chat.AgentJoined{Agent: "meera"}, "meera", Sent},
	} {
		t.Run(name, func(t *testing.T) {
			floor := chat.NewFloor()
			for _, e := range []chat.Event{
				{ID: "1", Chat: "w", Body: &chat.ChatOpened{Driver: "fake"}},
				{ID: "2", Chat: "w", Body: &chat.ChatAccepted{Agent: "rohan"}},
			} {
				floor.Apply(&e)
			}
			b := newBench(t)
			b.box.cfg.Folded = func(id chat.ChatID) (int, bool) { return floor.Chat(id).OthersDid("asha"), true }
			b.box.who = me
			whisper := &chat.Whisper{Text: "offer a refund", To: "rohan"}
			if _, err := b.box.Add(chat.Command{ID: "x", Chat: "w", Body: whisper}); err != nil {
				t.Fatal(err)
			}
			floor.Apply(&chat.Event{ID: "3", Chat: "w", By: tt.by, Body: tt.body})
			b.live()
			if e, _ := b.box.Entry("x"); e.State != tt.want || e.State == Held && e.Why != HeldChanged {
				t.Fatalf("it is %v %s", e.State, e.Why)
			}
			if slices.ContainsFunc(b.sent, func(c chat.Command) bool { return c.ID == "x" }) != (tt.want == Sent) {
				t.Fatalf("sent %v", b.sent)
			}
		})
	}
}
