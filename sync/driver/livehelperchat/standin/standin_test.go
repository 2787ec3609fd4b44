package standin_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"floorwalker/sync/driver/conformance"
	"floorwalker/sync/driver/livehelperchat/standin"
)

// rig is a stand-in that keeps what it finds wrong.
type rig struct {
	*standin.Server
	wrong []string
}

func newRig(lacks ...string) *rig {
	r := &rig{}
	missing := make(map[string]bool)
	for _, l := range lacks {
		missing[l] = true
	}
	r.Server = standin.New(standin.Options{
		Now: func() time.Time { return time.Unix(1_795_304_391, 0) }, Lacks: missing,
		Report: func(format string, args ...any) { r.wrong = append(r.wrong, fmt.Sprintf(format, args...)) },
	})
	return r
}

// ask sends a request with credentials, unless they begin with "-".
func (r *rig) ask(t *testing.T, request, body string) (int, string) {
	t.Helper()
	method, path, _ := strings.Cut(strings.TrimPrefix(request, "-"), " ")
	req := httptest.NewRequest(method, path, strings.NewReader(body))
	if !strings.HasPrefix(request, "-") {
		req.SetBasicAuth("floor", "key")
	}
	w := httptest.NewRecorder()
	r.ServeHTTP(w, req)
	res := w.Result()
	defer func() { _ = res.Body.Close() }()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(b)
}

// What a driver must not do is reported, each with the words that tell what it is.
func TestStrict(t *testing.T) {
	for _, c := range []struct{ request, body, want string }{
		{"GET /xml/chatdata/1", "", "no such path"}, // it accepts the chat
		{"GET /restapi/chat/1", "", "no such path"},
		{"DELETE /restapi/chat/1", "", "no such path"},
		{"GET /restapi/setonlinestatus/2/1", "", "no such path"},
		{"-GET /restapi/chats?status_ids=0,1,5&limit=100", "", "without credentials"},
		{"GET /restapi/chats?status_ids=0&limit=100", "", "status_ids"}, // 0 alone is no filter
		{"GET /restapi/chats?status=1&limit=100", "", "not in the schema"},
		{"GET /restapi/chats?status_ids=0,1,5&limit=100&offset=0", "", "offset"},
		{"GET /restapi/chats?status_ids=0,1,5&limit=100&update_activity=1", "", "update_activity"},
		{"GET /restapi/fetchchatmessages?chat_id=1&last_message_id=0&workflow=true", "", "workflow"},
		{"GET /restapi/fetchchatmessages?chat_id=1", "", "lacks"},
		{"POST /restapi/addmsgadmin", "chat_id=1&sender=operator&msg=!delete", "run as a command"},
		{"POST /restapi/addmsgadmin", "chat_id=1&sender=visitor&msg=a", "sender"},
		{"POST /restapi/setchatstatus", "chat_id=1&status=4", "status"},
		{"PUT /restapi/chat/1", `{"hash":1}`, "not in the schema"},
		{"PUT /restapi/chat/1", `{"status":2}`, "status"},
	} {
		r := newRig()
		r.OpenChat(conformance.Opening{Text: "hello"})
		r.ask(t, c.request, c.body)
		if got := strings.Join(r.wrong, "; "); !strings.Contains(got, c.want) {
			t.Errorf("%s %s: reported is %q, want %q", c.request, c.body, got, c.want)
		}
	}
}

// The server's habits, as they were recorded.
func TestHabits(t *testing.T) {
	for _, c := range []struct {
		name, lacks, request, body string
		status                     int
		want                       string
	}{
		{"a refusal with status 200", "lhchat,use", "GET /restapi/chats?status_ids=0,1,5&limit=100", "", 200, "`lhchat`, `use` is required."},
		{"one under r", "lhchat,whispermode", "POST /restapi/addmsgadmin", "chat_id=1&sender=whisper&msg=a", 400, `"r":"You do not have`},
		{"a yes to nothing", "lhchat,allowcloseremote", "POST /restapi/setchatstatus", "chat_id=1&status=2", 200, "Status changed!"},
		{"an unknown chat", "", "GET /restapi/fetchchat?chat_id=99", "", 200, "Could not find chat by chat_id!"},
		{"a bare list", "", "GET /restapi/onlineusers", "", 200, `[{`},
	} {
		r := newRig(c.lacks)
		id := r.OpenChat(conformance.Opening{Text: "hello"})
		status, body := r.ask(t, c.request, c.body)
		if status != c.status || !strings.Contains(body, c.want) || len(r.wrong) > 0 {
			t.Errorf("%s: %d %s, reported %q", c.name, status, body, r.wrong)
		}
		if s := r.State(id); !s.Open || s.Owner != "" || len(s.Notes) > 0 {
			t.Errorf("%s: the chat is %+v", c.name, s)
		}
	}
}

// Every third answer has its numbers as strings, and reading accepts nothing.
func TestReadingLeavesNothing(t *testing.T) {
	r := newRig()
	id := r.OpenChat(conformance.Opening{Text: "hello", Bot: true})
	before := fmt.Sprintf("%+v", r.State(id))
	quoted := 0
	for range 6 {
		_, body := r.ask(t, "GET /restapi/fetchchatmessages?chat_id=1&last_message_id=0", "")
		if strings.Contains(body, `"id":"1"`) {
			quoted++
		}
		if status, _ := r.ask(t, "GET /restapi/fetchchat?chat_id=1", ""); status != http.StatusOK {
			t.Errorf("status %d", status)
		}
	}
	if after := fmt.Sprintf("%+v", r.State(id)); after != before || quoted != 2 {
		t.Errorf("%d of six had strings; the chat was %s and is %s", quoted, before, after)
	}
}
