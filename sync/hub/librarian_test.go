package hub

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
	"floorwalker/sync/wire"
)

// reading is a backend that has help articles.
type reading struct {
	*able
	answer func(ctx context.Context, words string) ([]driver.Article, error)
}

func (d *reading) Articles(ctx context.Context, words string) ([]driver.Article, error) {
	d.note("articles %s", words)
	return d.answer(ctx, words)
}

func (r *rig) articlesFor(token string, id chat.ChatID, q string) []wire.Article {
	r.t.Helper()
	req, err := http.NewRequestWithContext(r.t.Context(), http.MethodGet, r.server.URL+"/articles?"+url.Values{"q": {q}, "chat": {string(id)}}.Encode(), nil)
	if err != nil {
		r.t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+token)
	code, body := r.fetch(req)
	var list wire.ArticleList
	if err := json.Unmarshal(body, &list); err != nil || code != http.StatusOK {
		r.t.Fatalf("%d %s: %v", code, body, err)
	}
	return list.Articles
}

// V-KB-01: who writes in a chat also finds the help articles of its backend, marked with
// where they are from; a backend that fails or does not answer costs only its own.
func TestTheBackendsArticles(t *testing.T) {
	d := &reading{able: newAble()}
	d.answer = func(context.Context, string) ([]driver.Article, error) {
		return []driver.Article{{Title: "Refunds", URL: "https://help.example.com/refunds", Summary: "How long\nthey take."}, {Title: "No address"}}, nil
	}
	r := newRig(t, newJournal(), func(c *Config) { c.Drivers = []driver.Driver{d} })
	asha := r.agent("Asha", chat.RolePrimary)
	r.open("c")
	got := r.articlesFor(asha, "c", " refund ")
	want := wire.Article{
		ID: "scripted:https://help.example.com/refunds", Title: "Refunds", Link: "https://help.example.com/refunds",
		From: "Example Chat", Excerpt: "How long they take.",
	}
	if len(got) != 1 || got[0] != want {
		t.Fatalf("%+v", got)
	}
	asked := len(d.called())
	for _, c := range []struct {
		id chat.ChatID
		q  string
	}{{"c", "refund"}, {"c", "re"}, {"", "other words"}, {"nowhere", "other words"}} {
		r.articlesFor(asha, c.id, c.q)
	}
	if n := len(d.called()); n != asked {
		t.Errorf("the backend was asked %q", d.called())
	}
	d.answer = func(context.Context, string) ([]driver.Article, error) { return nil, errors.New("broken") }
	if got := r.articlesFor(asha, "c", "broken"); len(got) != 0 {
		t.Errorf("%+v", got)
	}
	d.answer = func(ctx context.Context, _ string) ([]driver.Article, error) {
		<-ctx.Done()
		return nil, ctx.Err()
	}
	if got := r.articlesFor(asha, "c", "no answer"); len(got) != 0 {
		t.Errorf("%+v", got)
	}
}
