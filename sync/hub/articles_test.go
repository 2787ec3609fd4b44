package hub

import (
	"encoding/json"
	"net/http"
	"net/url"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/sync/wire"
)

func (r *rig) askArticles(token, q, n string) (status int, list wire.ArticleList) {
	r.t.Helper()
	query := url.Values{"q": {q}, "n": {n}}
	req, err := http.NewRequestWithContext(r.t.Context(), http.MethodGet, r.server.URL+"/articles?"+query.Encode(), nil)
	if err != nil {
		r.t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+token)
	status, body := r.fetch(req)
	if status == http.StatusOK {
		if err := json.Unmarshal(body, &list); err != nil {
			r.t.Fatal(err)
		}
	}
	return status, list
}

// V-KB-01, V-KB-02: the team finds the articles that the bot answers from, with their
// whole text and, if there is one, their link.
func TestArticles(t *testing.T) {
	x := newHouse(t)
	asha := x.agent("Asha", chat.RoleSecondary)
	x.wait(func() bool { return x.library.State().State == wire.KnowledgeLoaded })
	if got := x.articleCount(asha, "", "20"); got != min(len(shop()), articlesMost) {
		t.Errorf("an empty search finds %d of %d", got, len(shop()))
	}
	for n, want := range map[string]int{"1": 1, "2": 2, "0": min(articlesAsked, len(shop())), "x": min(articlesAsked, len(shop())), "9999": min(len(shop()), articlesMost)} {
		if got := x.articleCount(asha, "", n); got != want {
			t.Errorf("n=%s: %d, want %d", n, got, want)
		}
	}
	status, list := x.askArticles(asha, "pric", "")
	if status != http.StatusOK || list.State != wire.KnowledgeLoaded {
		t.Fatalf("%d %+v", status, list)
	}
	for _, a := range list.Articles {
		if a.ID == "" || a.Title == "" || a.Text == "" || a.Excerpt == "" || len([]rune(a.Excerpt)) > excerptLength {
			t.Errorf("%+v", a)
		}
	}
	if status, _ := x.askArticles("fw_nobody", "plan", ""); status != http.StatusUnauthorized {
		t.Errorf("nobody: %d", status)
	}
}

func (x *house) articleCount(token, q, n string) int {
	x.t.Helper()
	status, list := x.askArticles(token, q, n)
	if status != http.StatusOK {
		x.t.Fatal(status)
	}
	return len(list.Articles)
}

// Without knowledge there is nothing to search, and the desk is told so.
func TestArticlesWithoutKnowledge(t *testing.T) {
	r := newRig(t, newJournal())
	status, list := r.askArticles(r.agent("Asha", chat.RoleLead), "x", "")
	if status != http.StatusOK || list.State != wire.KnowledgeNone || list.Articles == nil || len(list.Articles) != 0 {
		t.Errorf("%d %+v", status, list)
	}
}
