package hub

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
	"floorwalker/sync/sealed"
	"floorwalker/sync/wire"
)

// card is a number that its network publishes for tests.
const card = "4111 1111 1111 1111"

// sealing is a hub that keeps originals.
func sealing(k *sealed.Key) func(*Config) { return func(c *Config) { c.Seal = k } }

// posted returns the line of that id as the log has it.
func (r *rig) posted(id chat.MessageID) *chat.MessagePosted {
	r.t.Helper()
	for _, e := range r.journal.all(r.t) {
		if b, ok := e.Body.(*chat.MessagePosted); ok && b.Message == id {
			return b
		}
	}
	r.t.Fatalf("%s is not on the log", id)
	return nil
}

// TestASecretIsInNoPlaceButItsSeal looks for a customer's card number wherever a
// hub writes something (A-49, G-SEC-01).
func TestASecretIsInNoPlaceButItsSeal(t *testing.T) {
	key := sealed.Random()
	r := newRig(t, newJournal(), sealing(key))
	token := r.agent("Asha", chat.RolePrimary)
	c := r.desk(token)
	r.open("c")
	c.sees(func(f *chat.Floor) bool { return f.Chat("c") != nil })
	fell := c.resume
	const text = "my card is " + card + ", why was it charged twice?"
	line := said("c", "m1", text, chat.SpeakerCustomer)
	r.deliver(line)
	if got := line.Body.(*chat.MessagePosted).Text; got != text {
		t.Errorf("the backend's own copy was changed to %q", got)
	}
	c.sees(func(f *chat.Floor) bool { return len(f.Chat("c").Messages) == 1 })
	if m := c.floor.Chat("c").Messages[0]; strings.Contains(m.Text, "4111") || !strings.Contains(m.Text, "charged twice") || !m.Masked {
		t.Errorf("the desk has %+v", m)
	}
	onLog := r.posted("m1")
	if got, err := key.Open("c", "m1", onLog.Sealed); err != nil || got != text {
		t.Errorf("sealed is %q, %v", got, err)
	}
	for _, e := range r.journal.all(t) {
		if raw := wire.AppendEvent(nil, &e); bytes.Contains(raw, []byte("4111 1111 1111")) {
			t.Errorf("the log has it: %s", raw)
		}
	}
	r.nowhereSealed(token, fell)
	r = r.restart(sealing(key)) // from a checkpoint
	r.nowhereSealed(token, fell)
	r.journal.set(func(j *memJournal) { j.schema = "" })
	r = r.restart(sealing(key)) // from the log alone
	r.nowhereSealed(token, fell)
}

// nowhereSealed looks at every way in which events leave the hub.
func (r *rig) nowhereSealed(token, resume string) {
	r.t.Helper()
	r.journal.set(func(j *memJournal) {
		if bytes.Contains(j.saved, sealedMark) {
			r.t.Error("the checkpoint has what is sealed")
		}
	})
	for name, from := range map[string]string{"a snapshot": "", "what was missed": resume} {
		n := r.socket()
		n.hello(token, from)
		for {
			_, data, err := n.conn.ReadMessage()
			if err != nil {
				r.t.Fatal(err)
			}
			if bytes.Contains(data, sealedMark) {
				r.t.Errorf("%s has what is sealed: %s", name, data)
			}
			if f, err := wire.DecodeFrame(data, nil); err == nil && f.Kind == wire.FrameLive {
				break
			}
		}
		n.close()
	}
	w := httptest.NewRecorder()
	r.hub.Admin().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/tail?text=1&all=1&once=1", nil))
	if got := w.Body.Bytes(); bytes.Contains(got, sealedMark) || !bytes.Contains(got, []byte("charged twice")) {
		r.t.Errorf("the tail says %s", got)
	}
	lines, err := r.driver.sink.Lines(context.Background(), "c")
	if err != nil || len(lines) != 1 || lines[0].Event.Body.(*chat.MessagePosted).Sealed != nil {
		r.t.Errorf("the backend is told %+v: %v", lines, err)
	}
}

// TestTheCustomerGetsWhatTheAgentWrote: a line of ours is masked for everybody
// but the one whom it is for, and for the successor of a hub that was killed.
func TestTheCustomerGetsWhatTheAgentWrote(t *testing.T) {
	const text = "The card that you named, " + card + ", was not charged."
	for name, key := range map[string]*sealed.Key{"with a key": sealed.Random(), "without": nil} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, newJournal(), sealing(key))
			c := r.desk(r.agent("Asha", chat.RolePrimary))
			r.open("c")
			c.takes("t", "c", "asha")
			if f := c.wish("p", "c", &chat.PostMessage{Text: text}); !f.OK {
				t.Fatal(f.Words)
			}
			r.wait(func() bool { return count(r.driver.called(), "post c agent: "+text) == 1 })
			if b := r.posted("p"); !b.Masked || strings.Contains(b.Text, "4111") || (b.Sealed == nil) != (key == nil) {
				t.Errorf("the log has %+v", b)
			}
		})
	}
}

