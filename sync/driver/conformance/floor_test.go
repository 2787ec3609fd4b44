package conformance

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

// named is a driver that does nothing.
type named struct{ driver.Driver }

func (named) Name() string { return "shop" }

func line(id, text string, from chat.Speaker, said time.Time) chat.Event {
	b := &chat.MessagePosted{Message: chat.MessageID(id), From: from, Text: text}
	if !said.IsZero() {
		b.Said = chat.InstantOf(said)
	}
	return chat.Event{ID: chat.EventID(id), Chat: "c", Body: b}
}

// TestTheFloorIsAHubInMiniature: ids, the fence, and a chat that its customer opens
// again, as the hub's own tests have it.
func TestTheFloorIsAHubInMiniature(t *testing.T) { // D-08, E-Q-04
	now := time.UnixMilli(1_795_300_000_000)
	f := NewFloor(named{}, func() time.Time { return now })
	give := func(want error, events ...chat.Event) []uint64 {
		t.Helper()
		seqs, err := f.Deliver(context.Background(), events...)
		if !errors.Is(err, want) {
			t.Errorf("%v, want %v", err, want)
		}
		now = now.Add(time.Second)
		return seqs
	}
	give(driver.ErrUnfit, line("m0", "in no chat", chat.SpeakerCustomer, time.Time{}))
	opened := chat.Event{ID: "o", Chat: "c", Body: &chat.ChatOpened{Bot: true, Driver: "shop"}}
	first := give(nil, opened, line("m1", "hello", chat.SpeakerCustomer, time.Time{}))
	if again := give(nil, opened, line("m1", "hello", chat.SpeakerCustomer, time.Time{})); !slices.Equal(again, first) {
		t.Errorf("the same again has the numbers %v, at first %v", again, first)
	}
	early := now
	f.put(chat.Event{ID: "taken", Chat: "c", By: Asha, Body: &chat.ChatTakenOver{Agent: Asha}})
	if seqs := give(driver.ErrFenced, line("m2", "still there?", chat.SpeakerCustomer, time.Time{}), line("b1", "too late", chat.SpeakerBot, time.Time{}), line("m3", "x", chat.SpeakerCustomer, time.Time{})); len(seqs) != 1 {
		t.Errorf("%d were delivered", len(seqs))
	}
	give(nil, line("b2", "said before", chat.SpeakerBot, early.Add(-time.Second)))
	give(nil, chat.Event{ID: "end", Chat: "c", Body: &chat.ChatClosed{}})
	give(nil, line("m4", "said before the end", chat.SpeakerCustomer, early))
	f.look("c", func(c *chat.Chat) {
		if c.Active() {
			t.Error("what was said before opens it again")
		}
	})
	give(nil, line("m5", "one more", chat.SpeakerCustomer, time.Time{}))
	if k, ok := f.Known(t.Context(), "c"); !ok || !k.Open || k.Bot || k.Owner != "" {
		t.Errorf("%+v", k)
	}
	if got := f.Active(); !slices.Equal(got, []chat.ChatID{"c"}) {
		t.Errorf("%v", got)
	}
}

// TestTheFloorKnowsWhoOnlyTheVendorKnows.
func TestTheFloorKnowsWhoOnlyTheVendorKnows(t *testing.T) {
	f := NewFloor(named{}, time.Now)
	if id, err := f.Outsider(t.Context(), driver.Outsider{ID: "9", Name: "MEERA K."}); err != nil || id != Meera || !f.fold.Agent(Meera).Outside {
		t.Errorf("%q, %v", id, err)
	}
	if _, err := f.Outsider(t.Context(), driver.Outsider{ID: "10", Name: "Nobody"}); err == nil {
		t.Error("somebody who is not at the vendor has an id")
	}
}

// TestDifferencesAreFound: a suite that finds nothing proves nothing.
func TestDifferencesAreFound(t *testing.T) {
	at := time.UnixMilli(1_795_300_000_000)
	same := func() []row {
		return []row{{chat.SpeakerCustomer, "", "a", at}, {chat.SpeakerAgent, Asha, "b", at.Add(time.Second)}}
	}
	if what := differsLines(same(), same()); what != "" {
		t.Errorf("the same differs: %s", what)
	}
	for want, change := range map[string]func(r []row) []row{
		"is missing": func(r []row) []row { return r[:1] },
		"beyond":     func(r []row) []row { return append(r, r[1]) },
		"line 0":     func(r []row) []row { r[0], r[1] = r[1], r[0]; return r },
		"line 1":     func(r []row) []row { r[1].text = "B"; return r },
		"by":         func(r []row) []row { r[1].by = Rohan; return r },
		"at":         func(r []row) []row { r[1].at = at.Add(time.Minute); return r },
	} {
		if what := differsLines(change(same()), same()); !strings.Contains(what, want) {
			t.Errorf("%s: found %q", want, what)
		}
	}
}
