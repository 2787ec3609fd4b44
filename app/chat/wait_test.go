package chat

import (
	"cmp"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// waiting is what the lines ought to be, from the chats alone.
func waiting(f *Floor) []string {
	var cs []*Chat
	f.EachChat(func(c *Chat) {
		if c.Stage == StageQueued && !c.Claim.Open() {
			cs = append(cs, c)
		}
	})
	slices.SortFunc(cs, func(a, b *Chat) int {
		return cmp.Or(cmp.Compare(a.Queue, b.Queue), cmp.Compare(a.Wanted(), b.Wanted()), cmp.Compare(a.QueuedAt, b.QueuedAt), cmp.Compare(a.ID, b.ID))
	})
	var out []string
	for _, c := range cs {
		out = append(out, fmt.Sprintf("%s/%s: %s", c.Queue, c.Wanted(), c.ID))
	}
	return out
}

func lines(f *Floor) []string {
	var out []string
	n := 0
	for _, w := range f.Waits() {
		n += w.Len()
		for c := range w.Chats() {
			out = append(out, fmt.Sprintf("%s/%s: %s", w.Queue, w.Agent, c.ID))
		}
	}
	if n != f.Waiting() || n != len(out) {
		out = append(out, fmt.Sprintf("%d of %d wait", n, f.Waiting()))
	}
	return out
}

// E-Q-01: whatever happens, who waits is in the line that they wait in, once and at
// their place.
func TestWaits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := NewFloor()
		at := Instant(1)
		for i := range rapid.IntRange(1, 120).Draw(t, "events") {
			at += Instant(rapid.IntRange(-3, 5).Draw(t, "later")) // restoring, time runs backwards
			at = max(at, 1)
			id := ChatID(rapid.SampledFrom([]string{"a", "b", "c", "d", "e"}).Draw(t, "chat"))
			queue := rapid.SampledFrom([]string{"", "Billing", "Technical"}).Draw(t, "queue")
			who := rapid.SampledFrom([]AgentID{"", "asha", "ben"}).Draw(t, "agent")
			b := rapid.SampledFrom([]Body{
				&ChatOpened{}, &ChatOpened{Bot: true}, &ChatQueued{Queue: queue}, &ChatRouted{Queue: queue, Agent: who},
				&ChatRouted{Queue: queue, Agent: who, Waits: true}, &ChatAccepted{Agent: "asha"}, &TakeOverClaimed{Agent: "asha"},
				&TakeOverReverted{Agent: "asha"}, &ChatReturned{Agent: "asha"}, &AgentLeft{Agent: "asha"}, &ChatClosed{},
			}).Draw(t, "event")
			f.Apply(&Event{ID: EventID(fmt.Sprint(i)), At: at, Chat: id, Body: b})
			if got, want := lines(f), waiting(f); !slices.Equal(got, want) {
				t.Fatalf("after %s of %s\n got %q\nwant %q", b.Kind(), id, got, want)
			}
		}
	})
}

func TestLastGiven(t *testing.T) { // E-Q-03
	f := NewFloor()
	for i, who := range []AgentID{"asha", "ben", "asha"} {
		id := ChatID(fmt.Sprint("c", i))
		f.Apply(&Event{ID: "o", At: 1, Chat: id, Body: &ChatOpened{}})
		f.Apply(&Event{ID: "a", At: 2, Chat: id, Body: &ChatAccepted{Agent: who}})
	}
	if f.LastGiven("ben") >= f.LastGiven("asha") || f.LastGiven("asha") != f.Gives() || f.LastGiven("nobody") != 0 {
		t.Errorf("asha %d, ben %d of %d", f.LastGiven("asha"), f.LastGiven("ben"), f.Gives())
	}
}

// One chat that comes and goes costs the same on a floor where ten thousand wait.
func BenchmarkWait(b *testing.B) {
	for _, n := range []int{10, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			f := NewFloor()
			for i := range n {
				f.Apply(&Event{ID: "o", At: Instant(i + 1), Chat: ChatID(fmt.Sprint("c", i)), Body: &ChatOpened{}})
			}
			c := f.Chat("c0")
			at := Instant(n)
			b.ReportAllocs()
			for b.Loop() {
				at++
				c.Stage, c.QueuedAt = StageQueued, at
				f.line(c)
				c.Stage = StageActive
				f.line(c)
			}
		})
	}
}
