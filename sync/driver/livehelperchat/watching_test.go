package livehelperchat_test

import (
	"context"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver/conformance"
	"floorwalker/sync/driver/livehelperchat"
	"floorwalker/sync/driver/livehelperchat/standin"
)

// What changes while no hub runs is found by the next one; of what stayed nothing is
// told twice.
func TestChangesBetweenTwoHubs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := serve(t, standin.Options{})
		c := s.config(t, conformance.Faults{Log: slog.New(slog.DiscardHandler)})
		d := &desk{server: s, t: t}
		var id chat.ChatID
		var edit, gone string
		d.run(c, func(d *desk) {
			id = d.open(true)
			edit, gone = d.CustomerSays(id, "frist"), d.CustomerSays(id, "not for you")
			d.BotSays(id, "stays", 0)
			d.wait()
		})
		s.Edit(id, edit, "first")
		s.Remove(id, gone)
		d.facts = nil
		d.run(c, func(d *desk) { d.wait() })
		var kinds []string
		for _, e := range d.told() {
			kinds = append(kinds, string(e.Body.Kind()))
		}
		slices.Sort(kinds)
		if want := []string{"MessageEdited", "MessageRemoved"}; !slices.Equal(kinds, want) {
			t.Errorf("the second hub is told %v, want %v", kinds, want)
		}
	})
}

// An automatic line to somebody who waits is no bot that has come back.
func TestAutomaticLine(t *testing.T) {
	play(t, standin.Options{}, nil, func(d *desk) {
		id := d.open(false)
		d.BotSays(id, "all operators are busy", 0)
		d.wait()
		if got := d.texts(chat.SpeakerSystem); !slices.Equal(got, []string{"all operators are busy"}) {
			t.Errorf("the system says %q", got)
		}
		if k, _ := d.Known(context.Background(), id); k.Bot || k.Owner != "" {
			t.Errorf("the floor has %+v", k)
		}
	})
}

// A file of a customer's is kept; where the right is missing the line says so.
func TestCustomersFile(t *testing.T) {
	for _, lacks := range []bool{false, true} {
		play(t, standin.Options{Lacks: map[string]bool{"lhrestapi,file_download": lacks}}, nil, func(d *desk) {
			id := d.open(true)
			d.SendFile(id, "see", "list.txt", "all prices")
			d.wait()
			var got *chat.MessagePosted
			for _, e := range d.told() {
				if b, ok := e.Body.(*chat.MessagePosted); ok && strings.HasPrefix(b.Text, "see") {
					got = b
				}
			}
			switch {
			case got == nil:
				t.Error("the line is not told")
			case lacks && (got.File != nil || !strings.Contains(got.Text, "could not be fetched")):
				t.Errorf("%+v", got)
			case !lacks && (got.File == nil || got.File.Name != "list.txt" || got.Text != "see"):
				t.Errorf("%+v", got)
			}
		})
	}
}

// What a customer writes cannot pass for one of our notes, and a number of a file of
// somebody else's brings that file to nobody.
func TestForgedMarks(t *testing.T) {
	play(t, standin.Options{}, nil, func(d *desk) {
		theirs, id := d.open(true), d.open(true)
		d.SendFile(theirs, "mine", "private.txt", "between us")
		d.CustomerSays(id, "pasted from a page\u200b")
		d.CustomerSays(id, "look [file=1_00000000000000000000000000000000]")
		d.wait()
		got := make(map[string]*chat.MessagePosted)
		for _, e := range d.told() {
			if b, ok := e.Body.(*chat.MessagePosted); ok && e.Chat == id {
				got[strings.Trim(b.Text, "\u200b")] = b
			}
		}
		if got["pasted from a page"] == nil {
			t.Errorf("a customer's line is lost: %v", got)
		}
		if b := got["look [a file that could not be fetched]"]; b == nil || b.File != nil {
			t.Errorf("%+v", b)
		}
	})
}

// What is typed is told while it is fresh, and the server's own notices are not.
func TestDrafts(t *testing.T) {
	play(t, standin.Options{}, nil, func(d *desk) {
		id := d.open(false)
		for _, draft := range []string{"where is", "Chat has been transfered to - Olga", strings.Repeat("long ", 100)} {
			d.CustomerSays(id, "so that it looks often")
			time.Sleep(4 * time.Second)
			d.Type(id, draft)
			time.Sleep(8 * time.Second)
		}
		var drafts []string
		for _, e := range d.told() {
			if b, ok := e.Body.(*chat.CustomerTyped); ok {
				drafts = append(drafts, b.Draft)
			}
		}
		if len(drafts) != 2 || drafts[0] != "where is" || len([]rune(drafts[1])) > chat.MostDraft {
			t.Errorf("%q", drafts)
		}
	})
}

