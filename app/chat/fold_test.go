package chat

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func ev(id string, at Instant, b Body) *Event {
	return &Event{ID: EventID(id), At: at, Chat: "c", Body: b}
}

// opened returns a floor with one agent and one bot chat.
func opened() *Floor {
	f := NewFloor()
	f.Apply(&Event{ID: "a", At: 1, Body: &AgentAdded{Agent: "asha", Name: "Asha", Role: RolePrimary}})
	f.Apply(ev("o", 2, &ChatOpened{Channel: ChannelWebsite, Bot: true, Customer: Customer{Name: "Rohan M."}}))
	return f
}

func TestOwnership(t *testing.T) { // E-ACT-01, V-INV-03
	steps := []struct {
		name  string
		body  Body
		stage Stage
		owner AgentID
		claim bool
		speak Speaker
	}{
		{"bot answers", &MessagePosted{Message: "m1", From: SpeakerBot, Text: "hello"}, StageBot, "", false, SpeakerBot},
		{"claim", &TakeOverClaimed{Agent: "asha"}, StageBot, "", true, SpeakerBot},
		{"reverted", &TakeOverReverted{Agent: "asha", Reason: "no answer"}, StageBot, "", false, SpeakerBot},
		{"claim again", &TakeOverClaimed{Agent: "asha"}, StageBot, "", true, SpeakerBot},
		{"taken", &ChatTakenOver{Agent: "asha"}, StageActive, "asha", false, SpeakerAgent},
		{"queued", &ChatQueued{Reason: "left"}, StageQueued, "", false, SpeakerSystem},
		{"accepted", &ChatAccepted{Agent: "asha"}, StageActive, "asha", false, SpeakerAgent},
		{"closed", &ChatClosed{Reason: "done"}, StageClosed, "", false, SpeakerSystem},
		{"reopened", &ChatOpened{}, StageQueued, "", false, SpeakerSystem},
	}
	f := opened()
	for i, s := range steps {
		f.Apply(ev(s.name, Instant(10+i), s.body))
		c := f.Chat("c")
		if c.Stage != s.stage || c.Owner != s.owner || c.Claim.Open() != s.claim || c.Speaking() != s.speak {
			t.Errorf("%s: stage %s owner %q claim %v speaking %s", s.name, c.Stage, c.Owner, c.Claim, c.Speaking())
		}
		want := 0
		if s.owner != "" {
			want = 1
		}
		if got := f.Agent("asha").Owns; got != want {
			t.Errorf("%s: asha owns %d, want %d", s.name, got, want)
		}
	}
	if f.Active() != 1 {
		t.Errorf("active %d", f.Active())
	}
}

func TestNotesAreNotTheLastLine(t *testing.T) { // E-ACT-08
	f := opened()
	f.Apply(ev("1", 3, &MessagePosted{Message: "m1", From: SpeakerCustomer, Text: "hi"}))
	f.Apply(ev("2", 4, &NotePosted{Message: "n1", Text: "watch this one"}))
	c := f.Chat("c")
	if c.Messages[c.LastLine].Text != "hi" || c.FirstLine != 0 || c.Messages[1].From != SpeakerNote || c.LastAt != 4 {
		t.Errorf("%+v last %d first %d", c.Messages, c.LastLine, c.FirstLine)
	}
}

func TestDeliveryKeepsOnlyTrouble(t *testing.T) {
	f := opened()
	f.Apply(ev("1", 3, &MessagePosted{Message: "m1", From: SpeakerAgent, Text: "hi", Delivery: DeliveryPending}))
	c := f.Chat("c")
	before := c.Outcomes()
	f.Apply(ev("2", 4, &MessageDelivered{Message: "m1", Delivery: DeliveryUnsure, Reason: "cut off"}))
	if before["m1"].Delivery != DeliveryPending || c.Outcomes()["m1"].Reason != "cut off" {
		t.Errorf("before %v now %v", before, c.Outcomes())
	}
	f.Apply(ev("3", 5, &MessageDelivered{Message: "m1", Delivery: DeliverySent}))
	if len(c.Outcomes()) != 0 {
		t.Errorf("a sent line left %v", c.Outcomes())
	}
}

