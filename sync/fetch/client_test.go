package fetch

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"sync/atomic"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/sync/wire"
)

func hub(t *testing.T, serve http.HandlerFunc) *Client {
	t.Helper()
	s := httptest.NewServer(serve)
	t.Cleanup(s.Close)
	return New(Config{URL: strings.Replace(s.URL, "http", "ws", 1) + "/v1/stream", Token: "secret"})
}

// answering answers every request with this.
func answering(t *testing.T, status int, kind, body string) *Client {
	return hub(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", kind)
		w.Header().Set("Location", "/elsewhere")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	})
}

func hashOf(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

// V-ATT-01: the bytes and their name arrive, as the agent's.
func TestUpload(t *testing.T) {
	want := chat.File{Hash: hashOf("picture"), Name: "a b.png", Type: "image/png", Size: 7, Width: 3, Height: 2}
	c := hub(t, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		q := r.URL.Query()
		if r.Method != http.MethodPost || r.URL.Path != "/v1/files" || q.Get("chat") != "a/b" || q.Get("name") != "a b.png" ||
			r.Header.Get("Authorization") != "Bearer other" || string(body) != "picture" || r.ContentLength != 7 {
			t.Errorf("%s %s %q %q", r.Method, r.URL, r.Header.Get("Authorization"), body)
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusCreated)
		_, _ = io.WriteString(w, `{"hash":"`+want.Hash+`","name":"a b.png","type":"image/png","size":7,"width":3,"height":2}`)
	})
	c.SetToken("other")
	got, err := c.Upload(t.Context(), "a/b", "a b.png", 7, strings.NewReader("picture and what it grew by meanwhile"))
	if err != nil || got != want {
		t.Errorf("%+v, %v", got, err)
	}
}

// E-ACT-06: what a hub does not want is refused before its bytes are sent.
func TestARefusedUploadIsNotSent(t *testing.T) {
	c := hub(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Connection", "close")
		http.Error(w, "The file is too large\x00\u202e for this chat.", http.StatusRequestEntityTooLarge)
	})
	var read atomic.Int64
	_, err := c.Upload(t.Context(), "c", "x", 50<<20, readerFunc(func(b []byte) (int, error) {
		read.Add(int64(len(b)))
		return len(b), nil
	}))
	var refused *RefusedError
	if !errors.As(err, &refused) || refused.Code != http.StatusRequestEntityTooLarge || refused.Words != "The file is too large for this chat." {
		t.Errorf("%v", err)
	}
	if read.Load() != 0 {
		t.Errorf("%d bytes were read", read.Load())
	}
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(b []byte) (int, error) { return f(b) }

func TestAFileThatShrinksIsNoFile(t *testing.T) {
	c := hub(t, func(w http.ResponseWriter, r *http.Request) {
		if _, err := io.ReadAll(r.Body); err == nil {
			t.Error("half a file arrived as a whole one")
		}
		w.WriteHeader(http.StatusBadRequest)
	})
	if _, err := c.Upload(t.Context(), "c", "x", 100, strings.NewReader("short")); err == nil {
		t.Error("it was taken")
	}
}

func TestOpenComparesTheBytes(t *testing.T) {
	hash := hashOf("the bytes")
	for body, want := range map[string]error{"the bytes": nil, "the bytez": ErrOtherBytes, "the byte": ErrOtherBytes, "": ErrOtherBytes} {
		r, err := answering(t, http.StatusOK, "application/octet-stream", body).Open(t.Context(), hash)
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(r)
		if !errors.Is(err, want) || string(got) != body {
			t.Errorf("%q: %q, %v", body, got, err)
		}
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	}
	for _, hash := range []string{"", "../../secrets.key", strings.ToUpper(hash), hash + "0"} {
		if _, err := New(Config{}).Open(t.Context(), hash); !errors.Is(err, ErrOtherBytes) {
			t.Errorf("%q: %v", hash, err)
		}
	}
}