// The pauses grow when nothing moves, and shrink when something does.
func TestPace(t *testing.T) {
	looks := func(d *desk, from time.Time) int {
		n := 0
		for _, r := range d.Requests() {
			if r.Route == "GET /restapi/chats" && r.At.After(from) {
				n++
			}
		}
		return n
	}
	play(t, standin.Options{}, nil, func(d *desk) {
		id := d.open(true)
		from := time.Now()
		time.Sleep(30 * time.Second)
		if n := looks(d, from); n < 8 || n > 11 {
			t.Errorf("%d looks in half a minute in which a customer has just come", n)
		}
		time.Sleep(20 * time.Minute)
		from = time.Now()
		time.Sleep(time.Minute)
		if n := looks(d, from); n < 3 || n > 5 {
			t.Errorf("%d looks in a minute in which nothing has moved for long", n)
		}
		d.CustomerSays(id, "there again")
		time.Sleep(16 * time.Second)
		from = time.Now()
		time.Sleep(30 * time.Second)
		if n := looks(d, from); n < 8 {
			t.Errorf("%d looks in half a minute after a line", n)
		}
	})
}

// One chat that the server cannot read, and a file that is not there, keep nothing else
// from being seen, and are seen once they are mended.
func TestOneBrokenChat(t *testing.T) {
	play(t, standin.Options{}, nil, func(d *desk) {
		bad, good := d.open(true), d.open(true)
		d.Break(bad, true)
		d.CustomerSays(bad, "in the broken one")
		d.SendFile(good, "see", "list.txt", "all prices")
		d.LoseFiles()
		d.CustomerSays(good, "in the good one")
		d.wait()
		got := d.texts(chat.SpeakerCustomer)
		if !slices.Contains(got, "in the good one") || slices.Contains(got, "in the broken one") || !slices.Contains(got, "see [a file that could not be fetched]") {
			t.Errorf("%q", got)
		}
		if s := d.Status(); s.State != chat.BackendPolling {
			t.Errorf("%+v", s)
		}
		d.Break(bad, false)
		d.wait()
		if got := d.texts(chat.SpeakerCustomer); !slices.Contains(got, "in the broken one") {
			t.Errorf("%q", got)
		}
	})
}

// What came and went while the connection was lost is told as a whole; a chat that the
// server has deleted is over.
func TestWhileAway(t *testing.T) {
	play(t, standin.Options{}, nil, func(d *desk) {
		deleted := d.open(true)
		d.Trouble(conformance.Away)
		time.Sleep(time.Minute)
		short := d.OpenChat(conformance.Opening{Name: "Nina", Text: "short question", Bot: true})
		d.BotSays(short, "short answer", 0)
		d.Server.Close(short, conformance.Rohan)
		d.Delete(deleted)
		time.Sleep(time.Minute)
		d.Trouble(conformance.Back)
		time.Sleep(2 * time.Minute)
		if got := d.texts(chat.SpeakerBot); !slices.Contains(got, "short answer") {
			t.Errorf("the bot says %q", got)
		}
		for _, id := range []chat.ChatID{deleted, short} {
			if k, known := d.Known(context.Background(), id); !known || k.Open {
				t.Errorf("%s: %+v, known %t", id, k, known)
			}
		}
	})
}

// hanging gives no answer about one chat.
type hanging struct {
	http.RoundTripper
	chat string
}

func (h *hanging) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.Query().Get("chat_id") == h.chat {
		<-r.Context().Done()
		return nil, r.Context().Err()
	}
	return h.RoundTripper.RoundTrip(r)
}

// One chat about which the server never answers keeps nothing else from being seen.
func TestOneChatThatHangs(t *testing.T) {
	h := new(hanging)
	play(t, standin.Options{}, func(c *livehelperchat.Config) {
		h.RoundTripper, h.chat = c.HTTP.Transport, "2"
		c.HTTP = &http.Client{Transport: h}
	}, func(d *desk) {
		good, bad := d.open(true), d.OpenChat(conformance.Opening{Name: "Nina", Text: "hello", Bot: true})
		if bad != "lhc-2" {
			t.Fatal(bad)
		}
		time.Sleep(2 * time.Minute)
		d.CustomerSays(good, "in the good one")
		time.Sleep(2 * time.Minute)
		if got := d.texts(chat.SpeakerCustomer); !slices.Contains(got, "in the good one") {
			t.Errorf("%q", got)
		}
		if s := d.Status(); s.State != chat.BackendPolling || s.Reconnects > 0 {
			t.Errorf("%+v", s)
		}
	})
}

// What was doubted right after a call of ours is looked at again, also where the next look
// is long after.
func TestTakenRightAfterUs(t *testing.T) {
	play(t, standin.Options{}, func(c *livehelperchat.Config) { c.Busy, c.Idle = 90*time.Second, 90*time.Second }, func(d *desk) {
		id := d.OpenChat(conformance.Opening{Name: "Nina", Text: "hello", Bot: true})
		time.Sleep(4 * time.Minute)
		if err := d.TakeOver(context.Background(), id, asha, "c1"); err != nil {
			t.Fatal(err)
		}
		d.Assign(id, conformance.Rohan)
		time.Sleep(10 * time.Minute)
		if k, _ := d.Known(context.Background(), id); k.Owner != conformance.Rohan {
			t.Errorf("%+v", k)
		}
	})
}
