package livehelperchat_test

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
	"floorwalker/sync/driver/conformance"
	"floorwalker/sync/driver/livehelperchat"
	"floorwalker/sync/driver/livehelperchat/standin"
)

// desk is a driver at a stand-in, with a floor that also keeps the facts.
type desk struct {
	*conformance.Floor
	*server
	*livehelperchat.Driver

	t *testing.T

	mu    sync.Mutex
	facts []chat.Event
}

// Deliver implements driver.Sink.
func (d *desk) Deliver(ctx context.Context, facts ...chat.Event) ([]uint64, error) {
	d.mu.Lock()
	d.facts = append(d.facts, facts...)
	d.mu.Unlock()
	return d.Floor.Deliver(ctx, facts...)
}

// play runs a test in a bubble, with a driver that runs.
func play(t *testing.T, o standin.Options, change func(*livehelperchat.Config), run func(*desk)) {
	synctest.Test(t, func(t *testing.T) {
		s := serve(t, o)
		c := s.config(t, conformance.Faults{Log: slog.New(slog.DiscardHandler)})
		if change != nil {
			change(&c)
		}
		d := &desk{server: s, t: t}
		d.run(c, run)
	})
}

func (d *desk) run(c livehelperchat.Config, then func(*desk)) {
	d.t.Helper()
	made, err := livehelperchat.New(c)
	if err != nil {
		d.t.Fatal(err)
	}
	d.Driver = made
	if d.Floor == nil {
		d.Floor = conformance.NewFloor(made, time.Now)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- made.Run(ctx, d) }()
	time.Sleep(time.Second)
	then(d)
	cancel()
	if err := <-done; err != nil {
		d.t.Errorf("Run: %v", err)
	}
}

// open lets a customer come and waits until the floor knows.
func (d *desk) open(bot bool) chat.ChatID {
	id := d.OpenChat(conformance.Opening{Name: "Nina", Text: "hello", Bot: bot})
	d.wait()
	return id
}

// wait is a look or two.
func (d *desk) wait() {
	time.Sleep(20 * time.Second)
	synctest.Wait()
}

// told returns what the driver has told so far.
func (d *desk) told() []chat.Event {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.facts)
}

// texts are the lines of a kind.
func (d *desk) texts(from chat.Speaker) (all []string) {
	for _, e := range d.told() {
		if b, ok := e.Body.(*chat.MessagePosted); ok && b.From == from {
			all = append(all, b.Text)
		}
	}
	return all
}

func refused(t *testing.T, err error, words string) {
	t.Helper()
	var no *driver.Refusal
	if !errors.As(err, &no) || !strings.Contains(no.Error(), words) {
		t.Errorf("%v is no refusal that says %q", err, words)
	}
}

var (
	asha  = driver.Person{ID: conformance.Asha, Name: "Asha"}
	rohan = driver.Person{ID: conformance.Rohan, Name: "Rohan M."}
	// Zoe is on the floor and unknown to the server.
	zoe = driver.Person{ID: "zoe", Name: "Zoe"}
)

// The server answers "Status changed!" to a close that it has not done.
func TestCloseRefusedInSilence(t *testing.T) {
	play(t, standin.Options{Lacks: map[string]bool{"lhchat,allowcloseremote": true}}, nil, func(d *desk) {
		id := d.open(true)
		if err := d.TakeOver(context.Background(), id, asha, "c1"); err != nil {
			t.Fatal(err)
		}
		refused(t, d.End(context.Background(), id, driver.Ending{Claim: "e", By: asha, Reason: "solved"}), "lhchat,allowcloseremote")
		if s := d.State(id); !s.Open {
			t.Error("the stand-in closes what it refuses")
		}
		if s := d.Status(); len(s.Missing) != 1 || s.Missing[0].Name != "lhchat,allowcloseremote" {
			t.Errorf("the status page has %+v", s.Missing)
		}
		if err := d.TakeOver(context.Background(), id, zoe, "c2"); err != nil { // who serves as the key's own operator
			t.Fatal(err)
		}
		if err := d.Driver.Close(context.Background(), id, "e"); err != nil {
			t.Error(err)
		}
	})
}

