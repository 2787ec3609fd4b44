package livehelperchat_test

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
	"floorwalker/sync/driver/livehelperchat"
	"floorwalker/sync/driver/livehelperchat/standin"
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

// forms keeps the texts that are posted.
type forms struct {
	http.RoundTripper
	texts []string
}

func (f *forms) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Method == http.MethodPost {
		body, err := r.GetBody()
		if err != nil {
			return nil, err
		}
		raw, err := io.ReadAll(body)
		if err != nil {
			return nil, err
		}
		sent, err := url.ParseQuery(string(raw))
		if err != nil {
			return nil, err
		}
		f.texts = append(f.texts, sent.Get("msg"))
	}
	return f.RoundTripper.RoundTrip(r)
}

// A note is never a command, whatever a server makes of whispers.
func TestNoteIsNoCommand(t *testing.T) {
	sent := new(forms)
	play(t, standin.Options{}, func(c *livehelperchat.Config) {
		sent.RoundTripper = c.HTTP.Transport
		c.HTTP = &http.Client{Transport: sent}
	}, func(d *desk) {
		id := d.open(true)
		if err := d.Note(context.Background(), id, driver.Line{Message: "n", From: chat.SpeakerAgent, Person: asha, Text: " !close it later"}); err != nil {
			t.Fatal(err)
		}
		if len(sent.texts) != 1 || strings.HasPrefix(strings.TrimSpace(sent.texts[0]), "!") {
			t.Errorf("%q", sent.texts)
		}
	})
}
