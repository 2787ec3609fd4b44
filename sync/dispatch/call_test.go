package dispatch

import (
	"context"
	"errors"
	"io"
	"mime/quotedprintable"
	"net/http"
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/ticket"
	"floorwalker/sync/courier"
	"floorwalker/sync/wire"
)

// called puts a chat with a call on the log, as the hub does.
func (r *rig) called(id chat.ChatID, customer chat.Customer, a chat.Attempt) courier.Key {
	r.t.Helper()
	j := r.journal
	j.add(id, noon, &chat.ChatOpened{Customer: chat.Customer{Name: "Visitor"}, Channel: chat.ChannelWebsite, Bot: true, Driver: "practice"})
	j.add(id, noon, &chat.CustomerDescribed{Customer: customer})
	c := &chat.Chat{ID: id, Customer: customer, Opened: chat.InstantOf(noon)}
	a.Mail, a.Unmailed = ticket.MailOfCall(c, &a, true)
	j.add(id, noon.Add(time.Minute), &chat.AttemptEnded{Attempt: a})
	return courier.Key(a.Mail)
}

func attempt(outcome string) chat.Attempt {
	at := chat.InstantOf(noon)
	return chat.Attempt{ID: "a1", Obligation: "o", By: "asha", Began: at, Ended: at + 60_000, Outcome: outcome, Note: "INTERNAL: he shouts, PIN 4312"}
}

var rohan = chat.Customer{Name: "Rohan M.", Contact: "rohan@example.com", Phone: "+1 202 555 0100"}

// G-FU-09: the customer is told of a call by one mail, through two failures of a real
// mail server, and nobody's note leaves the house.
func TestACallIsMailed(t *testing.T) {
	office := newOffice(t, 2)
	r := newRig(t, outToml("https://tickets.example.com/", office.addr))
	r.edition.Tickets.Hook = ""
	key := r.called("c1", rohan, attempt(chat.AttemptNoAnswer))
	r.run()
	r.ticks <- noon
	r.delivered()
	mails, raw := office.mails(t)
	if len(mails) != 3 || raw[0] != raw[1] || raw[1] != raw[2] {
		t.Fatalf("%d copies", len(mails))
	}
	if id := mails[0].Header.Get("Message-Id"); id != "<"+courier.MessageID(key, "care@example.com")+">" {
		t.Errorf("Message-ID %s", id)
	}
	body, err := io.ReadAll(quotedprintable.NewReader(mails[0].Body))
	if err != nil {
		t.Fatal(err)
	}
	ref, _, _ := strings.Cut(string(key), ":")
	for _, want := range []string{"Hello Rohan M.,", "tried to call you at 17:30 on 22 November 2026 (IST) and did not reach you", ref} {
		if !strings.Contains(string(body), want) {
			t.Errorf("%q is missing in\n%s", want, body)
		}
	}
	if strings.Contains(raw[0], "INTERNAL") || strings.Contains(raw[0], "asha") {
		t.Errorf("the customer is sent %s", raw[0])
	}
	// A hub that reads its log anew makes no second mail.
	r.close()
	r.open()
	r.journal.epoch = "one"
	r.catchUp()
	if n := len(r.courier.Pending()); n != 0 {
		t.Errorf("%d parcels wait after a restart", n)
	}
}

// Each outcome has its words; a callback says when.
func TestCallWords(t *testing.T) {
	r := newRig(t, "")
	for outcome, want := range map[string]string{
		chat.AttemptReached: "spoke to you", chat.AttemptCallBack: "call you again at 19:30", chat.AttemptBusy: "line was busy",
		chat.AttemptWrong: "does not seem to be yours", chat.AttemptOther: "tried to call you",
	} {
		a := attempt(outcome)
		a.Mail = "TK-1:call:x"
		if outcome == chat.AttemptCallBack {
			a.Again = chat.InstantOf(noon.Add(2 * time.Hour))
		}
		text := string(callText(&called{attempt: a}, r.edition))
		if !strings.Contains(text, want) || strings.Contains(text, "INTERNAL") || strings.Contains(text, "%!") {
			t.Errorf("%s: %s", outcome, text)
		}
	}
}