// Somebody whom the server does not know serves a chat under the key's own operator.
func TestUnknownAgent(t *testing.T) {
	play(t, standin.Options{}, nil, func(d *desk) {
		id := d.open(true)
		if err := d.TakeOver(context.Background(), id, zoe, "c1"); err != nil {
			t.Fatal(err)
		}
		if who, err := d.Serving(context.Background(), id); who != zoe.ID || err != nil {
			t.Errorf("Serving says %q, %v", who, err)
		}
		if err := d.Post(context.Background(), id, driver.Line{Message: "m", From: chat.SpeakerAgent, Person: zoe, Text: "Zoe here"}); err != nil {
			t.Fatal(err)
		}
		d.wait()
		if k, _ := d.Known(context.Background(), id); k.Owner != zoe.ID {
			t.Errorf("%q serves on the floor", k.Owner)
		}
		if err := d.Leave(context.Background(), id, zoe); err != nil {
			t.Fatal(err)
		}
		if s := d.State(id); s.Owner != "" || s.Bot || !s.Open {
			t.Errorf("who served alone has left, and the vendor has %+v", s)
		}
	})
}

// Without the right to move chats of others by command, the raw change does it.
func TestForwardWithoutTheRight(t *testing.T) {
	play(t, standin.Options{Lacks: map[string]bool{"lhchat,allowtransferdirectly": true}}, nil, func(d *desk) {
		id := d.open(false)
		for i, p := range []driver.Person{asha, rohan, zoe, asha} {
			if err := d.TakeOver(context.Background(), id, p, chat.EventID(rune('a'+i))); err != nil {
				t.Fatal(err)
			}
			if who, err := d.Serving(context.Background(), id); who != p.ID || err != nil {
				t.Errorf("Serving says %q, %v; want %q", who, err, p.ID)
			}
		}
	})
}

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

// The NodeJS-Helper says when to look; nothing that it says is shown, and without it
// everything works.
func TestHints(t *testing.T) {
	hinted := func(c *livehelperchat.Config) {
		c.Hints, c.HintKey = "ws://chat.example.com/socketcluster/", "site-secret"
		c.Busy, c.Idle = 30*time.Second, 30*time.Second
	}
	play(t, standin.Options{HintKey: "site-secret"}, hinted, func(d *desk) {
		id := d.open(true)
		time.Sleep(time.Minute) // no hint tells of a new chat
		for _, text := range []string{"one", "two", "three"} {
			d.CustomerSays(id, text)
			time.Sleep(2500 * time.Millisecond)
			if got := d.texts(chat.SpeakerCustomer); got[len(got)-1] != text {
				t.Errorf("2.5 s after %q the newest line is %q", text, got)
			}
		}
		d.Cut()
		time.Sleep(2 * time.Minute)
		d.CustomerSays(id, "after the cut")
		time.Sleep(2500 * time.Millisecond)
		if got := d.texts(chat.SpeakerCustomer); got[len(got)-1] != "after the cut" {
			t.Errorf("after a cut nobody says when to look: %q", got)
		}
	})
	play(t, standin.Options{HintKey: "another"}, hinted, func(d *desk) {
		id := d.open(true)
		d.CustomerSays(id, "without hints")
		time.Sleep(time.Minute)
		if got := d.texts(chat.SpeakerCustomer); !slices.Contains(got, "without hints") {
			t.Errorf("%q", got)
		}
	})
}

// A server may lie under a path, and people copy addresses as they find them.
func TestAddresses(t *testing.T) {
	play(t, standin.Options{Prefix: "/chat/index.php/eng"}, func(c *livehelperchat.Config) {
		c.URL = " http://chat.example.com/chat/index.php/eng/restapi/ "
	}, func(d *desk) {
		d.open(true)
		if s := d.Status(); s.State != chat.BackendPolling || s.Words != "" {
			t.Errorf("%+v", s)
		}
	})
	for _, c := range []livehelperchat.Config{
		{URL: "", Username: "u", Key: "k", Now: time.Now},
		{URL: "chat.example.com", Username: "u", Key: "k", Now: time.Now},
		{URL: "ftp://example.com", Username: "u", Key: "k", Now: time.Now},
		{URL: "https://u:k@example.com", Username: "u", Key: "k", Now: time.Now},
		{URL: "https://example.com", Key: "k", Now: time.Now},
		{URL: "https://example.com", Username: "u", Now: time.Now},
		{URL: "https://example.com", Username: "u", Key: "k"},
	} {
		if _, err := livehelperchat.New(c); !errors.Is(err, livehelperchat.ErrConfig) || strings.Contains(err.Error(), "u:k") {
			t.Errorf("%+v: %v", c.URL, err)
		}
	}
}

