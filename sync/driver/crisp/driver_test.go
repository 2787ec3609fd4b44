package crisp

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
	"floorwalker/sync/driver/conformance"
	"floorwalker/sync/driver/crisp/standin"
)

// scene is a driver that runs at a workspace.
type scene struct {
	*testing.T
	w     *workspace
	d     *Driver
	floor *conformance.Floor
	stop  func()
}

// play runs f in a bubble, with a workspace as o says and a driver as change says.
func play(t *testing.T, o standin.Options, change func(*Config), f func(*scene)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		s := &scene{T: t, w: open(t, o)}
		s.again(change)
		defer func() { s.stop() }()
		f(s)
	})
}

// again starts another driver with a floor of its own.
func (s *scene) again(change func(*Config)) {
	c := s.w.config(s.T, conformance.Faults{Log: slog.New(slog.DiscardHandler)})
	if change != nil {
		change(&c)
	}
	s.d = made(s.T, c)
	s.floor = conformance.NewFloor(s.d, time.Now)
	s.run()
}

func (s *scene) run() {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func(d *Driver, f *conformance.Floor) { done <- d.Run(ctx, f) }(s.d, s.floor)
	s.stop = func() {
		s.stop = func() {}
		cancel()
		if err := <-done; err != nil {
			s.Errorf("Run: %v", err)
		}
	}
	time.Sleep(time.Second)
}

// said returns the texts of a chat, each with who said it.
func (s *scene) said(id chat.ChatID) []string {
	time.Sleep(3 * time.Second)
	lines, err := s.floor.Lines(context.Background(), id)
	if err != nil {
		s.Fatal(err)
	}
	var all []string
	for _, l := range lines {
		b := l.Event.Body.(*chat.MessagePosted)
		all = append(all, strings.Trim(fmt.Sprintf("%s %s: %s", b.From, l.Event.By, b.Text), " "))
	}
	return all
}

func (s *scene) known(id chat.ChatID) driver.Known {
	k, _ := s.floor.Known(context.Background(), id)
	return k
}

func (s *scene) call(f func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	return f(ctx)
}

