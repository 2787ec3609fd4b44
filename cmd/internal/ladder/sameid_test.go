package ladder

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
)

// later is how long after the first time a command comes again: beyond the
// two minutes for which JetStream shields at most, and beyond a weekend.
var later = []time.Duration{0, 2*time.Minute + time.Second, 72 * time.Hour}

// TestTheSameIDHasOneEffect sends each kind of command, swallows the answer,
// and sends it again under its id at once, after two minutes and a second and
// after 72 hours of every clock, the last time to another hub on the same log.
func TestTheSameIDHasOneEffect(t *testing.T) {
	f := newFloor(t)
	asha, ben := f.desk("Asha", chat.RolePrimary), f.desk("Ben", chat.RoleSecondary)
	const id, taken = "same-id", "same-id-taken"
	given(t, f, asha, id)
	f.customer(taken, "I want to talk to a human")
	asha.ask("open", words{Chat: id}, nil)
	proxy := newProxy(t, f.addr)
	scribe := start(t, "scribe", nil, addrVariable+"="+proxy.addr, tokenVariable+"="+asha.token)
	scribe.ask("live", nil, nil)
	at := time.Now()
	commands := []sent{
		{Wish: chat.NamePostMessage, words: words{Chat: id, Text: "post-once"}},
		{Wish: chat.NamePostNote, words: words{Chat: id, Text: "note-once"}},
		{Wish: chat.NameAddTag, words: words{Chat: id, Text: "tag-once"}},
		{Wish: chat.NameForward, words: words{Chat: id, To: ben.id, Text: "forward-once"}},
		{Wish: chat.NameTakeOver, words: words{Chat: taken, Text: "take-once"}},
		{Wish: chat.NameSaveRecord, words: words{Text: "save-once", At: at}},
	}
	for i := range commands {
		commands[i].ID = chat.CommandID(fmt.Sprint("same-", i))
	}
	// The first time, the hub's word is lost on the way.
	proxy.mute.Store(true)
	for _, c := range commands {
		var got string
		if scribe.ask("send", c, &got); got != noAnswer {
			t.Fatalf("a muted hub said %q to %s", got, c.Wish)
		}
	}
	for _, text := range []string{"post-once", "note-once"} {
		asha.until(text, func(s sight) bool { return s.said(text) == 1 })
	}
	var had versions
	until(hang, func() bool { had = nil; asha.ask("records", chat.ShelfCanned, &had); return len(had["same-id"]) == 1 })
	proxy.cut()
	proxy.mute.Store(false)
	proxy.join()
	for i, after := range later {
		if i > 0 {
			f.skew(after - later[i-1])
			scribe.ask("skew", after-later[i-1], nil)
		}
		if i == len(later)-1 {
			f.hub.Kill()
			f.open()
		}
		scribe.ask("retry", nil, nil)
		sendAgain(t, scribe, commands, after)
	}
	for _, d := range []*desk{asha, ben} {
		d.ask("retry", nil, nil)
		d.live()
	}
	f.same(asha, ben)
	page := f.page(id) // the hub that had the first one is dead
	if n := page.after("post-once", "That was all"); n != 1 {
		t.Errorf("the customer got it %d times: %q", n, page.texts())
	}
	oneEffect(t, f.events(), commands)
}

// sendAgain sends every command once more, on a connection that lives.
func sendAgain(t *testing.T, scribe *process, commands []sent, after time.Duration) {
	t.Helper()
	for _, c := range commands {
		c.Wait = hang
		var got string
		if !until(hang, func() bool {
			scribe.ask("live", nil, nil)
			return scribe.try("send", c, &got) == nil && got != noAnswer
		}) {
			t.Fatalf("%s is not answered after %v", c.Wish, after)
		}
		// Yes, it is done; or no, for what has changed since. Twice it is never.
		if got != "ok" {
			t.Errorf("after %v %s has the answer %q", after, c.Wish, got)
		}
	}
}

// oneEffect looks at the log: the events of each command are there once.
func oneEffect(t *testing.T, log []chat.Event, commands []sent) {
	t.Helper()
	texts := effectsOf(log)
	of := map[string]map[chat.EventID]int{}
	for _, e := range log {
		root, _, _ := strings.Cut(string(e.ID), "/")
		if of[root] == nil {
			of[root] = map[chat.EventID]int{}
		}
		of[root][e.ID]++
	}
	for _, c := range commands {
		if texts[c.Text] != 1 {
			t.Errorf("%s had %d effects", c.Wish, texts[c.Text])
		}
		for id, n := range of[string(c.ID)] {
			if n != 1 {
				t.Errorf("event %s of %s is on the log %d times", id, c.Wish, n)
			}
		}
	}
}

// TestADeskWithoutAnswersAsksAgain is the same with a real desk and its outbox:
// the hub has done what was asked, nothing comes back, and the desk is killed.
// The next one learns from the stream that all is done, and it stays done once.
func TestADeskWithoutAnswersAsksAgain(t *testing.T) {
	for _, after := range later[1:] {
		t.Run(after.String(), func(t *testing.T) { unanswered(t, after) })
	}
}