// Check says which right is missing, and what will not work.
func TestCheck(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := serve(t, standin.Options{Lacks: map[string]bool{"lhuser,userlistonlineall": true, "lhrestapi,survey": true, "all departments": true}})
		up, err := livehelperchat.Check(context.Background(), s.config(t, conformance.Faults{}))
		if err != nil {
			t.Fatal(err)
		}
		var missing []string
		for _, r := range up.Rights {
			if !r.OK {
				missing = append(missing, r.Name)
			}
			if !strings.HasSuffix(r.Without, ".") {
				t.Errorf("%s has no sentence: %q", r.Name, r.Without)
			}
		}
		if want := []string{"all departments", "lhuser,userlistonlineall", "lhrestapi,survey", "https"}; !slices.Equal(missing, want) {
			t.Errorf("missing are %q, want %q", missing, want)
		}
		if !up.OK() || up.Account != "Floorwalker" || len(up.Teams) != 3 || len(up.Agents) != 1 {
			t.Errorf("%+v", up)
		}
		for _, r := range s.Requests() {
			if !r.Kind.Silent() {
				t.Errorf("the check changes something: %s", r.Route)
			}
		}
	})
	synctest.Test(t, func(t *testing.T) {
		s := serve(t, standin.Options{})
		c := s.config(t, conformance.Faults{})
		c.Key = "wrong"
		_, err := livehelperchat.Check(context.Background(), c)
		refused(t, err, "user name and key")
		up, err := livehelperchat.Check(context.Background(), s.config(t, conformance.Faults{}))
		if err != nil || len(up.Agents) != 4 || !up.OK() {
			t.Errorf("%+v, %v", up, err)
		}
	})
}

// Without a right a call is refused in words that name it.
func TestMissingRights(t *testing.T) {
	play(t, standin.Options{Lacks: map[string]bool{"lhchat,whispermode": true, "lhfile,upload_new_file": true}}, nil, func(d *desk) {
		id := d.open(false)
		if err := d.TakeOver(context.Background(), id, asha, "c"); err != nil {
			t.Fatal(err)
		}
		refused(t, d.Driver.Note(context.Background(), id, driver.Line{Message: "n", Person: asha, Text: "psst"}), "lhchat,whispermode")
		f, err := d.KeepFile(context.Background(), id, "a.txt", strings.NewReader("a"))
		if err != nil {
			t.Fatal(err)
		}
		refused(t, d.Post(context.Background(), id, driver.Line{Message: "m", From: chat.SpeakerAgent, Person: asha, File: &f}), "lhfile,upload_new_file")
		if s := d.Status(); len(s.Missing) != 2 || s.State != chat.BackendPolling {
			t.Errorf("the status page has %+v", s)
		}
		refused(t, d.Driver.Tag(context.Background(), id, []string{"unheard of"}, nil), "unheard of")
		refused(t, d.Driver.Tag(context.Background(), id, []string{"vip"}, []string{"old"}), "own screen")
		refused(t, d.ForwardTeam(context.Background(), id, "nowhere", "c"), "nowhere")
		if got := d.State(id).Tags; !slices.Equal(got, []string{"vip"}) {
			t.Errorf("the tags are %q", got)
		}
		for _, id := range []chat.ChatID{"crisp-1", "lhc-", "lhc--4", "lhc-x"} {
			if err := d.TakeOver(context.Background(), id, asha, "c"); err == nil {
				t.Errorf("chat %q is taken over", id)
			}
		}
	})
}

// A line of the system's is seen by the customer, which the server's own are not, and
// takes the chat from nobody.
func TestSystemLine(t *testing.T) {
	play(t, standin.Options{}, nil, func(d *desk) {
		id := d.open(false)
		if err := d.Post(context.Background(), id, driver.Line{Message: "m", From: chat.SpeakerSystem, Text: "You are next."}); err != nil {
			t.Fatal(err)
		}
		s := d.State(id)
		if n := len(s.Lines); s.Owner != "" || n != 2 || s.Lines[1].Text != "You are next." {
			t.Errorf("%+v", s)
		}
		d.wait()
		if got := append(d.texts(chat.SpeakerBot), d.texts(chat.SpeakerSystem)...); len(got) != 0 {
			t.Errorf("our own line comes back as %q", got)
		}
	})
}
