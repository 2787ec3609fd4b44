package practice

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

// filing is a memory that keeps files.
type filing struct {
	*memory
	mu      sync.Mutex // guards what follows
	manners driver.Manners
	kept    map[string][]byte
}

func newFiling(now func() chat.Instant) *filing {
	return &filing{memory: newMemory(now), manners: driver.Manners{Upload: 5_242_880, Emoji: true}, kept: make(map[string][]byte)}
}

type tooMuch struct{}

func (tooMuch) Error() string { return "The file is larger than this floor takes." }

func (f *filing) KeepFile(_ context.Context, _ chat.ChatID, name string, r io.Reader) (chat.File, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	b, err := io.ReadAll(io.LimitReader(r, f.manners.Upload+1))
	if err != nil {
		return chat.File{}, err
	}
	if int64(len(b)) > f.manners.Upload {
		return chat.File{}, tooMuch{}
	}
	sum := sha256.Sum256(b)
	hash := hex.EncodeToString(sum[:])
	f.kept[hash] = b
	return chat.File{Hash: hash, Name: name, Type: http.DetectContentType(b), Size: int64(len(b))}, nil
}

type seekable struct{ *bytes.Reader }

func (seekable) Close() error { return nil }

func (f *filing) OpenFile(hash string) (io.ReadSeekCloser, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	b, ok := f.kept[hash]
	if !ok {
		return nil, errors.New("none")
	}
	return seekable{bytes.NewReader(b)}, nil
}

func (f *filing) Manners(context.Context, chat.ChatID) (driver.Manners, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.manners, nil
}

func (f *filing) allow(m driver.Manners) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.manners = m
}

// filed starts a floor on a sink that keeps files, behind a test server.
func filed(t *testing.T) (*Practice, *filing, string) {
	t.Helper()
	f := newFiling(clock)
	p := floorOn(t, Options{}, f, f.memory)
	mux := http.NewServeMux()
	p.Mount(mux)
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return p, f, s.URL
}

func floorOn(t *testing.T, o Options, sink driver.Sink, m *memory) *Practice {
	t.Helper()
	if o.Now == nil {
		o.Now = time.Now
	}
	p, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	m.mu.Lock()
	m.follow = p
	m.mu.Unlock()
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- p.Run(ctx, sink) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	for {
		if _, _, err := p.running(); err == nil {
			return p
		}
		time.Sleep(time.Millisecond)
	}
}

func postRaw(t *testing.T, url string, body io.Reader, size int64) (int, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url, io.NopCloser(body))
	if err != nil {
		t.Fatal(err)
	}
	req.ContentLength = size
	req.Header.Set("Expect", "100-continue")
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(b)
}

// E-ACT-06: a customer sends a file up to the limit, once however often it is tried,
// and gets back the files of this chat and of no other.
func TestCustomersSendFiles(t *testing.T) {
	_, f, base := filed(t)
	f.allow(driver.Manners{Upload: 100, Emoji: true})
	url := func(id, rest string) string { return base + "/practice/v1/chats/" + id + "/files" + rest }
	picture := "\x89PNG\r\n\x1a\n and so on"
	for range 2 {
		if code, body := postRaw(t, url("web-1", "?turn=0&name=a.png&text=see+this&customer=Asha"), strings.NewReader(picture), int64(len(picture))); code != http.StatusAccepted {
			t.Fatalf("%d %s", code, body)
		}
	}
	lines := f.lines["web-1"]
	b := lines[0].Event.Body.(*chat.MessagePosted)
	if len(lines) < 1 || b.From != chat.SpeakerCustomer || b.Text != "see this" || b.File == nil || b.File.Name != "a.png" || b.File.Type != "image/png" {
		t.Fatalf("%+v", b)
	}
	for i, l := range lines[1:] {
		if l.Event.Body.(*chat.MessagePosted).From == chat.SpeakerCustomer {
			t.Errorf("line %d is the customer's again", i+1)
		}
	}
	theFileOfThisChat(t, picture, map[string]int{
		url("web-1", "/"+b.File.Hash): http.StatusOK, url("web-2", "/"+b.File.Hash): http.StatusNotFound, url("web-1", "/nothing"): http.StatusNotFound,
	})
}

// theFileOfThisChat fetches each address and compares the status, and the bytes where
// it is good.
func theFileOfThisChat(t *testing.T, want string, all map[string]int) {
	t.Helper()
	for where, status := range all {
		res, err := http.Get(where)
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(res.Body)
		_ = res.Body.Close()
		if err != nil || res.StatusCode != status || (status == http.StatusOK) != (string(got) == want) {
			t.Errorf("%s: %d %q %v", where, res.StatusCode, got, err)
		}
		if status == http.StatusOK && (res.Header.Get("Content-Type") != "application/octet-stream" || !strings.HasPrefix(res.Header.Get("Content-Disposition"), "attachment")) {
			t.Errorf("%v", res.Header)
		}
	}
}

