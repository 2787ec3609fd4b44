package hub

import (
	"encoding/json"
	"net/http"
	"strconv"

	"floorwalker/app/chat"
	"floorwalker/app/knowledge"
	"floorwalker/app/typed"
	"floorwalker/sync/wire"
)

const (
	// articlesAsked is how many articles an answer has if nobody says how many.
	articlesAsked = 8
	// articlesMost is how many it has at most: their whole texts are in it.
	articlesMost = 20
	// longestSearch is how much of a search is heard, in bytes.
	longestSearch = 200
	// excerptLength is how much of an article is shown in a list, in characters.
	excerptLength = 160
)

// ArticleFinder is [Knowledge] that can be searched by people (V-KB-02).
type ArticleFinder interface {
	// Search returns the solution articles that a line looks for, the best
	// first. It is called from any goroutine and answers at once.
	Search(line string, limit int) ([]knowledge.Article, error)
}

// mountArticles adds the route on which the team looks solution articles up while
// they write (V-KB-01). With the chat that they write in, its backend is asked too.
func (h *Hub) mountArticles(r *routes) {
	r.team("GET /articles", h.articles)
}

func (h *Hub) articles(w http.ResponseWriter, r *http.Request, _ grant) {
	list := wire.ArticleList{State: h.checks.state().State, Articles: []wire.Article{}}
	q := r.URL.Query().Get("q")
	n, err := strconv.Atoi(r.URL.Query().Get("n"))
	if err != nil || n < 1 {
		n = articlesAsked
	}
	if f, ok := h.cfg.Knowledge.(ArticleFinder); ok {
		found, err := f.Search(q[:min(len(q), longestSearch)], min(n, articlesMost))
		if err != nil {
			http.Error(w, "The articles could not be searched.", http.StatusInternalServerError)
			return
		}
		for i := range found {
			list.Articles = append(list.Articles, cardOf(&found[i]))
		}
	}
	list.Articles = append(list.Articles, h.theirArticles(r.Context(), chat.ChatID(r.URL.Query().Get("chat")), q[:min(len(q), longestSearch)])...)
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(list) // the client went away
}

func cardOf(a *knowledge.Article) wire.Article {
	text := a.Body()
	return wire.Article{
		ID: string(a.ID), Title: a.Title, Link: a.Link, Text: text, Excerpt: typed.Shorten(typed.Line(text), excerptLength),
	}
}