// What cannot be mailed is shown, what need not be is not made, and without a mail
// server that is said in words (G-FU-09, A-52).
func TestCallsThatAreNotMailed(t *testing.T) {
	r := newRig(t, outToml("https://tickets.example.com/", "127.0.0.1:1"))
	r.called("none", chat.Customer{Phone: "+1 202 555 0100"}, attempt(chat.AttemptBusy))
	r.called("mistake", rohan, attempt(chat.AttemptNotMade))
	bad := rohan
	bad.Contact = "röhan@exämple.com"
	r.called("bad", bad, attempt(chat.AttemptBusy))
	r.called("good", rohan, attempt(chat.AttemptBusy))
	again := attempt(chat.AttemptBusy)
	again.Mail = "TK-X:call:other"
	r.journal.add("good", noon, &chat.AttemptEnded{Attempt: again}) // said twice, by whatever way
	r.catchUp()
	o, err := r.Outgoing(t.Context())
	if err != nil || len(o.Unsent) != 1 || !strings.HasPrefix(o.Unsent[0].Ticket, "TK-") || strings.Contains(o.Unsent[0].Ticket, ":") ||
		!strings.Contains(o.Unsent[0].Words, "could not be told") || o.Waiting != 1 {
		t.Errorf("%+v, %v", o, err)
	}

	r = newRig(t, "[[hook]]\nname = \"desk\"\nurl = \"https://tickets.example.com/\"\nsecret = \""+secretWord+"\"\n")
	r.edition.Policy.Dial.Hook = "phone"
	r.called("good", rohan, attempt(chat.AttemptBusy))
	r.catchUp()
	if o, err = r.Outgoing(t.Context()); err != nil || o.Waiting != 0 || !strings.Contains(strings.Join(o.Words, "\n"), "not told of calls by mail") ||
		!strings.Contains(strings.Join(o.Words, "\n"), "dialled by hand") {
		t.Errorf("%+v, %v", o, err)
	}
}

// dialRig is one whose policy has a telephone system that fails as often as it is told.
func dialRig(t *testing.T, fail int) (*rig, *receiver) {
	var r *rig
	in := newReceiver(t, fail, func() time.Time { return r.now() })
	r = newRig(t, outToml(in.URL+"/dial", "127.0.0.1:1"))
	r.edition.Policy.Dial.Hook = "desk"
	return r, in
}

var ring = wire.Dial{Attempt: "a 1", Agent: "asha", Number: "+12025550100", Ref: "CB-1", Began: chat.InstantOf(noon)}

// A telephone rings through two failures, for one key, and nothing of it is kept.
func TestDial(t *testing.T) {
	r, in := dialRig(t, 2)
	if err := r.Dial(t.Context(), ring); err != nil {
		t.Fatal(err)
	}
	keys, bodies := in.got()
	if len(keys) != 3 || keys[0] != keys[1] || keys[1] != keys[2] || !strings.HasPrefix(string(keys[0]), "dial:") {
		t.Errorf("keys %v", keys)
	}
	if want := `{"attempt":"a 1","agent":"asha","number":"+12025550100","ref":"CB-1","began":1795348800000}` + "\n"; bodies[2] != want {
		t.Errorf("got  %swant %s", bodies[2], want)
	}
	if n := len(r.courier.Pending()); n != 0 {
		t.Errorf("%d parcels are kept", n)
	}
}

// What does not work says so, in time and without an address.
func TestDialInVain(t *testing.T) {
	r, in := dialRig(t, 1_000)
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	var no *courier.NoError
	if err := r.Dial(ctx, ring); !errors.As(err, &no) || no.Final || strings.Contains(err.Error(), in.URL) {
		t.Errorf("%v", err)
	}
	if err := r.Dial(ctx, ring); !errors.Is(err, errDialLate) {
		t.Errorf("when it is too late: %v", err)
	}
	in.Config.Handler = http.NotFoundHandler()
	if err := r.Dial(t.Context(), ring); !errors.As(err, &no) || !no.Final {
		t.Errorf("a telephone system that says no: %v", err)
	}
	r.edition.Policy.Dial.Hook = "elsewhere"
	if err := r.Dial(t.Context(), ring); !errors.Is(err, errDialHook) {
		t.Errorf("a name that nobody knows: %v", err)
	}
}
