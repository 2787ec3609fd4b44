package dispatch

import (
	"errors"
	"fmt"
	"io"
	"mime/quotedprintable"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/ticket"
	"floorwalker/storage"
	"floorwalker/sync/courier"
)

// The issue's own words, from the log on: a real HTTP receiver and a real SMTP server
// get the webhook and the mail through two failures each, with the same key.
func TestThroughTwoFailures(t *testing.T) {
	var r *rig
	in, office := newReceiver(t, 2, func() time.Time { return r.now() }), newOffice(t, 2)
	r = newRig(t, outToml(in.URL+"/in", office.addr))
	tk := aTicket("c1")
	r.endChat(tk)
	r.run()
	r.ticks <- noon
	r.delivered()
	keys, bodies := in.got()
	if len(keys) != 3 || keys[0] != keys[1] || keys[1] != keys[2] || !strings.HasPrefix(string(keys[0]), string(tk.Ref)+":hook:") {
		t.Errorf("keys %v", keys)
	}
	rows, err := ticket.ReadJSON([]byte(bodies[2]))
	if err != nil || len(rows) != 1 || rows[0].Ref != tk.Ref || bodies[0] != bodies[2] {
		t.Errorf("%v, %s", err, bodies)
	}
	if strings.Contains(bodies[0], "4312") {
		t.Error("a PIN leaves the house")
	}
	for _, private := range []string{secretWord, "rohan", in.URL, office.addr, "Here it is", "4111"} {
		if strings.Contains(r.log.String(), private) {
			t.Errorf("the log has %q: %s", private, r.log.String())
		}
	}
	threeCopies(t, office, &tk)
}

// threeCopies sees that the mails are the same to the byte.
func threeCopies(t *testing.T, office *office, tk *ticket.Ticket) {
	t.Helper()
	mails, raw := office.mails(t)
	if len(mails) != 3 || raw[0] != raw[1] || raw[1] != raw[2] {
		t.Fatalf("%d copies", len(mails))
	}
	if id := mails[0].Header.Get("Message-Id"); id != "<"+courier.MessageID(copyKey(&found{ticket: *tk}), "care@example.com")+">" {
		t.Errorf("Message-ID %s", id)
	}
}

// A customer's copy has what the customer saw, and nothing else (A-52, S-CLOSE-03).
func TestTheCustomersCopy(t *testing.T) {
	var r *rig
	in, office := newReceiver(t, 0, func() time.Time { return r.now() }), newOffice(t, 0)
	r = newRig(t, outToml(in.URL, office.addr))
	tk := aTicket("c1")
	tk.CallAt = chat.InstantOf(noon.Add(2 * time.Hour))
	r.endChat(tk)
	r.run()
	r.ticks <- noon
	r.delivered()
	mails, _ := office.mails(t)
	if len(mails) != 1 {
		t.Fatalf("%d mails", len(mails))
	}
	body, err := io.ReadAll(quotedprintable.NewReader(mails[0].Body))
	if err != nil {
		t.Fatal(err)
	}
	text := strings.ReplaceAll(string(body), "\r\n", "\n")
	for _, want := range []string{
		"Hello Rohan M.,", "Your reference number is " + string(tk.Ref), "You: मेरा invoice?", "1111", "Assistant: I look it up.",
		"Asha: Here it is.\n        Have a good day.", "We will call you by 19:30 on 22 November 2026 (IST).",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in\n%s", want, text)
		}
	}
	for _, private := range []string{"INTERNAL", "4111 1111", "time_waster", "neutral", "4312", "asha\n"} {
		if strings.Contains(text, private) {
			t.Errorf("%q is in\n%s", private, text)
		}
	}
	if s := mails[0].Header.Get("Subject"); !strings.Contains(s, string(tk.Ref)) || strings.Contains(s, "INTERNAL") {
		t.Errorf("subject %q", s)
	}
}

// Who wants no copy gets none; and what cannot be mailed to is shown.
func TestNoCopy(t *testing.T) {
	r := newRig(t, outToml("https://tickets.example.com/", "127.0.0.1:1"))
	for i, change := range []func(*ticket.Ticket){
		func(t *ticket.Ticket) { t.SendCopy = ticket.No },
		func(t *ticket.Ticket) { t.SendCopy = "" },
		func(t *ticket.Ticket) { t.Mail = "" },
		func(t *ticket.Ticket) { t.Mail = "rohan at home" },
	} {
		tk := aTicket(chat.ChatID(fmt.Sprint("c", i)))
		change(&tk)
		r.endChat(tk)
	}
	r.catchUp()
	o, err := r.Outgoing(t.Context())
	if err != nil || o.Waiting != 4 || len(o.Unsent) != 1 || !strings.Contains(o.Unsent[0].Words, "copy") {
		t.Errorf("%+v, %v", o, err)
	}
	for _, p := range o.Parcels {
		if p.Kind != string(courier.Webhook) {
			t.Errorf("%+v", p)
		}
	}
	r.edition.Tickets.MailCopies = false
	r.endChat(aTicket("c9"))
	r.catchUp()
	if o, _ := r.Outgoing(t.Context()); o.Waiting != 5 || o.Copies {
		t.Errorf("the policy lets no copies go, and %d wait", o.Waiting)
	}
}