// V-KB-02, A-49: what was found, and what is masked.
func TestArticlesAndReveal(t *testing.T) {
	var asked []string
	c := hub(t, func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.URL.RequestURI())
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		switch r.URL.Path {
		case "/articles":
			_, _ = io.WriteString(w, `{"state":"loaded","articles":[{"id":"a.md","title":"T","excerpt":"E","link":"https://example.com/","text":"whole"},{"id":"b.md","title":"U","link":"javascript:x"}]}`)
		case "/reveal":
			_, _ = io.WriteString(w, `{"chat":"c","message":"m","text":"PIN 4471"}`)
		case "/v1/library":
			_, _ = io.WriteString(w, `{"files":[{"hash":"`+hashOf("x")+`","name":"guide.pdf","type":"application/pdf","size":9},{"hash":"no"}]}`)
		}
	})
	found, err := c.Articles(t.Context(), "call & return", 5, "c")
	if want := (wire.ArticleList{State: wire.KnowledgeLoaded, Articles: []wire.Article{
		{ID: "a.md", Title: "T", Excerpt: "E", Link: "https://example.com/", Text: "whole"}, {ID: "b.md", Title: "U"},
	}}); err != nil || !reflect.DeepEqual(found, want) {
		t.Errorf("%+v, %v", found, err)
	}
	if text, err := c.Reveal(t.Context(), "c", "m"); err != nil || text != "PIN 4471" {
		t.Errorf("%q, %v", text, err)
	}
	if text, err := c.Reveal(t.Context(), "c", "another"); !errors.Is(err, ErrNotHub) || text != "" {
		t.Errorf("%q, %v", text, err)
	}
	if all, err := c.Library(t.Context()); err != nil || len(all) != 1 || all[0].Name != "guide.pdf" {
		t.Errorf("%+v, %v", all, err)
	}
	if want := []string{"/articles?chat=c&n=5&q=call+%26+return", "/reveal?chat=c&message=m", "/reveal?chat=c&message=another", "/v1/library"}; !reflect.DeepEqual(asked, want) {
		t.Errorf("asked %q", asked)
	}
}

func TestWhatIsNoAnswer(t *testing.T) {
	for name, c := range map[string]struct {
		status     int
		kind, body string
		words      string
	}{
		"a page":    {200, "text/html", "<html>", ErrNotHub.Error()},
		"no json":   {200, "application/json", "{", ErrNotHub.Error()},
		"other":     {200, "application/json", "{}", ErrNotHub.Error()},
		"too long":  {200, "application/json", strings.Repeat(" ", longest+1), ErrNotHub.Error()},
		"elsewhere": {302, "text/html", "<html>", "The hub answered with status 302."},
		"a refusal": {403, "text/plain; charset=utf-8", "Only leads.\n", "Only leads."},
		"silence":   {500, "text/plain", "", "The hub answered with status 500."},
	} {
		t.Run(name, func(t *testing.T) {
			client := answering(t, c.status, c.kind, c.body)
			for _, ask := range []func() error{
				func() error { _, err := client.Articles(t.Context(), "q", 1, ""); return err },
				func() error { _, err := client.Library(t.Context()); return err },
				func() error { _, err := client.Reveal(t.Context(), "c", "m"); return err },
				func() error { _, err := client.Why(t.Context(), "c"); return err },
			} {
				if err := ask(); err == nil || err.Error() != c.words {
					t.Errorf("%v, want %s", err, c.words)
				}
			}
		})
	}
}

func TestNobodyThere(t *testing.T) {
	for _, url := range []string{"", "ftp://hub.example.com", "ws://", ":"} {
		if _, err := New(Config{URL: url}).Library(t.Context()); err == nil {
			t.Errorf("%q was asked", url)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var unanswered *UnansweredError
	if _, err := answering(t, 200, "application/json", "{}").Library(ctx); !errors.As(err, &unanswered) || !errors.Is(err, context.Canceled) || strings.Contains(err.Error(), "127.0.0.1") {
		t.Errorf("%v", err)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(`{"hash":"` + hashOf("x") + `","name":"n","size":1,"files":[{}],"state":"loaded","articles":[{"link":"http://a"}],"text":"t"}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		if file, err := decodeFile(body); err == nil && (!chat.IsHash(file.Hash) || file.Size <= 0) {
			t.Fatalf("%+v", file)
		}
		if all, err := decodeLibrary(body); err == nil {
			for _, f := range all {
				if !chat.IsHash(f.Hash) {
					t.Fatalf("%+v", f)
				}
			}
		}
		if a, err := decodeArticles(body); err == nil {
			for _, one := range a.Articles {
				if one.Link != "" && !strings.HasPrefix(strings.ToLower(one.Link), "http") {
					t.Fatalf("%+v", one)
				}
			}
		}
		_, err := decodeRevealed(body, "m")
		if err != nil && bytes.Contains([]byte(err.Error()), body) && len(body) > 8 {
			t.Fatal("a secret in an error")
		}
	})
}
