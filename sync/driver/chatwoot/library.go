package chatwoot

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"

	"floorwalker/sync/driver"
	"floorwalker/sync/driver/internal/rest"
)

// response is a canned response.
type response struct {
	ID    number        `json:"id"`
	Short loose[string] `json:"short_code"`
	Text  loose[string] `json:"content"`
}

func decodeResponse(raw []byte) (response, error) {
	var r response
	if json.Unmarshal(raw, &r) != nil {
		return r, errJSON
	}
	if r.ID <= 0 {
		return r, errNoID
	}
	return r, nil
}

// portal is a help centre, article an article of it.
type portal struct {
	Slug   loose[string] `json:"slug"`
	Domain loose[string] `json:"custom_domain"`
}

type article struct {
	ID      number        `json:"id"`
	Slug    loose[string] `json:"slug"`
	Title   loose[string] `json:"title"`
	Summary loose[string] `json:"description"`
}

func decodePortal(raw []byte) (portal, error) {
	var p portal
	if json.Unmarshal(raw, &p) != nil || p.Slug.v == "" {
		return p, errJSON
	}
	return p, nil
}

func decodeArticle(raw []byte) (article, error) {
	var a article
	if json.Unmarshal(raw, &a) != nil || a.Slug.v == "" {
		return a, errJSON
	}
	return a, nil
}

// ask reads a list of the account for somebody who waits for it.
func ask[T any](ctx context.Context, d *Driver, route string, segments []string, query url.Values, one func([]byte) (T, error)) ([]T, error) {
	s, err := d.session(ctx)
	if err != nil {
		return nil, err
	}
	a, err := d.client.Ask(ctx, rest.Call{Method: http.MethodGet, Route: "GET" + inAccount + route, Path: s.at(segments...), Query: query})
	if err != nil {
		return nil, err
	}
	return decodeList(payload(a.Body), one)
}

func (d *Driver) responses(ctx context.Context) ([]response, error) {
	return ask(ctx, d, "/canned_responses", []string{"canned_responses"}, nil, decodeResponse)
}

// Canned implements [driver.CannedKeeper].
func (d *Driver) Canned(ctx context.Context) ([]driver.Canned, error) {
	list, err := d.responses(ctx)
	if err != nil {
		return nil, inWords("list its canned responses", err)
	}
	out := make([]driver.Canned, 0, len(list))
	for _, r := range list {
		out = append(out, driver.Canned{ID: strconv.FormatInt(int64(r.ID), 10), Short: r.Short.v, Text: r.Text.v})
	}
	return out, nil
}

// SaveCanned implements [driver.CannedKeeper].
func (d *Driver) SaveCanned(ctx context.Context, c driver.Canned) error {
	const what = "change its canned responses"
	list, err := d.responses(ctx)
	if err != nil {
		return inWords(what, err)
	}
	s, err := d.session(ctx)
	if err != nil {
		return err
	}
	call := rest.Call{
		Method: http.MethodPost, Route: "POST" + inAccount + "/canned_responses", Path: s.at("canned_responses"),
		Body: rest.JSON(object{"canned_response": object{"short_code": c.Short, "content": c.Text}}),
	}
	for _, r := range list {
		if r.Short.v != c.Short {
			continue
		}
		if r.Text.v == c.Text {
			return nil
		}
		call.Method, call.Same = http.MethodPatch, true
		call.Path = s.at("canned_responses", strconv.FormatInt(int64(r.ID), 10))
		if c.Text == "" {
			call.Method, call.Body = http.MethodDelete, nil
		}
		call.Route = call.Method + inAccount + "/canned_responses/{canned}"
	}
	if call.Method == http.MethodPost && c.Text == "" {
		return nil // there is nothing to remove
	}
	return inWords(what, d.client.Do(ctx, call))
}

// Articles implements [driver.Librarian]: those that are published, of every help centre.
func (d *Driver) Articles(ctx context.Context, words string) ([]driver.Article, error) {
	const what = "search its help articles"
	portals, err := ask(ctx, d, "/portals", []string{"portals"}, nil, decodePortal)
	if err != nil {
		return nil, inWords(what, err)
	}
	var out []driver.Article
	for _, p := range portals {
		query := url.Values{"query": {words}, "status": {"1"}, "page": {"1"}}
		list, err := ask(ctx, d, "/portals/{slug}/articles", []string{"portals", p.Slug.v, "articles"}, query, decodeArticle)
		if err != nil {
			return out, inWords(what, err)
		}
		home := d.base
		if host := p.Domain.v; host != "" {
			home = &url.URL{Scheme: "https", Host: host}
		}
		for _, a := range list {
			out = append(out, driver.Article{
				Title: clip(a.Title.v, maxName), Summary: clip(a.Summary.v, maxField), URL: home.JoinPath("hc", p.Slug.v, "articles", a.Slug.v).String(),
			})
		}
	}
	return out, nil
}
