package hub

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/sync/driver"
	"floorwalker/sync/files"
)

// storing is a rig that keeps files, with a chat on the website and one on WhatsApp,
// where the policy allows less.
func storing(t testing.TB) (*rig, *files.Store, string) {
	t.Helper()
	store, err := files.Open(t.TempDir(), 0)
	if err != nil {
		t.Fatal(err)
	}
	r := newRig(t, newJournal(), func(c *Config) {
		c.Files = store
		e := *c.Edition
		e.Uploads = []policy.ChannelUpload{{Channel: chat.ChannelWhatsApp, Max: 1_000_000}}
		c.Edition = &e
	})
	r.open("c")
	r.deliver(chat.Event{ID: "open", Chat: "w", Body: &chat.ChatOpened{Bot: true, Driver: "scripted", Channel: chat.ChannelWhatsApp}})
	return r, store, r.agent("Asha", chat.RolePrimary)
}

// send posts a file; a size of -1 says nothing of it.
func (r *rig) send(token string, id chat.ChatID, name string, body io.Reader, size int64) (int, string) {
	r.t.Helper()
	q := url.Values{"chat": {string(id)}, "name": {name}}
	req, err := http.NewRequestWithContext(r.t.Context(), http.MethodPost, r.server.URL+"/v1/files?"+q.Encode(), io.NopCloser(body))
	if err != nil {
		r.t.Fatal(err)
	}
	req.ContentLength = size
	req.Header.Set("Authorization", "Bearer "+token)
	req.Header.Set("Expect", "100-continue")
	status, answer := r.fetch(req)
	return status, string(answer)
}

// read counts what is read of nothing but noughts.
type noughts struct{ read int64 }

func (n *noughts) Read(b []byte) (int, error) {
	clear(b)
	n.read += int64(len(b))
	return len(b), nil
}

// E-ACT-06, A-37: 5,242,880 bytes are taken; one more is refused, unread where it says
// so itself and cut off where it does not. The smaller limit of a channel wins.
func TestUploadLimits(t *testing.T) {
	const most = 5_242_880
	r, store, asha := storing(t)
	for _, tc := range []struct {
		name   string
		chat   chat.ChatID
		size   int64
		says   bool
		status int
	}{
		{"all that is allowed", "c", most, true, http.StatusCreated},
		{"the same in chunks", "c", most, false, http.StatusCreated},
		{"one more", "c", most + 1, true, http.StatusRequestEntityTooLarge},
		{"one more in chunks", "c", most + 1, false, http.StatusRequestEntityTooLarge},
		{"all that the channel takes", "w", 1_000_000, true, http.StatusCreated},
		{"one more there", "w", 1_000_001, true, http.StatusRequestEntityTooLarge},
		{"nothing", "c", 0, false, http.StatusBadRequest},
		{"nowhere", "gone", 10, true, http.StatusNotFound},
	} {
		t.Run(tc.name, func(t *testing.T) {
			body, says := &noughts{}, int64(-1)
			if tc.says {
				says = tc.size
			}
			before := store.Size()
			status, answer := r.send(asha, tc.chat, "a.bin", io.LimitReader(body, tc.size), says)
			if status != tc.status {
				t.Fatalf("%d %s", status, answer)
			}
			if status != http.StatusCreated && store.Size() != before {
				t.Errorf("%d bytes of it stay", store.Size()-before)
			}
			if tc.says && status == http.StatusRequestEntityTooLarge && body.read > 0 {
				t.Errorf("%d bytes were sent before it was refused", body.read)
			}
			if status == http.StatusRequestEntityTooLarge && !strings.Contains(answer, "MB") && !strings.Contains(answer, "KB") {
				t.Errorf("no limit is named: %s", answer)
			}
		})
	}
}

// V-ATT-01: what was sent comes back, to be saved and not shown, whatever it says it
// is.
func TestDownload(t *testing.T) {
	r, _, asha := storing(t)
	page := "<html><script>alert(1)</script>"
	status, answer := r.send(asha, "c", `..\..\x"y.png`, strings.NewReader(page), int64(len(page)))
	var f files.Listed
	if err := json.Unmarshal([]byte(answer), &f); err != nil || status != http.StatusCreated || f.Type != "text/html; charset=utf-8" || f.Name != "x_y.png" {
		t.Fatalf("%d %s %+v", status, answer, f)
	}
	resp := r.download(asha, f.Hash)
	body, err := io.ReadAll(resp.Body)
	h := resp.Header
	if err != nil || string(body) != page || h.Get("Content-Type") != "application/octet-stream" ||
		h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Content-Disposition") != `attachment; filename="a b.png"` {
		t.Errorf("%q, %v, %v", body, h, err)
	}
	for hash, want := range map[string]int{strings.Repeat("0", 64): 404, "library.json": 404, "..%2fsecret": 404} {
		if got := r.download(asha, hash).StatusCode; got != want {
			t.Errorf("%s: %d", hash, got)
		}
	}
}

