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
