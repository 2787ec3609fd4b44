package hub

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/referee"
	"floorwalker/sync/wire"
)

func count[T comparable](all []T, one T) int {
	n := 0
	for _, x := range all {
		if x == one {
			n++
		}
	}
	return n
}

// TestTheSameCommandTwice sends each command again, at once, on another
// connection and to another hub: it has one effect and the same answer.
func TestTheSameCommandTwice(t *testing.T) {
	j := newJournal()
	r := newRig(t, j)
	token := r.agent("Asha", chat.RolePrimary)
	r.open("c")
	c := r.desk(token)
	c.takes("t1", "c", "asha")
	again := func(c *client) {
		t.Helper()
		for _, w := range []struct {
			id   chat.CommandID
			wish chat.Wish
		}{
			{"t1", &chat.TakeOver{}},
			{"p1", &chat.PostMessage{Text: "hello"}},
			{"n1", &chat.PostNote{Text: "a note"}},
		} {
			if f := c.wish(w.id, "c", w.wish); !f.OK {
				t.Errorf("%s: %s %s", w.id, f.Code, f.Words)
			}
		}
	}
	again(c)
	again(c)
	r.wait(func() bool { return count(j.kinds(t, "c"), chat.KindMessageDelivered) == 2 })
	c.close()
	want := j.kinds(t, "c")
	r = r.restart()
	again(r.desk(token))
	if got := j.kinds(t, "c"); !slices.Equal(got, want) {
		t.Errorf("the log has %v, at first %v", got, want)
	}
	if count(want, chat.KindTakeOverClaimed) != 1 || count(want, chat.KindNotePosted) != 1 || count(want, chat.KindMessagePosted) != 2 {
		t.Errorf("%v", want)
	}
}

// TestTwoAgentsRace has one winner each time, and the loser is told who won.
func TestTwoAgentsRace(t *testing.T) { // E-Q-02
	j := newJournal()
	r := newRig(t, j)
	asha, ben := r.desk(r.agent("Asha", chat.RolePrimary)), r.desk(r.agent("Ben", chat.RoleSecondary))
	wins := map[string]int{}
	for i := range 200 {
		id := chat.ChatID(fmt.Sprint("c", i))
		if i%2 == 0 {
			r.open(id)
		} else { // waits for a person
			r.deliver(chat.Event{ID: "open", Chat: id, Body: &chat.ChatOpened{Driver: "scripted"}})
		}
		first, second := asha, ben
		if i%4 > 1 {
			first, second = ben, asha
		}
		first.command(chat.CommandID(fmt.Sprint("x", i)), id, &chat.TakeOver{})
		second.command(chat.CommandID(fmt.Sprint("y", i)), id, &chat.TakeOver{})
		f, s := first.until(wire.FrameResult), second.until(wire.FrameResult)
		a, b := f, s
		if first == ben {
			a, b = s, f
		}
		if a.OK == b.OK {
			t.Fatalf("round %d: Asha %v %s, Ben %v %s", i, a.OK, a.Words, b.OK, b.Words)
		}
		loser, winner := b, "Asha"
		if b.OK {
			loser, winner = a, "Ben"
		}
		wins[winner]++
		if loser.Code != string(chat.RefusedTaken) || !strings.Contains(loser.Words, winner) {
			t.Errorf("round %d, %s won: the loser was told %s %q", i, winner, loser.Code, loser.Words)
		}
	}
	asha.same()
	ben.same()
	for i := range 200 {
		ks := j.kinds(t, chat.ChatID(fmt.Sprint("c", i)))
		if n := count(ks, chat.KindChatTakenOver) + count(ks, chat.KindChatAccepted); n != 1 {
			t.Errorf("round %d: %v", i, ks)
		}
	}
	t.Logf("%v", wins)
}

