package story

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"floorwalker/app"
	"floorwalker/app/alert"
	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/shift/handover"
	"floorwalker/assets"
	"floorwalker/cmd/internal/console"
)

// sight is what a person sees.
type sight = *app.Snapshot

// desk is one person's.
type desk struct {
	floor *floor
	name  string
	id    chat.AgentID
	dir   string
	token string
	key   signer

	bell    bell
	console *console.Console // nil while the program does not run
	stop    func()
}

// bell is what brings alerts before a person.
type bell struct {
	mu   sync.Mutex
	rang []alert.Cause
}

// Call implements app.Caller.
func (b *bell) Call(all []alert.Action) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, a := range all {
		b.rang = append(b.rang, a.Of().Cause)
	}
}

// calledFor waits until the person was called for a cause.
func (d *desk) calledFor(cause alert.Cause) {
	d.floor.t.Helper()
	d.floor.until(d.name+" to be called for "+string(cause), func() bool {
		d.bell.mu.Lock()
		defer d.bell.mu.Unlock()
		return slices.Contains(d.bell.rang, cause)
	})
}

// signer is a keychain with one key.
type signer struct{ private ed25519.PrivateKey }

// Key and Sign implement app.Signer.
func (s signer) Key() (ed25519.PublicKey, error) {
	return s.private.Public().(ed25519.PublicKey), nil
}

func (s signer) Sign(message []byte) ([]byte, error) { return ed25519.Sign(s.private, message), nil }

func (f *floor) newDesk(name string, role chat.Role) *desk {
	f.t.Helper()
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		f.t.Fatal(err)
	}
	return &desk{floor: f, name: name, dir: f.t.TempDir(), token: f.admit(name, role), key: signer{private}}
}

// open starts the program, with the hub or without.
func (d *desk) open() {
	d.floor.t.Helper()
	edition := assets.Edition()
	con, err := console.Open(console.Options{
		Dir: d.dir, URL: "ws://" + d.floor.addr + "/v1/stream", Token: d.token, Policy: edition.Policy, Edition: edition,
		Now: time.Now, Local: console.System(), Boot: console.Boot(), Changed: func(bool) {}, Caller: &d.bell,
	})
	if err != nil {
		d.floor.t.Fatal(err)
	}
	con.Desk.AttachSigner(d.key)
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() {
		if err := con.Run(ctx); err != nil {
			d.floor.t.Errorf("%s's desk: %v", d.name, err)
		}
	})
	d.console, d.stop = con, func() { cancel(); running.Wait() }
	d.floor.t.Cleanup(d.quit)
	if d.floor.stop != nil {
		d.live()
	}
}

// quit ends the program.
func (d *desk) quit() {
	if d.stop != nil {
		d.stop()
		d.console, d.stop = nil, nil
	}
}

func (d *desk) desk() *app.Desk { return d.console.Desk }

func (d *desk) see() sight { return d.desk().Snapshot() }

func (d *desk) live() {
	d.floor.t.Helper()
	s := d.until("the floor, live", func(s sight) bool { return s.Link.State == app.LinkLive && s.Me.Agent != "" })
	d.id = s.Me.Agent
}

// until waits until the person sees what is right.
func (d *desk) until(what string, right func(sight) bool) (s sight) {
	d.floor.t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(2 * time.Millisecond) {
		if s = d.see(); right(s) {
			return s
		}
	}
	d.floor.t.Fatalf("%s never sees: %s\n%s", d.name, what, told(s))
	return s
}

// told is what a person was told last, for the message of a test that fails.
func told(s sight) string {
	var words []string
	for _, n := range s.Notices {
		words = append(words, n.Words)
	}
	for _, it := range s.Leaving {
		if !it.Done {
			words = append(words, it.ID+": "+it.Why)
		}
	}
	if s.Thread != nil {
		for _, m := range s.Thread.Messages {
			words = append(words, string(m.From)+": "+m.Text)
		}
		for _, p := range s.Thread.Pending {
			words = append(words, fmt.Sprintf("not sent: %+v", p))
		}
	}
	return s.Cover.Words + "\n" + strings.Join(words, "\n")
}

// answered waits for the answer to a wish that has one.
func (d *desk) answered(what string, wish func(got func(error))) error {
	d.floor.t.Helper()
	got := make(chan error, 1)
	wish(func(err error) { got <- err })
	select {
	case err := <-got:
		return err
	case <-time.After(patience):
		d.floor.t.Fatalf("%s has no answer: %s", d.name, what)
		return os.ErrDeadlineExceeded
	}
}