func unanswered(t *testing.T, after time.Duration) {
	f := newFloor(t)
	asha, ben := f.desk("Asha", chat.RolePrimary), f.desk("Ben", chat.RoleSecondary)
	const id = "no-answer"
	page := given(t, f, asha, id)
	asha.proxy.mute.Store(true)
	asha.ask("post", words{Chat: id, Text: "line-once"}, nil)
	asha.ask("edit", edited{Shelf: chat.ShelfHandover, Text: "edit-once"}, nil)
	page.until("line-once")
	if !until(hang, func() bool {
		var all versions
		ben.ask("records", chat.ShelfHandover, &all)
		return len(all) == 1
	}) {
		t.Fatal("the edit never arrives")
	}
	asha.until("that both have no answer", func(s sight) bool { return len(s.Thread.Pending) == 1 && s.Unsent == 1 })
	asha.Kill()
	asha.proxy.cut()
	asha.proxy.mute.Store(false)
	f.skew(after)
	asha.proxy.join()
	asha.open()
	asha.live()
	asha.ask("open", words{Chat: id}, nil)
	asha.until("that all is done", func(s sight) bool {
		return s.Thread != nil && len(s.Thread.Pending) == 0 && s.Unsent == 0 && s.Refused == 0 && s.said("line-once") == 1
	})
	f.same(asha, ben)
	if n := page.after("line-once", "That was all"); n != 1 {
		t.Errorf("the customer got it %d times", n)
	}
	effects := effectsOf(f.events())
	if effects["line-once"] != 1 || effects["edit-once"] != 1 {
		t.Errorf("the line is on the log %d times, the edit %d times", effects["line-once"], effects["edit-once"])
	}
}

// TestWhatTheHubNeverGotGoesOnce loses a line and an edit on their way to the
// hub and kills the desk. The next one cannot know that; the edit goes again by
// itself however late it is, the line within a minute, and after that with the
// person's word. Each has one effect.
func TestWhatTheHubNeverGotGoesOnce(t *testing.T) {
	for _, after := range later {
		t.Run(after.String(), func(t *testing.T) { lost(t, after) })
	}
}

func lost(t *testing.T, after time.Duration) {
	f := newFloor(t)
	asha, ben := f.desk("Asha", chat.RolePrimary), f.desk("Ben", chat.RoleSecondary)
	const id = "lost"
	page := given(t, f, asha, id)
	f.same(asha, ben)
	asha.proxy.deaf.Store(true)
	asha.ask("post", words{Chat: id, Text: "line-once"}, nil)
	asha.ask("edit", edited{Shelf: chat.ShelfHandover, Text: "edit-once"}, nil)
	s := asha.until("that both were sent", func(s sight) bool { return len(s.Thread.Pending) == 1 && s.Unsent == 1 })
	if s.Thread.Pending[0].Queued {
		t.Fatal("the line was not sent")
	}
	asha.Kill()
	asha.proxy.cut()
	asha.proxy.deaf.Store(false)
	f.skew(after)
	asha.proxy.join()
	asha.open()
	asha.live()
	asha.until("that the edit is done", func(s sight) bool { return s.Unsent == 0 && s.Refused == 0 })
	asha.ask("open", words{Chat: id}, nil)
	if after > time.Minute {
		l := asha.held(id, 1, "more than a minute")[0]
		if n := page.after("line-once", "Hello?"); n != 0 {
			t.Error("an old line went by itself")
		}
		asha.ask("again", words{Chat: id, Line: l.ID}, nil)
	}
	page.until("line-once")
	asha.until("that all is done", func(s sight) bool { return s.Thread != nil && len(s.Thread.Pending) == 0 })
	f.same(asha, ben)
	if n := page.after("line-once", "That was all"); n != 1 {
		t.Errorf("the customer got it %d times", n)
	}
	effects := effectsOf(f.events())
	if effects["line-once"] != 1 || effects["edit-once"] != 1 {
		t.Errorf("the line is on the log %d times, the edit %d times", effects["line-once"], effects["edit-once"])
	}
}

// effectsOf counts what was written, by its words.
func effectsOf(log []chat.Event) map[string]int {
	n := map[string]int{}
	for _, e := range log {
		switch b := e.Body.(type) {
		case *chat.MessagePosted:
			n[b.Text]++
		case *chat.NotePosted:
			n[b.Text]++
		case *chat.TagAdded:
			n[b.Tag]++
		case *chat.OfferMade:
			n[b.Offer.Note]++
		case *chat.TakeOverClaimed:
			n[b.Reason]++
		case *chat.RecordSaved:
			var v struct{ Content struct{ Text string } }
			if json.Unmarshal(b.Version, &v) == nil {
				n[v.Content.Text]++
			}
		}
	}
	return n
}