func same0(t *testing.T, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestSettingsThatCannotBe(t *testing.T) {
	good := Config{Website: standin.Website, Identifier: "i", Key: "k", Now: time.Now}
	if _, err := New(good); err != nil {
		t.Fatal(err)
	}
	if _, err := New(Config{}); !errors.Is(err, ErrNoClock) {
		t.Errorf("without a clock: %v", err)
	}
	for name, change := range map[string]func(*Config){
		"URL": func(c *Config) { c.URL = "ftp://x" }, "Website": func(c *Config) { c.Website = "../x" },
		"Tier": func(c *Config) { c.Tier = "root" }, "Key": func(c *Config) { c.Key = "" },
		"Automated": func(c *Config) { c.Automated = "a/b" },
	} {
		c := good
		change(&c)
		_, err := New(c)
		var wrong *ConfigError
		if !errors.Is(err, ErrConfig) || !errors.As(err, &wrong) || wrong.Field != name {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTheRescueAddressIsTried(t *testing.T) {
	play(t, standin.Options{Rescue: true}, nil, func(s *scene) {
		time.Sleep(30 * time.Second)
		id := s.w.OpenChat(conformance.Opening{Name: "C", Text: "hello", Bot: true})
		same0(t, s.said(id), []string{"customer : hello"})
	})
}

func TestAServerOfTheOldProtocol(t *testing.T) {
	play(t, standin.Options{Old: true}, nil, func(s *scene) {
		id := s.w.OpenChat(conformance.Opening{Name: "C", Text: "hello", Bot: true})
		time.Sleep(10 * time.Minute) // our pings keep it
		if n := s.d.Status().Reconnects; n != 0 {
			t.Errorf("%d reconnects", n)
		}
		s.w.CustomerSays(id, "still there?")
		same0(t, s.said(id), []string{"customer : hello", "customer : still there?"})
	})
}

func TestAKeyThatIsRefusedDoesNotHammer(t *testing.T) {
	play(t, standin.Options{}, nil, func(s *scene) {
		s.w.Trouble(conformance.Locked)
		time.Sleep(time.Hour)
		if n := s.w.Refusals(); n > 90 {
			t.Errorf("a key that is no good was sent %d times in an hour", n)
		}
		st := s.d.Status()
		if st.State != chat.BackendRefused || !strings.Contains(st.Words, "key") {
			t.Errorf("%+v", st)
		}
		// It is read on the console and the status page, where nothing can be entered.
		if strings.Contains(st.Words, "here") || !strings.Contains(st.Words, "floorhub connect crisp") {
			t.Errorf("what to do about it is not said: %q", st.Words)
		}
	})
}

func TestScopesThatAreMissingAreNamed(t *testing.T) {
	o := standin.Options{
		Tier: TierPlugin, Scopes: []string{evSent, evReceived, evState, evInbox, evSegments, evInitiated},
		Lacks: []string{"operators/list", "helpdesk"},
	}
	play(t, o, func(c *Config) { c.Tier = TierPlugin }, func(s *scene) {
		id := s.w.OpenChat(conformance.Opening{Name: "C", Text: "hello", Bot: true})
		same0(t, s.said(id), []string{"customer : hello"})
		var missing []string
		for _, r := range s.d.Status().Missing {
			missing = append(missing, r.Name)
			if r.Without == "" {
				t.Errorf("nobody says what follows from %s", r.Name)
			}
		}
		for _, want := range []string{"website:conversation:routing", "website:conversation:actions", "website:conversation:pages", "bucket:url", "website:operators"} {
			if !slices.Contains(missing, want) {
				t.Errorf("%s is not among %q", want, missing)
			}
		}
		if slices.Contains(missing, "website:conversation:messages") {
			t.Errorf("%q", missing)
		}
		if s.d.Capabilities().Can(chat.OpBlock) || !s.d.Capabilities().Can(chat.OpReply) {
			t.Error("the capabilities do not follow the rights")
		}
		if w := s.d.Status().Words; !strings.Contains(w, "website:conversation:routing") {
			t.Errorf("the status says %q", w)
		}
	})
}

func TestCheck(t *testing.T) {
	tests := []struct {
		name    string
		o       standin.Options
		key     string
		tier    string
		ok      bool
		missing []string
	}{
		{name: "all is there", ok: true},
		{name: "a wrong key", key: "another", missing: []string{rightKey}},
		{
			name: "a plugin without a helpdesk", tier: TierPlugin, ok: true,
			o: standin.Options{Tier: TierPlugin, Lacks: []string{"helpdesk"}}, missing: []string{"website:helpdesk"},
		},
		{
			name: "a plugin that may not see who serves", tier: TierPlugin, missing: []string{"website:conversation:routing"},
			o: standin.Options{Tier: TierPlugin, Scopes: slices.DeleteFunc(subscription(), func(e string) bool { return e == evRouting })},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := open(t, tt.o)
				w.OpenChat(conformance.Opening{Name: "C", Text: "hello", Bot: true})
				c := w.config(t, conformance.Faults{})
				if tt.key != "" {
					c.Key = tt.key
				}
				c.Tier = tt.tier
				got, err := Check(context.Background(), c)
				if err != nil || got.OK() != tt.ok {
					t.Fatalf("%+v, %v", got, err)
				}
				var missing []string
				for _, r := range got.Rights {
					if !r.OK {
						missing = append(missing, r.Name)
					}
				}
				same0(t, missing, tt.missing)
				if tt.ok && (len(got.Agents) != 3 || !slices.Contains(got.Teams, "orders")) {
					t.Errorf("%+v", got)
				}
				for _, r := range w.Requests() {
					if !r.Kind.Silent() {
						t.Errorf("checking has changed something: %s", r.Route)
					}
				}
			})
		})
	}
	synctest.Test(t, func(t *testing.T) {
		w := open(t, standin.Options{})
		w.Trouble(conformance.Away)
		_, err := Check(context.Background(), w.config(t, conformance.Faults{}))
		var no *driver.Refusal
		if !errors.As(err, &no) {
			t.Errorf("a Crisp that is away: %v", err)
		}
	})
}

func TestCallsAreCountedAndHistoryLeavesSomeToPeople(t *testing.T) {
	play(t, standin.Options{}, func(c *Config) { c.Daily = 60 }, func(s *scene) {
		var ids []chat.ChatID
		for i := range 40 {
			ids = append(ids, s.w.OpenChat(conformance.Opening{Name: "C", Text: fmt.Sprint("hello ", i), Bot: true}))
			time.Sleep(5 * time.Second)
		}
		st := s.d.Status()
		if st.Limit != 60 || st.Used != s.w.Calls() || st.Window != 24*time.Hour {
			t.Errorf("of %d calls %d are counted: %+v", s.w.Calls(), st.Used, st)
		}
		if !strings.Contains(st.Words, "60") {
			t.Errorf("the status says %q", st.Words)
		}
		s.w.CustomerSays(ids[39], "and live")
		same0(t, s.said(ids[39]), []string{"customer : hello 39", "customer : and live"})
	})
}

func TestIdleDaysCostLittle(t *testing.T) {
	play(t, standin.Options{}, nil, func(s *scene) {
		s.w.OpenChat(conformance.Opening{Name: "C", Text: "hello", Bot: true})
		time.Sleep(24 * time.Hour)
		if n := s.w.Calls(); n > 130 {
			t.Errorf("a day in which nothing happens costs %d calls", n)
		}
	})
}

// What the stream forgets is found without a lost connection, within a quarter of an
// hour.
func TestWhatTheStreamForgetsIsFound(t *testing.T) {
	play(t, standin.Options{Faults: conformance.Faults{Seed: 3, Drop: 1}}, nil, func(s *scene) {
		id := s.w.OpenChat(conformance.Opening{Name: "C", Text: "hello", Bot: true})
		s.w.Assign(id, conformance.Rohan)
		time.Sleep(reconcileEvery + time.Minute)
		same0(t, s.said(id), []string{"customer : hello"})
		if k := s.known(id); k.Owner != conformance.Rohan {
			t.Errorf("%+v", k)
		}
	})
}

func TestAWorkspaceWithoutABotsInbox(t *testing.T) {
	play(t, standin.Options{NoBot: true}, nil, func(s *scene) {
		id := s.w.OpenChat(conformance.Opening{Name: "C", Text: "hello"})
		s.w.BotSays(id, "I am a bot", 0)
		same0(t, s.said(id), []string{"customer : hello", "bot : I am a bot"})
		if !s.known(id).Bot || s.d.Capabilities().Can(chat.OpReturn) {
			t.Error("a chat that nobody has answered is the bot's, and there is no way back to it")
		}
		if err := s.call(func(ctx context.Context) error { return s.d.Return(ctx, id, "claim") }); err == nil {
			t.Error("it was given back to a bot that is nowhere")
		}
		s.w.HumanSays(id, conformance.Rohan, "I am none")
		s.said(id)
		if k := s.known(id); k.Bot {
			t.Errorf("%+v", k)
		}
	})
}

func TestWhoSpeaks(t *testing.T) {
	play(t, standin.Options{}, nil, func(s *scene) {
		id := s.w.OpenChat(conformance.Opening{Name: "C", Text: "hello"})
		s.w.HumanSays(id, conformance.Meera, "one")
		s.w.HumanSays(id, "stranger", "two")
		s.w.Plugin(id, "Shop", "three")
		s.w.Event(id, "state:resolved")
		same0(t, s.said(id), []string{"customer : hello", "agent meera: one", "agent : two", "system : three"})
	})
}

// Whether an echo is ours follows from the log alone, where Crisp does not give the
// property back.
func TestOurLinesAreKnownFromTheLog(t *testing.T) {
	l := newLines()
	l.sent("session_1", "01JX")
	if m, ok := l.ourID("session_1", fingerprint("session_1", "01JX")); !ok || m != "01JX" {
		t.Errorf("%q, %t", m, ok)
	}
	if _, ok := l.ourID("session_2", fingerprint("session_1", "01JX")); ok {
		t.Error("a line of another conversation")
	}
	for i := range 2 * keepLines {
		l.known("s", int64(i+1), "m")
	}
	if len(l.ids) > keepLines {
		t.Errorf("%d are remembered", len(l.ids))
	}
	forged := message{Fingerprint: 12, Ours: "01JX"}
	if forged.ours("session_1") {
		t.Error("anybody can say that a line is ours")
	}
	seen := make(map[int64]bool)
	for i := range 10_000 {
		fp := fingerprint("session_1", fmt.Sprint(i))
		if fp <= 0 || fp >= 1<<53 || seen[fp] {
			t.Fatalf("the fingerprint %d", fp)
		}
		seen[fp] = true
	}
}

func TestALineThatCannotBeDelivered(t *testing.T) {
	d := made(t, Config{Website: "w", Identifier: "i", Key: "k", Now: time.Now})
	d.lines.sent("session_1", "01JX")
	fp := fingerprint("session_1", "01JX")
	c, err := decodeChange(evIgnored, fmt.Appendf(nil, `{"session_id":"session_1","fingerprints":[%d,5],"details":{"type":"blocked","reason":"x"}}`, fp))
	if err != nil {
		t.Fatal(err)
	}
	facts := d.receipts(&c)
	b, ok := facts[0].Body.(*chat.MessageDelivered)
	if len(facts) != 1 || !ok || b.Delivery != chat.DeliveryFailed || b.Message != "01JX" || b.Reason == "" {
		t.Errorf("%+v", facts)
	}
}

func TestTheEndKeepsWhatOthersKeep(t *testing.T) {
	play(t, standin.Options{}, nil, func(s *scene) {
		id := s.w.OpenChat(conformance.Opening{Name: "C", Text: "hello", Bot: true})
		var many []string
		for i := range 150 {
			many = append(many, fmt.Sprintf("Tag-%03d", i))
		}
		s.w.Tag(id, many...)
		s.w.Keep(id, map[string]any{"orders": 7.0, "vip": true, "name": "x"})
		s.said(id)
		if err := s.call(func(ctx context.Context) error {
			return s.d.End(ctx, id, driver.Ending{Claim: "c", By: driver.Person{ID: "asha", Name: "Asha"}, Reason: "Solved, at last", Ticket: "T-1"})
		}); err != nil {
			t.Fatal(err)
		}
		st, data := s.w.State(id), s.w.Kept(id)
		if st.Open || len(st.Tags) != 151 || !slices.Contains(st.Tags, "ended-solved-at-last") {
			t.Errorf("%t, %d tags", st.Open, len(st.Tags))
		}
		if data["orders"] != 7.0 || data["vip"] != true || data[keyReason] != "Solved, at last" || data[keyTicket] != "T-1" {
			t.Errorf("%v", data)
		}
	})
}

func TestADeletedConversationIsOver(t *testing.T) {
	play(t, standin.Options{}, nil, func(s *scene) {
		live := s.w.OpenChat(conformance.Opening{Name: "C", Text: "hello", Bot: true})
		gone := s.w.OpenChat(conformance.Opening{Name: "D", Text: "hello", Bot: true})
		s.said(live)
		s.w.Delete(live)
		s.said(live)
		s.w.Cut()
		s.w.Delete(gone)
		s.said(gone)
		if s.known(live).Open || s.known(gone).Open {
			t.Error("what was deleted is still open")
		}
	})
}

func TestAChatThatCannotBeReadIsOnTheFloor(t *testing.T) {
	play(t, standin.Options{Lacks: []string{"/conversation"}}, nil, func(s *scene) {
		id := s.w.OpenChat(conformance.Opening{Name: "C", Text: "hello", Bot: true})
		same0(t, s.said(id), []string{"customer : hello"})
		if k := s.known(id); !k.Open || !k.Bot {
			t.Errorf("%+v", k)
		}
	})
}

// Somebody who came to the workspace after we read who is there.
func TestANewColleagueIsMet(t *testing.T) {
	play(t, standin.Options{Late: []string{"meera"}}, nil, func(s *scene) {
		id := s.w.OpenChat(conformance.Opening{Name: "C", Text: "hello", Bot: true})
		time.Sleep(time.Hour)
		s.w.Arrive()
		s.w.Assign(id, conformance.Meera)
		time.Sleep(time.Minute)
		if k := s.known(id); k.Owner != conformance.Meera {
			t.Errorf("%+v", k)
		}
		calls := s.w.Calls()
		s.w.Assign(id, "stranger")
		time.Sleep(10 * time.Minute)
		if n := s.w.Calls() - calls; n > 10 {
			t.Errorf("somebody whom nobody knows costs %d calls in ten minutes", n)
		}
	})
}

func TestNobodyToAssign(t *testing.T) {
	play(t, standin.Options{}, nil, func(s *scene) {
		id := s.w.OpenChat(conformance.Opening{Name: "C", Text: "hello", Bot: true})
		s.said(id)
		err := s.call(func(ctx context.Context) error {
			return s.d.TakeOver(ctx, id, driver.Person{ID: "kiran", Name: "Kiran"}, "c")
		})
		var no *driver.Refusal
		if !errors.As(err, &no) || !strings.Contains(no.Words, "Kiran") {
			t.Errorf("%v", err)
		}
		if err := s.call(func(ctx context.Context) error { return s.d.ForwardTeam(ctx, id, "nobody", "f") }); !errors.As(err, &no) {
			t.Errorf("%v", err)
		}
		if _, err := s.d.Serving(context.Background(), "practice:c1"); !errors.Is(err, ErrChat) {
			t.Errorf("%v", err)
		}
	})
}

func TestArticles(t *testing.T) {
	play(t, standin.Options{}, nil, func(s *scene) {
		for words, want := range map[string]int{"parcel": 2, "PARCEL refund": 1, "nothing": 0, "": 2} {
			got, err := s.d.Articles(context.Background(), words)
			if err != nil || len(got) != want {
				t.Errorf("%q: %+v, %v", words, got, err)
			}
		}
		got, _ := s.d.Articles(context.Background(), "parcel")
		if got[0].Title != "Returning a parcel for a refund" {
			t.Errorf("%+v", got)
		}
	})
}

func BenchmarkDecodeMessage(b *testing.B) {
	raw := []byte(hostile[9])
	b.ReportAllocs()
	for b.Loop() {
		if _, err := decodeChange(evSent, raw); err != nil {
			b.Fatal(err)
		}
	}
}