func TestUnknownThingsChangeNothing(t *testing.T) {
	f := opened()
	want := f.Hash()
	for _, e := range []*Event{
		{ID: "x", Chat: "c"},
		{ID: "y", Chat: "nowhere", Body: &ChatClosed{}},
		{ID: "z", Body: &AgentRevoked{Agent: "nobody"}},
		{ID: "o", Chat: "c", Body: &ChatClosed{}},
	} {
		if ch := f.Apply(e); ch.Chat != nil || f.Hash() != want {
			t.Errorf("%+v changed %+v", e, ch)
		}
	}
}

func TestOnlyTheNewestClosedChatsStay(t *testing.T) {
	f := NewFloor()
	var dropped []ChatID
	for i := range KeepClosed + 3 {
		id := ChatID(fmt.Sprintf("c%03d", i))
		f.Apply(&Event{ID: "o", Chat: id, At: Instant(i), Body: &ChatOpened{}})
		if d := f.Apply(&Event{ID: "x", Chat: id, At: Instant(1000 + i), Body: &ChatClosed{}}).Dropped; d != "" {
			dropped = append(dropped, d)
		}
	}
	if !slices.Equal(dropped, []ChatID{"c000", "c001", "c002"}) || f.Active() != 0 || f.Chat("c000") != nil {
		t.Errorf("dropped %v, active %d", dropped, f.Active())
	}
}

// TestRestoreKeepsTheLogsFloor folds a full floor chat by chat, the way a cache
// has it: the one that was closed and came back is the last.
func TestRestoreKeepsTheLogsFloor(t *testing.T) {
	var events []Event
	add := func(c ChatID, b Body) {
		events = append(events, Event{ID: EventID(fmt.Sprint(len(events))), At: Instant(len(events) + 1), Chat: c, Body: b})
	}
	for i := range KeepClosed {
		add(ChatID(fmt.Sprintf("c%03d", i)), &ChatOpened{})
	}
	add("z", &ChatOpened{Bot: true})
	add("z", &MessagePosted{Message: "m", From: SpeakerCustomer, Text: "hi"})
	add("z", &ChatClosed{})
	add("z", &ChatOpened{})
	for i := range KeepClosed {
		add(ChatID(fmt.Sprintf("c%03d", i)), &ChatClosed{})
	}
	want := NewFloor()
	for i := range events {
		want.Apply(&events[i])
	}
	slices.SortStableFunc(events, func(a, b Event) int { return strings.Compare(string(a.Chat), string(b.Chat)) })
	got := NewFloor()
	if err := got.Restore(func(apply func(*Event) Change) error {
		for i := range events {
			apply(&events[i])
		}
		return nil
	}); err != nil || got.Hash() != want.Hash() || len(got.Chat("z").Messages) != 1 {
		t.Errorf("%v, the floors differ: %v", err, got.Hash() != want.Hash())
	}
	if err := got.Restore(func(apply func(*Event) Change) error {
		apply(&Event{ID: "x", Chat: "z", At: 9999, Body: &ChatClosed{}})
		return nil
	}); err != nil || got.Chat("c000") != nil || len(got.closed) != KeepClosed {
		t.Errorf("%v, %d closed chats are kept", err, len(got.closed))
	}
}