// E-ACT-06: the limit to the byte, in one piece and in chunks.
func TestLimitsOfCustomersFiles(t *testing.T) {
	_, f, base := filed(t)
	f.allow(driver.Manners{Upload: 100, Emoji: true})
	url := func(id, rest string) string { return base + "/practice/v1/chats/" + id + "/files" + rest }
	for name, tc := range map[string]struct {
		query string
		size  int64
		says  bool
		want  int
	}{
		"one byte too many":           {"?turn=1&name=x", 101, true, http.StatusRequestEntityTooLarge},
		"one byte too many in chunks": {"?turn=1&name=x", 101, false, http.StatusRequestEntityTooLarge},
		"all":                         {"?turn=1&name=x", 100, true, http.StatusAccepted},
		"no turn":                     {"?name=x", 10, true, http.StatusBadRequest},
		"a turn below":                {"?turn=-1&name=x", 10, true, http.StatusBadRequest},
	} {
		size := int64(-1)
		if tc.says {
			size = tc.size
		}
		if code, body := postRaw(t, url("c2", tc.query), strings.NewReader(strings.Repeat("x", int(tc.size))), size); code != tc.want {
			t.Errorf("%s: %d %s", name, code, body)
		}
	}
}

func TestAFloorWithoutFiles(t *testing.T) {
	m := newMemory(clock)
	_, s := served(t, Options{}, m)
	if code, body := postRaw(t, s.URL+"/practice/v1/chats/c/files?turn=0&name=x", strings.NewReader("x"), 1); code != http.StatusNotFound || !strings.Contains(body, "keeps no files") {
		t.Errorf("%d %s", code, body)
	}
}

// V-EMO-01: where customers may not use emoji they are stripped, and a line of nothing
// else is refused.
func TestEmojiOfCustomers(t *testing.T) {
	_, f, base := filed(t)
	url := base + "/practice/v1/messages"
	post(t, url, `{"chat":"c","turn":0,"from":"customer","text":"hello 🙂 there"}`)
	f.allow(driver.Manners{Upload: 100})
	post(t, url, `{"chat":"c","turn":1,"from":"customer","text":"hello 🙂 there"}`)
	post(t, url, `{"chat":"c","turn":2,"from":"bot","text":"gladly 🙂"}`)
	if code, body := post(t, url, `{"chat":"c","turn":3,"from":"customer","text":"👍🏽"}`); code != http.StatusUnprocessableEntity {
		t.Errorf("%d %v", code, body)
	}
	if got := strings.Join(f.texts("c"), "|"); got != "customer: hello 🙂 there|customer: hello there|bot: gladly 🙂" {
		t.Error(got)
	}
}