// TestWhoMayDoWhat asks over the socket: what is refused leaves no event.
func TestWhoMayDoWhat(t *testing.T) { // V-INV-02, G-COV-04
	j := newJournal()
	r := newRig(t, j)
	asha, ben := r.desk(r.agent("Asha", chat.RolePrimary)), r.desk(r.agent("Ben", chat.RoleBackup))
	lead := r.desk(r.agent("Lea", chat.RoleLead))
	r.open("bot", "hers")
	asha.takes("t", "hers", "asha")
	if f := ben.wish("o", "bot", &chat.Observe{}); !f.OK {
		t.Fatalf("%+v", f)
	}
	r.wait(func() bool { return count(j.kinds(t, "hers"), chat.KindMessageDelivered) == 1 })
	before := j.Last()
	for i, tt := range []struct {
		who  *client
		in   chat.ChatID
		wish chat.Wish
		code chat.RefusalCode
	}{
		{ben, "bot", &chat.PostMessage{Text: "I only watch"}, chat.RefusedNotOwner},
		{ben, "hers", &chat.PostMessage{Text: "not mine"}, chat.RefusedNotOwner},
		{lead, "hers", &chat.PostMessage{Text: "not mine"}, chat.RefusedNotOwner},
		{ben, "hers", &chat.TakeOver{}, chat.RefusedTaken},
		{ben, "hers", &chat.AcceptChat{}, chat.RefusedTaken},
		{asha, "nowhere", &chat.TakeOver{}, chat.RefusedNoSuchChat},
		{asha, "hers", &chat.PostMessage{Text: "  \n"}, chat.RefusedInvalid},
		{asha, "hers", &chat.PostMessage{Text: strings.Repeat("x", referee.MaxText+1)}, chat.RefusedTooLong},
		{asha, "hers", &chat.AcknowledgeAlert{Rule: "none"}, chat.RefusedGone},
	} {
		if f := tt.who.wish(chat.CommandID(fmt.Sprint("r", i)), tt.in, tt.wish); f.OK || f.Code != string(tt.code) || f.Words == "" {
			t.Errorf("%s in %s: %+v, want %s", tt.wish.Name(), tt.in, f, tt.code)
		}
	}
	for _, id := range []chat.CommandID{"", "a/b", chat.CommandID(strings.Repeat("x", 65))} {
		if f := asha.wish(id, "hers", &chat.PostNote{Text: "x"}); f.Code != string(chat.RefusedInvalid) {
			t.Errorf("command id %q: %+v", id, f)
		}
	}
	if got := j.Last(); got != before {
		t.Errorf("refusals left %d events", got-before)
	}
	lead.takes("lead", "hers", "lea")
}

// TestAnOfflineAgentCannotAct asks the loop itself: over a socket nobody is
// offline.
func TestAnOfflineAgentCannotAct(t *testing.T) { // E-ACT-02
	r := newRig(t, newJournal())
	r.agent("Asha", chat.RolePrimary)
	r.open("c")
	var refusal *chat.Refusal
	if err := r.hub.ask(context.Background(), func(_ context.Context, c *core) {
		_, refusal = referee.Decide(c.floor, chat.Command{ID: "x", Chat: "c", By: "asha", Body: &chat.TakeOver{}}, c.instant(), c.edition)
	}, nil); err != nil || refusal == nil || refusal.Code != chat.RefusedOffline {
		t.Errorf("%+v, %v", refusal, err)
	}
}

// TestAResultFollowsTheDisk looks at the log whenever a desk is told yes: the
// facts are there.
func TestAResultFollowsTheDisk(t *testing.T) {
	j := newJournal()
	r := newRig(t, j)
	c := r.desk(r.agent("Asha", chat.RolePrimary))
	r.open("c")
	for i := range 50 {
		id := chat.CommandID(fmt.Sprint("n", i))
		if f := c.wish(id, "c", &chat.PostNote{Text: "x"}); !f.OK {
			t.Fatalf("%+v", f)
		}
		if es := j.all(t); !slices.ContainsFunc(es, func(e chat.Event) bool { return e.ID == chat.EventID(id) }) {
			t.Fatalf("note %d is not on the log", i)
		}
	}
}