// TestFoldIsIdempotent feeds each event several times: the
// floor is the same as if it came once.
func TestFoldIsIdempotent(t *testing.T) { // architecture, "Why so" 3
	rapid.Check(t, func(t *rapid.T) {
		events := randomEvents(t)
		once, often := NewFloor(), NewFloor()
		for i := range events {
			once.Apply(&events[i])
		}
		for i := range events {
			often.Apply(&events[i])
			again := rapid.IntRange(0, i).Draw(t, "again")
			if often.Apply(&events[again]).Applied && often.Chat(events[again].Chat) != nil && events[again].Body.Kind() != KindChatOpened {
				t.Fatalf("event %d applied twice", again)
			}
		}
		if once.Hash() != often.Hash() {
			t.Fatal("repeated events changed the floor")
		}
	})
}

func randomEvents(t *rapid.T) []Event {
	var events []Event
	add := func(c ChatID, b Body) {
		events = append(events, Event{ID: EventID(fmt.Sprint(len(events))), At: Instant(len(events) + 1), Chat: c, Body: b})
	}
	add("", &AgentAdded{Agent: "a", Name: "A", Role: RolePrimary})
	for _, c := range []ChatID{"c1", "c2"} {
		add(c, &ChatOpened{Bot: true})
	}
	for range rapid.IntRange(0, 60).Draw(t, "n") {
		c := rapid.SampledFrom([]ChatID{"c1", "c2"}).Draw(t, "chat")
		k := rapid.SampledFrom([]Body{
			&MessagePosted{Message: MessageID(fmt.Sprint("m", len(events))), From: SpeakerCustomer, Text: "x"},
			&TakeOverClaimed{Agent: "a"}, &ChatTakenOver{Agent: "a"}, &ChatQueued{}, &ChatClosed{}, &ChatOpened{Bot: true},
			&TriggerRaised{Trigger{Rule: "r", Level: LevelAlert}}, &TriggerCleared{Rule: "r"},
			&ObligationStarted{Obligation{ID: "o", Due: 9}}, &ObligationEnded{Obligation: "o"},
		}).Draw(t, "body")
		add(c, k)
	}
	return events
}

func TestScore(t *testing.T) { // G-TRIG-10
	for _, s := range []struct {
		in    float64
		n     int
		known bool
		words string
	}{
		{0.7, 7000, true, "0.70"},
		{0.69999, 6999, true, "0.69"},
		{0, 0, true, "0.00"},
		{1, 10000, true, "1.00"},
		{2, 10000, true, "1.00"},
		{-1, 0, true, "0.00"},
		{math.NaN(), 0, false, "no score"},
	} {
		got := ScoreOfFloat(s.in)
		if got.TenThousandths() != s.n || got.Known() != s.known || got.String() != s.words {
			t.Errorf("%v: %d %v %q", s.in, got.TenThousandths(), got.Known(), got)
		}
	}
	for n := range 10_001 {
		if got := ScoreOfFloat(float64(n) / 10_000).TenThousandths(); got != n {
			t.Fatalf("%d became %d", n, got)
		}
	}
}

func BenchmarkApplyMessage(b *testing.B) {
	for _, chats := range []int{100, 10_000} {
		b.Run(fmt.Sprintf("chats=%d", chats), func(b *testing.B) {
			f := NewFloor()
			ids := make([]ChatID, chats)
			for i := range ids {
				ids[i] = ChatID(fmt.Sprintf("chat-%06d", i))
				f.Apply(&Event{ID: "o", At: 1, Chat: ids[i], Body: &ChatOpened{Bot: true}})
			}
			events := make([]Event, 1<<16)
			for i := range events {
				events[i] = Event{
					ID: EventID(fmt.Sprint("m", i)), At: Instant(i), Chat: ids[(i*7919)%chats],
					Body: &MessagePosted{From: SpeakerCustomer, Text: "incoming calls are not coming"},
				}
			}
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				if i == len(events) {
					b.StopTimer()
					for _, id := range ids {
						f.chats[id].applied = idSet{}
						f.chats[id].Messages = f.chats[id].Messages[:0]
					}
					i = 0
					b.StartTimer()
				}
				f.Apply(&events[i])
				i++
			}
		})
	}
}