func TestWithoutEmoji(t *testing.T) {
	for in, want := range map[string]string{
		"plain":               "plain",
		"🙂":                   "",
		"ok 👍🏽 thanks":        "ok thanks",
		"family 👨‍👩‍👧‍👦!":     "family !",
		"flag 🇮🇳 here":        "flag here",
		"1️⃣ first, 2 second": "1️⃣ first, 2 second",
		"क्\u200dष and पासवर्ड": "क्\u200dष and पासवर्ड",
		"line\n🎉\nline":         "line\n\nline",
		"☎ call ❤️ me":          "call me",
		"© 2026 ™ ₹5 → 7":       "© 2026 ™ ₹5 → 7",
		"a  two blanks":         "a  two blanks",
	} {
		if got := withoutEmoji(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// events reads a stream's named events until one that is wanted has come.
func awaitEvent(t *testing.T, url, kind, data string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	in, named := bufio.NewScanner(res.Body), ""
	for in.Scan() {
		if k, ok := strings.CutPrefix(in.Text(), "event: "); ok {
			named = k
		}
		if d, ok := strings.CutPrefix(in.Text(), "data: "); ok && named == kind && d == data {
			return
		}
	}
	t.Fatalf("no %s %s: %v", kind, data, in.Err())
}

// V-RATE-01, A-55: a customer who was asked answers once.
func TestRating(t *testing.T) {
	p, f, base := filed(t)
	rate := base + "/practice/v1/chats/web-9/rating"
	post(t, base+"/practice/v1/messages", `{"chat":"web-9","turn":0,"from":"customer","text":"hi"}`)
	if code, _ := post(t, rate, `{"stars":5}`); code != http.StatusConflict {
		t.Errorf("unasked: %d", code)
	}
	stream := base + "/practice/v1/chats/web-9/stream"
	for _, style := range []string{"stars", "smiley"} { // the second asks nothing anew
		if err := p.AskRating(t.Context(), "web-9", style, chat.EventID(style)); err != nil {
			t.Fatal(err)
		}
	}
	awaitEvent(t, stream, "rating", `{"style":"stars"}`)
	for body, want := range map[string]int{
		`{"stars":0}`: 400, `{"stars":6}`: 400, `{`: 400, `{"stars":3,"words":"` + strings.Repeat("x", maxWords+1) + `"}`: 400,
	} {
		if code, _ := post(t, rate, body); code != want {
			t.Errorf("%.30s: %d", body, code)
		}
	}
	if code, _ := post(t, rate, `{"stars":4,"words":"quick\u0000"}`); code != http.StatusAccepted {
		t.Errorf("%d", code)
	}
	if code, _ := post(t, rate, `{"stars":1}`); code != http.StatusConflict {
		t.Errorf("a second one: %d", code)
	}
	awaitEvent(t, stream, "rating", `{"style":"stars","given":4}`)
	var given []chat.RatingGiven
	for _, e := range f.facts("web-9") {
		if b, ok := e.Body.(*chat.RatingGiven); ok {
			given = append(given, *b)
		}
	}
	if len(given) != 1 || given[0] != (chat.RatingGiven{Stars: 4, Words: "quick"}) {
		t.Errorf("%+v", given)
	}
}

// the hub hears at most every five seconds that somebody types, and only where
// there is a chat.
func TestTyping(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFiling(func() chat.Instant { return chat.InstantOf(time.Now()) })
		p := floorOn(t, Options{}, f, f.memory)
		mux := http.NewServeMux()
		p.Mount(mux)
		typing := func() {
			w := httptest.NewRecorder()
			mux.ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/practice/v1/chats/c/typing", nil))
			if w.Code != http.StatusNoContent {
				t.Fatalf("%d %s", w.Code, w.Body)
			}
		}
		count := func() (n int) {
			for _, e := range f.facts("c") {
				if _, ok := e.Body.(*chat.CustomerTyped); ok {
					n++
				}
			}
			return n
		}
		typing()
		if count() != 0 {
			t.Error("a chat that is not there types")
		}
		if _, err := p.put(t.Context(), Line{Chat: "c", From: chat.SpeakerCustomer, Text: "hi"}); err != nil {
			t.Fatal(err)
		}
		for range 101 { // ten seconds of keys
			typing()
			time.Sleep(100 * time.Millisecond)
		}
		if got := count(); got != 3 {
			t.Errorf("%d times in ten seconds", got)
		}
	})
}

// A script's customer sends a picture.
func TestAScriptSendsAPicture(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFiling(func() chat.Instant { return chat.InstantOf(time.Now()) })
		p := floorOn(t, Options{}, f, f.memory)
		id, err := p.Start(t.Context(), "sent-picture")
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(2 * time.Minute)
		sent := 0
		for _, e := range f.facts(id) {
			if b, ok := e.Body.(*chat.MessagePosted); ok && b.File != nil && b.File.Type == "image/png" && b.From == chat.SpeakerCustomer {
				sent++
			}
		}
		if sent != 1 {
			t.Errorf("%d pictures", sent)
		}
	})
}

// A script's customer who stays is silent until the chat is closed, and rates it on
// the way home.
func TestAScriptThatStays(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFiling(func() chat.Instant { return chat.InstantOf(time.Now()) })
		p := floorOn(t, Options{}, f, f.memory)
		id, err := p.Start(t.Context(), "works-now")
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Minute)
		f.claim(id)
		if err := p.TakeOver(t.Context(), id, driver.Person{ID: "priya"}, "t"); err != nil {
			t.Fatal(err)
		}
		for i := range 4 {
			f.agentSays(id, string(rune('a'+i)), "and now?")
			time.Sleep(time.Minute)
		}
		time.Sleep(10 * time.Minute)
		if texts := strings.Join(f.texts(id), "|"); !strings.Contains(texts, "It works now!") || f.over(id) {
			t.Errorf("left, or never solved: %v", texts)
		}
		if err := p.AskRating(t.Context(), id, "stars", "ask"); err != nil {
			t.Fatal(err)
		}
		if err := p.Close(t.Context(), id, "end"); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Minute)
		if got := f.stars(id); got != 5 {
			t.Errorf("%d stars", got)
		}
	})
}

// stars adds up what a customer has given.
func (f *filing) stars(id chat.ChatID) (n int) {
	for _, e := range f.facts(id) {
		if b, ok := e.Body.(*chat.RatingGiven); ok {
			n += b.Stars
		}
	}
	return n
}

// over reports whether the log has an end of the chat.
func (f *filing) over(id chat.ChatID) bool {
	for _, e := range f.facts(id) {
		if _, ok := e.Body.(*chat.ChatClosed); ok {
			return true
		}
	}
	return false
}