// download asks for a file under a name of its own.
func (r *rig) download(token, hash string) *http.Response {
	r.t.Helper()
	req, err := http.NewRequestWithContext(r.t.Context(), http.MethodGet, r.server.URL+"/v1/files/"+hash+"?name=a%0d%0ab.png", nil)
	if err != nil {
		r.t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+token)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		r.t.Fatal(err)
	}
	r.t.Cleanup(func() { _ = resp.Body.Close() }) // before the server ends
	return resp
}

// Files are for the team.
func TestFilesAreForTheTeam(t *testing.T) {
	r, store, _ := storing(t)
	f, err := store.Put("x", strings.NewReader("x"), 9)
	if err != nil {
		t.Fatal(err)
	}
	for _, token := range []string{"", "fw_nobody"} {
		if got := r.download(token, f.Hash).StatusCode; got != http.StatusUnauthorized {
			t.Errorf("%q: %d", token, got)
		}
		if got, _ := r.send(token, "c", "x", strings.NewReader("x"), 1); got != http.StatusUnauthorized {
			t.Errorf("%q sent: %d", token, got)
		}
	}
}

// V-ATT-01: the team's library, and a hub without files.
func TestLibraryOfTheTeam(t *testing.T) {
	r, store, asha := storing(t)
	f, err := store.Put("Price list.pdf", strings.NewReader("%PDF-1.7 prices"), 99)
	if err != nil {
		t.Fatal(err)
	}
	if err := store.Shelve(f); err != nil {
		t.Fatal(err)
	}
	library := func(r *rig, token string) (list LibraryList) {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, r.server.URL+"/v1/library", nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Authorization", "Bearer "+token)
		if status, body := r.fetch(req); status != http.StatusOK || json.Unmarshal(body, &list) != nil || list.Files == nil {
			t.Fatalf("%d %s", status, body)
		}
		return list
	}
	if got := library(r, asha).Files; len(got) != 1 || got[0].File() != f || f.Type != "application/pdf" {
		t.Errorf("%+v", got)
	}
	bare := newRig(t, newJournal())
	bare.open("c")
	omar := bare.agent("Omar", chat.RolePrimary)
	if got := library(bare, omar).Files; len(got) != 0 {
		t.Errorf("%+v", got)
	}
	if status, words := bare.send(omar, "c", "x", strings.NewReader("x"), 1); status != http.StatusNotFound || !strings.Contains(words, "keeps no files") {
		t.Errorf("%d %s", status, words)
	}
}

// A customer's file is measured by the same rule, and so is one that begins a chat.
func TestFilesOfCustomers(t *testing.T) {
	r, _, _ := storing(t)
	sink, ok := r.driver.sink.(driver.FileSink)
	if !ok {
		t.Fatal("the hub's sink keeps no files")
	}
	ctx := context.Background()
	for id, most := range map[chat.ChatID]int64{"c": 5_242_880, "w": 1_000_000, "not yet": 5_242_880} {
		m, err := sink.Manners(ctx, id)
		if err != nil || m.Upload != most || !m.Emoji {
			t.Errorf("%s: %+v, %v", id, m, err)
		}
		if _, err := sink.KeepFile(ctx, id, "a.bin", io.LimitReader(&noughts{}, most)); err != nil {
			t.Errorf("%s: %v", id, err)
		}
		var tooLarge *files.TooLargeError
		if _, err := sink.KeepFile(ctx, id, "a.bin", io.LimitReader(&noughts{}, most+1)); !errors.As(err, &tooLarge) || tooLarge.Limit != most {
			t.Errorf("%s: %v", id, err)
		}
	}
	f, err := sink.KeepFile(ctx, "c", "note.txt", strings.NewReader("hello"))
	if err != nil {
		t.Fatal(err)
	}
	content, err := sink.OpenFile(f.Hash)
	if err != nil {
		t.Fatal(err)
	}
	defer content.Close()
	if b, err := io.ReadAll(content); err != nil || !bytes.Equal(b, []byte("hello")) {
		t.Errorf("%q, %v", b, err)
	}
	if _, err := sink.OpenFile("nothing"); !errors.Is(err, files.ErrNone) {
		t.Error(err)
	}
}

// A line whose file is not at the hub is refused; one that is goes to the customer's
// backend with it.
func TestALineWithAFile(t *testing.T) {
	r, store, token := storing(t)
	f, err := store.Put("note.txt", strings.NewReader("hello"), 99)
	if err != nil {
		t.Fatal(err)
	}
	asha := r.desk(token)
	asha.takes("t", "c", "asha")
	other := f
	other.Size++
	if got := asha.wish("no", "c", &chat.PostMessage{Text: "see", File: &other}); got.OK || !strings.Contains(got.Words, "attach it again") {
		t.Errorf("%+v", got)
	}
	if got := asha.wish("yes", "c", &chat.PostMessage{Text: "see", File: &f}); !got.OK {
		t.Fatal(got.Words)
	}
	var posted *chat.MessagePosted
	for _, e := range r.journal.all(t) {
		if b, ok := e.Body.(*chat.MessagePosted); ok && b.From == chat.SpeakerAgent {
			posted = b
		}
	}
	if posted == nil || posted.File == nil || *posted.File != f {
		t.Errorf("%+v", posted)
	}
}
