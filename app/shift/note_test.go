package shift_test

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"floorwalker/app/chat"
	"floorwalker/app/record"
	"floorwalker/app/shift"
)

const (
	now    chat.Instant = 1_790_674_200_000
	minute chat.Instant = 60_000
)

func sample() shift.Note {
	return shift.Note{
		From: "asha", To: "rohan", Written: now, Text: "One chat waits for the vendor.\nThe rest is quiet.",
		Chats: []chat.ChatID{"c2", "c1"}, FollowUps: []record.ID{"f1"},
	}
}

func acked(t testing.TB, n shift.Note, by chat.AgentID, at chat.Instant) shift.Note {
	t.Helper()
	n, err := n.Acknowledge(by, at)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestNormalTidiesLists(t *testing.T) {
	n := sample()
	n.Text += " \r\n"
	n.Chats = []chat.ChatID{"c2", "", "c1", "c2"}
	n.FollowUps = []record.ID{"f1", "f1"}
	n.Acknowledged = []shift.Ack{{"b", 7}, {"rohan", 6}, {"b", 5}}
	want := sample()
	want.Acknowledged = []shift.Ack{{"b", 5}, {"rohan", 6}}
	if got := n.Normal(); !reflect.DeepEqual(got, want) || !reflect.DeepEqual(got.Normal(), want) {
		t.Errorf("%+v", got)
	}
	if n.Chats[1] != "" || n.Acknowledged[0].At != 7 {
		t.Error("the lists that it was made of were written to")
	}
	if err := want.Check(); err != nil {
		t.Error(err)
	}
}

func TestCheckSaysWhichField(t *testing.T) {
	for _, c := range []struct {
		name, field string
		change      func(*shift.Note)
	}{
		{"no author", "from", func(n *shift.Note) { n.From = "" }},
		{"a long author", "from", func(n *shift.Note) { n.From = chat.AgentID(strings.Repeat("a", 129)) }},
		{"for no UTF-8", "to", func(n *shift.Note) { n.To = "\xff" }},
		{"for its author", "to", func(n *shift.Note) { n.To = n.From }},
		{"no time", "written", func(n *shift.Note) { n.Written = 0 }},
		{"nothing", "text", func(n *shift.Note) { n.Text, n.Chats, n.FollowUps = " ", nil, nil }},
		{"a long text", "text", func(n *shift.Note) { n.Text = strings.Repeat("a", shift.MaxText+1) }},
		{"a control character", "text", func(n *shift.Note) { n.Text = "a\x00" }},
		{"a long chat", "chats", func(n *shift.Note) { n.Chats[0] = chat.ChatID(strings.Repeat("a", 129)) }},
		{"an odd follow-up", "followUps", func(n *shift.Note) { n.FollowUps[0] = "A b" }},
		{"many chats", "chats", func(n *shift.Note) { n.Chats = numbered[chat.ChatID](shift.MaxItems + 1) }},
		{"many follow-ups", "followUps", func(n *shift.Note) { n.FollowUps = numbered[record.ID](shift.MaxItems + 1) }},
		{"an ack by the author", "acknowledged", func(n *shift.Note) { n.Acknowledged = []shift.Ack{{n.From, now}} }},
		{"an ack by nobody", "acknowledged", func(n *shift.Note) { n.Acknowledged = []shift.Ack{{"", now}} }},
		{"an ack at no time", "acknowledged", func(n *shift.Note) { n.Acknowledged = []shift.Ack{{"rohan", 0}} }},
		{"many acks", "acknowledged", func(n *shift.Note) {
			for _, by := range numbered[chat.AgentID](shift.MaxAcks + 1) {
				n.Acknowledged = append(n.Acknowledged, shift.Ack{By: by, At: now})
			}
		}},
	} {
		n := sample()
		c.change(&n)
		var bad *record.InvalidError
		if err := n.Normal().Check(); !errors.As(err, &bad) || bad.Field != c.field {
			t.Errorf("%s: %v, want one about %s", c.name, err, c.field)
		}
	}
	n := sample()
	n.To, n.Text = "", ""
	if err := n.Check(); err != nil {
		t.Errorf("lists for whoever takes over: %v", err)
	}
}

func numbered[S ~string](n int) (out []S) {
	for i := range n {
		out = append(out, S(fmt.Sprintf("id-%d", i)))
	}
	return out
}

func TestAcknowledgeOnceAndNotByTheAuthor(t *testing.T) {
	n := sample()
	if same, err := n.Acknowledge("asha", now); !errors.Is(err, shift.ErrOwnNote) || len(same.Acknowledged) != 0 {
		t.Errorf("the author: %v", err)
	}
	once := acked(t, n, "rohan", now+2*minute)
	if twice := acked(t, once, "rohan", now+3*minute); !slices.Equal(twice.Acknowledged, []shift.Ack{{"rohan", now + 2*minute}}) {
		t.Errorf("twice: %v", twice.Acknowledged)
	}
	both := acked(t, once, "b", now+minute)
	if want := []shift.Ack{{"b", now + minute}, {"rohan", now + 2*minute}}; !slices.Equal(both.Acknowledged, want) || len(once.Acknowledged) != 1 || len(n.Acknowledged) != 0 {
		t.Errorf("both: %v", both.Acknowledged)
	}
}

func TestTaken(t *testing.T) {
	n := sample()
	if n.Taken() || acked(t, n, "b", now).Taken() || !acked(t, n, "rohan", now).Taken() {
		t.Error("a note for one is taken by that one")
	}
	n = n.Address("")
	if n.Taken() || !acked(t, n, "b", now).Taken() {
		t.Error("a note for whoever takes over is taken by anybody")
	}
}

// Nobody has acknowledged words that they never saw.
func TestOtherWordsAreNotAcknowledged(t *testing.T) {
	n := acked(t, sample(), "rohan", now)
	for name, c := range map[string]struct {
		got  shift.Note
		kept bool
	}{
		"the same text":     {n.Rewrite(n.Text + "\r\n"), true},
		"another text":      {n.Rewrite("All is quiet."), false},
		"the same lists":    {n.Relist(n.Chats, append(n.FollowUps, "f1", "")), true},
		"another chat":      {n.Relist(append(slices.Clone(n.Chats), "c3"), n.FollowUps), false},
		"another follow-up": {n.Relist(n.Chats, nil), false},
		"somebody else":     {n.Address("b"), true},
	} {
		if c.got.AcknowledgedBy("rohan") != c.kept {
			t.Errorf("%s: acknowledged %t", name, !c.kept)
		}
	}
	if got := n.Rewrite("All is quiet."); got.Text != "All is quiet." || n.Text == got.Text || !n.AcknowledgedBy("rohan") {
		t.Errorf("rewritten: %+v", got)
	}
	if got := n.Relist(nil, []record.ID{"f2", "f2"}); got.Chats != nil || !slices.Equal(got.FollowUps, []record.ID{"f2"}) {
		t.Errorf("listed: %+v", got)
	}
}

// Whoever acknowledged is in what comes of it, in any order; and words are
// never chosen between.
func TestReconcileProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		heads := make([]shift.Note, rapid.IntRange(1, 4).Draw(t, "heads"))
		all := map[chat.AgentID]bool{}
		for i := range heads {
			heads[i] = sample()
			for range rapid.IntRange(0, 3).Draw(t, "acks") {
				by := chat.AgentID(rapid.SampledFrom([]string{"a", "b", "rohan"}).Draw(t, "by"))
				n, err := heads[i].Acknowledge(by, chat.Instant(rapid.IntRange(1, 3).Draw(t, "at")))
				if err != nil {
					t.Fatal(err)
				}
				heads[i], all[by] = n, true
			}
		}
		got, ok := shift.Reconcile(heads...)
		if !ok || len(got.Acknowledged) != len(all) || got.Text != sample().Text {
			t.Fatalf("%+v, %t", got, ok)
		}
		again, ok := shift.Reconcile(append(rapid.Permutation(heads).Draw(t, "order"), got)...)
		if !ok || !reflect.DeepEqual(got, again) {
			t.Fatalf("in another order %+v, not %+v", again, got)
		}
		if _, ok := shift.Reconcile(append(heads, heads[0].Rewrite("Other words."))...); ok {
			t.Fatal("chose between words")
		}
	})
	if _, ok := shift.Reconcile(); ok {
		t.Error("made a note of nothing")
	}
}