// A corrected ticket is another webhook, behind the first, and no second mail.
func TestACorrectedTicket(t *testing.T) {
	var r *rig
	in, office := newReceiver(t, 1, func() time.Time { return r.now() }), newOffice(t, 0)
	r = newRig(t, outToml(in.URL, office.addr))
	tk := aTicket("c1")
	r.endChat(tk)
	r.save(tk) // said twice is said once
	tk.Priority = "urgent"
	r.save(tk)
	r.run()
	r.ticks <- noon
	r.delivered()
	keys, bodies := in.got()
	if len(keys) != 3 || keys[0] != keys[1] || keys[1] == keys[2] || !strings.Contains(bodies[2], "urgent") || strings.Contains(bodies[1], "urgent") {
		t.Errorf("%v %v", keys, bodies)
	}
	if mails, _ := office.mails(t); len(mails) != 1 {
		t.Errorf("%d mails", len(mails))
	}
}

// Whatever is on the log when the hub dies is read when it starts again, once.
func TestStartingAgain(t *testing.T) {
	r := newRig(t, outToml("https://tickets.example.com/", "127.0.0.1:1"))
	r.endChat(aTicket("c1"))
	r.catchUp()
	r.endChat(aTicket("c2"))
	before := r.Dispatcher.courier.Pending()
	r.close()
	r.open()
	r.catchUp()
	after := r.Dispatcher.courier.Pending()
	if len(before) != 2 || len(after) != 4 || after[0].Key != before[0].Key {
		t.Errorf("%d parcels, then %d", len(before), len(after))
	}
	last := r.journal.reads[len(r.journal.reads)-1]
	if n, err := r.store.Tickets(); n != 2 || err != nil || r.journal.Last() != r.cursor.Read || last == 0 {
		t.Errorf("%d tickets, %v, read from %d", n, err, last)
	}
}

// On a new disk webhooks go again, because their receiver can tell, and mails only
// while they are fresh. Another log begins at its beginning.
func TestANewDisk(t *testing.T) {
	r := newRig(t, outToml("https://tickets.example.com/", "127.0.0.1:1"))
	r.endChat(aTicket("c1"))
	r.catchUp()
	first := r.Dispatcher.courier.Pending()
	r.close()
	if err := os.Remove(filepath.Join(r.dir, FileName)); err != nil {
		t.Fatal(err)
	}
	r.at = noon.Add(CopyWithin + time.Hour)
	r.open()
	r.catchUp()
	again := r.Dispatcher.courier.Pending()
	if len(first) != 2 || len(again) != 1 || again[0].Key != first[0].Key || again[0].Kind != courier.Webhook {
		t.Errorf("%+v, then %+v", first, again)
	}
	r.close()
	r.journal.epoch, r.journal.lines = "two", nil
	r.open()
	if n, err := r.store.Tickets(); n != 0 || err != nil {
		t.Errorf("%d tickets of another log, %v", n, err)
	}
}

// What cannot be delivered is shown, with a covered address, and goes again when a
// person says so.
func TestUndeliverable(t *testing.T) {
	var r *rig
	in := newReceiver(t, 0, func() time.Time { return r.now() })
	r = newRig(t, outToml(in.URL, "127.0.0.1:1"))
	r.endChat(aTicket("c1"))
	r.catchUp()
	for _, s := range r.Dispatcher.courier.Pending() {
		s.State, s.Words = courier.Undeliverable, "550 who is that?"
		if err := r.store.Save(s); err != nil {
			t.Fatal(err)
		}
	}
	r.close()
	r.open()
	o, err := r.Outgoing(t.Context())
	if err != nil || o.Undeliverable != 2 || o.Parcels[1].To != "r…@example.com" || o.Parcels[0].Words != "550 who is that?" {
		t.Errorf("%+v, %v", o, err)
	}
	if waiting, undeliverable := r.Figures(); waiting != 0 || undeliverable != 2 {
		t.Errorf("%d, %d", waiting, undeliverable)
	}
	if _, err := r.Retry("TK-unknown"); !errors.Is(err, ErrNoParcel) {
		t.Errorf("%v", err)
	}
	if n, err := r.Retry(o.Parcels[0].Key); n != 1 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
	if n, err := r.Retry(""); n != 1 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
}

// A full disk is a sentence on the screen, and what was not kept is read again.
func TestTroubleIsTold(t *testing.T) {
	r := newRig(t, "")
	r.tell(&storage.FullError{Path: "outgoing.db", Err: errors.New("no space")})
	if o, err := r.Outgoing(t.Context()); err != nil || !strings.Contains(strings.Join(o.Words, "\n"), "is full") {
		t.Errorf("%v, %v", o.Words, err)
	}
	r.endChat(aTicket("c1"))
	if err := r.store.Close(); err != nil {
		t.Fatal(err)
	}
	if err := r.CatchUp(t.Context()); err == nil || r.cursor.Read != 0 {
		t.Errorf("%v, at %d", err, r.cursor.Read)
	}
}

// An event that cannot be read, or only quotes the word, is no ticket.
func TestWhatIsNoTicket(t *testing.T) {
	r := newRig(t, "")
	r.journal.add("c1", noon, &chat.MessagePosted{Message: "m", From: chat.SpeakerCustomer, Text: `"TicketSaved"`})
	r.journal.add("c1", noon, &chat.TicketSaved{Ref: "TK-1", Ticket: []byte(`{"ref":"no number","chat":"c1"}`)})
	r.journal.lines = append(r.journal.lines, []byte(`{"TicketSaved" broken`))
	r.endChat(aTicket("c2"))
	r.catchUp()
	if n, err := r.store.Tickets(); n != 1 || err != nil {
		t.Errorf("%d tickets, %v", n, err)
	}
}