// done is answered where no is not an answer.
func (d *desk) done(what string, wish func(got func(error))) {
	d.floor.t.Helper()
	if err := d.answered(what, wish); err != nil {
		d.floor.t.Fatalf("%s: %s: %v\n%s", d.name, what, err, told(d.see()))
	}
}

// refused sees that a wish is refused by a sentence with these words.
func (d *desk) refused(what, words string, act func()) {
	d.floor.t.Helper()
	from := 0
	if n := d.see().Notices; len(n) > 0 {
		from = n[len(n)-1].N
	}
	act()
	d.until(what+" refused: "+words, func(s sight) bool {
		for _, n := range s.Notices {
			if n.N > from && n.Bad && strings.Contains(n.Words, words) {
				return true
			}
		}
		return false
	})
}

// begin begins to call, and returns the attempt or why it may not begin.
func (d *desk) begin(k followup.Key) (id chat.AttemptID, err error) {
	d.floor.t.Helper()
	err = d.answered("a call", func(got func(error)) {
		d.desk().BeginCall(k, func(a chat.AttemptID, err error) { id = a; got(err) })
	})
	return id, err
}

// call calls a customer, and says what came of it.
func (d *desk) call(k followup.Key, outcome, note string) {
	d.floor.t.Helper()
	id, err := d.begin(k)
	if err != nil {
		d.floor.t.Fatalf("%s cannot call %+v: %v", d.name, k, err)
	}
	d.desk().EndCall(k, app.CallEnd{Attempt: id, Outcome: outcome, Note: note})
	d.until("the attempt", func(s sight) bool {
		l, ok := followup.Find(s.Calls, k)
		if !ok {
			return outcome == chat.AttemptReached
		}
		for _, a := range l.Log {
			if a.ID == id && a.Outcome == outcome {
				return true
			}
		}
		return false
	})
}

// lineOf waits for the call that is owed for a reason in a chat.
func (d *desk) lineOf(id chat.ChatID, reason chat.CallReason) followup.Line {
	d.floor.t.Helper()
	var found followup.Line
	d.until("the call of "+string(id)+" for "+string(reason), func(s sight) bool {
		for _, l := range s.Calls {
			if l.Chat == id && l.Reason == reason && !l.Ended {
				found = l
				return true
			}
		}
		return false
	})
	return found
}

// lineSaying returns the customer's line of these words in the open chat.
func (d *desk) lineSaying(text string) (id chat.MessageID) {
	d.floor.t.Helper()
	d.until("the line "+text, func(s sight) bool {
		for _, m := range s.Thread.Messages {
			if m.From == chat.SpeakerCustomer && m.Text == text {
				id = m.ID
				return true
			}
		}
		return false
	})
	return id
}

// marksTheBot says that the bot's newest line in the open chat is wrong.
func (d *desk) marksTheBot(id chat.ChatID) {
	d.floor.t.Helper()
	s := d.see()
	for i := len(s.Thread.Messages) - 1; i >= 0; i-- {
		if m := s.Thread.Messages[i]; m.From == chat.SpeakerBot {
			d.desk().Mark(id, "bot_wrong", m.ID)
			break
		}
	}
	d.until("that it is to be written up", func(s sight) bool {
		for _, o := range s.Thread.Obligations {
			if o.Kind == chat.OwedWriteUp {
				return true
			}
		}
		return false
	})
}

// keys are those that the hub has registered, as "floorhub keys export" lists them.
func (f *floor) keys() *handover.Keys {
	f.t.Helper()
	known := chat.NewFloor()
	for _, d := range f.people() {
		key, _ := d.key.Key()
		role := chat.RolePrimary
		if d == f.lena {
			role = chat.RoleLead
		}
		known.Apply(&chat.Event{ID: chat.EventID("a" + d.id), Body: &chat.AgentAdded{Agent: d.id, Name: d.name, Role: role}})
		known.Apply(&chat.Event{ID: chat.EventID("k" + d.id), Body: &chat.KeyRegistered{Agent: d.id, Key: key}})
	}
	return handover.KeysOf(known)
}

// ackNow is the approved acknowledgement that says that a call comes at once.
func ackNow() string { return assets.Edition().Scripts.OvernightAck[0] }