// TestASuccessorPostsTheOriginal kills a hub before its line is sent.
func TestASuccessorPostsTheOriginal(t *testing.T) {
	key := sealed.Random()
	j := newJournal()
	r := newRig(t, j, sealing(key))
	r.open("c")
	const text = "The card that you named, " + card + ", was not charged."
	r.driver.set(func(d *scripted) { d.post = func(driver.Line) error { return driver.ErrUnsure } })
	r.deliver(
		chat.Event{ID: "q", Chat: "c", Body: &chat.ChatQueued{Reason: "asked for a person"}},
		chat.Event{ID: "own", Chat: "c", By: "asha", Body: &chat.ChatAccepted{Agent: "asha"}},
	)
	if err := r.stop(); err != nil {
		t.Fatal(err)
	}
	// What the hub staged in its last moment, and did not live to send.
	cfg := Config{Journal: j, Edition: testEdition(t), Weights: testWeights(t), Seal: key}.withDefaults()
	core := newCore(&cfg)
	if err := core.load(t.Context(), nil, false); err != nil {
		t.Fatal(err)
	}
	core.stage(chat.Event{ID: "p", Chat: "c", By: "asha", Body: &chat.MessagePosted{
		Message: "p", From: chat.SpeakerAgent, Name: "Asha", Text: text, Delivery: chat.DeliveryPending,
	}})
	if _, err := core.commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	d := newScripted()
	newRig(t, j, sealing(key), func(c *Config) { c.Drivers = []driver.Driver{repeatable{d}} })
	r.wait(func() bool { return count(d.called(), "post c agent: "+text) == 1 })
}

// TestNobodyIsCalledLikeTheBot: an id that begins with "@" is nobody's.
func TestNobodyIsCalledLikeTheBot(t *testing.T) {
	r := newRig(t, newJournal())
	for _, name := range []string{"@bot", " @team:Billing"} {
		if _, err := r.hub.AddAgent(t.Context(), name, chat.RolePrimary); !errors.Is(err, ErrBadName) {
			t.Errorf("%s: %v", name, err)
		}
		if err := r.hub.Admit(t.Context(), name, chat.RolePrimary, "token"); !errors.Is(err, ErrBadName) {
			t.Errorf("%s was let in: %v", name, err)
		}
	}
	r.open("c")
	e := said("c", "m", "hello", chat.SpeakerCustomer)
	e.By = chat.OwnerBot
	if _, err := r.driver.sink.Deliver(t.Context(), e); !errors.Is(err, errNobody) {
		t.Errorf("a fact by the bot: %v", err)
	}
}

// TestALateLinesSecretIsMasked: the team sees what the bot would have said.
func TestALateLinesSecretIsMasked(t *testing.T) { // A-49, D-08
	r := newRig(t, newJournal())
	c := r.desk(r.agent("Asha", chat.RolePrimary))
	r.open("c")
	c.takes("t", "c", "asha")
	for range 2 { // the backend says it twice
		_, err := r.driver.sink.Deliver(t.Context(), said("c", "b1", "Is "+card+" your card?", chat.SpeakerBot))
		if !errors.Is(err, driver.ErrFenced) {
			t.Errorf("%v", err)
		}
	}
	r.deliver(chat.Event{ID: "stars", Chat: "c", Body: &chat.RatingGiven{Stars: 1, Words: "you charged " + card}})
	found := 0
	for _, e := range r.journal.all(t) {
		if b, ok := e.Body.(*chat.RatingGiven); ok && strings.Contains(b.Words, "4111") {
			t.Errorf("%+v", b)
		}
		if b, ok := e.Body.(*chat.BotLineRejected); ok {
			if found++; strings.Contains(b.Text, "4111") || b.Message != "b1" {
				t.Errorf("%+v", b)
			}
		}
	}
	if found != 1 {
		t.Errorf("it is noted %d times", found)
	}
	if err := r.stop(); err != nil {
		t.Error(err)
	}
}

// TestAShapeThatOnlyLooksSealed: a customer who writes the mark writes a line.
func TestAShapeThatOnlyLooksSealed(t *testing.T) {
	e := said("c", "m", `{"sealed":"x"} and "sealed":`, chat.SpeakerCustomer)
	raw := wire.AppendEvent(nil, &e)
	got, err := bare(raw)
	if err != nil || !bytes.Equal(got, raw) {
		t.Errorf("%s, %v", got, err)
	}
	if _, err := bare([]byte(`{"sealed":`)); err == nil {
		t.Error("a line that is cut off is told to desks")
	}
}
