package crisp

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"floorwalker/sync/driver"
	"floorwalker/sync/driver/internal/rest"
)

const (
	// perPage is how many conversations are read at once: the most that Crisp gives.
	perPage = 50
	// mostPages bounds every walk through pages.
	mostPages = 200
	// settingTime is how long an answer is waited for before the same is said again: a
	// takeover has ten seconds in all.
	settingTime = 3 * time.Second
	// staleFor is how long an answer from Crisp's own cache may be behind its stream.
	staleFor = 1200 * time.Millisecond
	agentUA  = "floorwalker"

	pageOfOpen = "conversations/{page}"
)

// api is Crisp's REST interface, as far as we use it. It knows shapes and no rules.
type api struct {
	rest *rest.Client
	tier string
	site string
	// quota is what the answers say of the calls that are let through.
	quota quota
}

// newAPI returns the interface of the workspace; counted is told of each call.
func newAPI(cfg *Config, base *url.URL, client *http.Client, counted func()) *api {
	return &api{
		tier: cfg.Tier, site: cfg.Website,
		rest: &rest.Client{
			Base: base, HTTP: client, Now: cfg.Now, Explain: explain, Counted: counted, Logger: cfg.Logger,
			Sign: func(r *http.Request) {
				r.SetBasicAuth(cfg.Identifier, cfg.Key)
				r.Header.Set("X-Crisp-Tier", cfg.Tier)
				r.Header.Set("User-Agent", agentUA)
			},
		},
	}
}

// get reads something of the workspace and returns the data of the answer.
func (a *api) get(ctx context.Context, route string, query url.Values, path ...string) (json.RawMessage, error) {
	data, _, err := a.ask(ctx, rest.Call{
		Prompt: true, Method: http.MethodGet, Route: "GET " + route, Query: query,
		Path: rest.Path(append([]string{"website", a.site}, path...)...),
	})
	return data, err
}

// fresh is get for what must not be older than what the stream has said: an answer from
// Crisp's cache is asked for once more after the cache has forgotten it.
func (a *api) fresh(ctx context.Context, route string, query url.Values, path ...string) (json.RawMessage, error) {
	call := rest.Call{
		Prompt: route == pageOfOpen, Method: http.MethodGet, Route: "GET " + route, Query: query,
		Path: rest.Path(append([]string{"website", a.site}, path...)...),
	}
	data, cached, err := a.ask(ctx, call)
	if err != nil || !cached {
		return data, err
	}
	t := time.NewTimer(staleFor)
	defer t.Stop()
	select {
	case <-t.C:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	data, _, err = a.ask(ctx, call)
	return data, err
}

func (a *api) ask(ctx context.Context, call rest.Call) (data json.RawMessage, cached bool, err error) {
	ans, err := a.rest.Ask(ctx, call)
	a.quota.told(a.rest.Now(), err)
	if err != nil {
		return nil, false, err
	}
	bloom := ans.Header.Get("Bloom-Status")
	cached = bloom == "HIT" || bloom == "OFFLINE"
	if len(ans.Body) == 0 {
		return nil, cached, nil
	}
	e, err := decodeEnvelope(ans.Body)
	return e.Data, cached, err
}

// change makes a call about a conversation that changes something. It is made once.
func (a *api) change(ctx context.Context, method, session, what string, body any) error {
	call := rest.Call{
		Method: method, Route: method + " conversation/{id}/" + what,
		Path: rest.Path("website", a.site, "conversation", session, what),
	}
	if body != nil {
		call.Body = rest.JSON(body)
	}
	_, _, err := a.ask(ctx, call)
	return inWords(err)
}

func (a *api) patch(ctx context.Context, session, what string, body any) error {
	return a.change(ctx, http.MethodPatch, session, what, body)
}

// set is patch for what is the same if it is said twice: who is assigned, which inbox,
// which state. Where no answer comes in time it is said once more.
func (a *api) set(ctx context.Context, session, what string, body any) error {
	err := a.once(ctx, session, what, body)
	if errors.Is(err, driver.ErrUnsure) && ctx.Err() == nil {
		err = a.once(ctx, session, what, body)
	}
	return err
}

func (a *api) once(ctx context.Context, session, what string, body any) error {
	ctx, cancel := context.WithTimeout(ctx, settingTime)
	defer cancel()
	return a.patch(ctx, session, what, body)
}

// endpoints asks where the stream is. It is asked anew for each connection.
func (a *api) endpoints(ctx context.Context, prompt bool) (endpoints, error) {
	path := rest.Path("website", a.site, "connect", "endpoints")
	if a.tier == TierPlugin {
		path = rest.Path("plugin", "connect", "endpoints")
	}
	data, _, err := a.ask(ctx, rest.Call{Prompt: prompt, Method: http.MethodGet, Route: "GET connect/endpoints", Path: path})
	if err != nil {
		return endpoints{}, err
	}
	return decodeEndpoints(data)
}

// open returns a page, from 1, of the conversations that are not resolved, newest
// first, and whether it is the last.
func (a *api) open(ctx context.Context, page int) ([]conversation, bool, error) {
	q := url.Values{"filter_not_resolved": {"1"}, "order_date_updated": {"1"}, "per_page": {strconv.Itoa(perPage)}}
	heard := a.rest.Now()
	data, err := a.fresh(ctx, pageOfOpen, q, "conversations", strconv.Itoa(page))
	if err != nil {
		return nil, false, err
	}
	var all []json.RawMessage
	if json.Unmarshal(data, &all) != nil {
		return nil, false, rest.ErrUnreadable
	}
	list, err := rows(data, decodeConversation)
	for i := range list {
		list[i].heard = heard
	}
	return list, len(all) < perPage || page >= mostPages, err
}

// conversation reads one.
func (a *api) conversation(ctx context.Context, session string) (conversation, error) {
	data, err := a.fresh(ctx, "conversation/{id}", nil, "conversation", session)
	if err != nil {
		return conversation{}, err
	}
	return decodeConversation(data)
}

// glance reads one without waiting: the answer may be from Crisp's cache, and says so.
// Whoever takes in the stream must not stand still for one chat.
func (a *api) glance(ctx context.Context, session string) (conversation, bool, error) {
	heard := a.rest.Now()
	data, cached, err := a.ask(ctx, rest.Call{
		Prompt: true, Method: http.MethodGet, Route: "GET conversation/{id}", Path: rest.Path("website", a.site, "conversation", session),
	})
	if err != nil {
		return conversation{}, false, err
	}
	c, err := decodeConversation(data)
	c.heard = heard
	return c, cached, err
}

// kept reads what is under tags and data.
func (a *api) kept(ctx context.Context, session string) (kept, error) {
	data, err := a.fresh(ctx, "conversation/{id}", nil, "conversation", session)
	if err != nil {
		return kept{}, inWords(err)
	}
	return decodeKept(data)
}

// messages reads the page of lines before a time, the newest if it is zero, oldest
// line first, and says whether it comes from Crisp's cache. It does not wait either.
func (a *api) messages(ctx context.Context, session string, before int64) ([]message, bool, error) {
	call := rest.Call{
		Prompt: true, Method: http.MethodGet, Route: "GET conversation/{id}/messages",
		Path: rest.Path("website", a.site, "conversation", session, "messages"),
	}
	if before > 0 {
		call.Query = url.Values{"timestamp_before": {strconv.FormatInt(before, 10)}}
	}
	data, cached, err := a.ask(ctx, call)
	if err != nil {
		return nil, false, err
	}
	list, err := rows(data, decodeMessage)
	return list, cached, err
}

func (a *api) operators(ctx context.Context) ([]driver.Outsider, error) {
	data, err := a.get(ctx, "operators/list", nil, "operators", "list")
	if err != nil {
		return nil, err
	}
	return rows(data, decodeOperator)
}

func (a *api) inboxes(ctx context.Context) ([]inbox, error) {
	var all []inbox
	known := make(map[string]bool)
	for page := 1; page <= 10; page++ { // how long a page is nobody says
		data, err := a.get(ctx, "inboxes/list/{page}", nil, "inboxes", "list", strconv.Itoa(page))
		if err != nil {
			return nil, err
		}
		list, err := rows(data, decodeInbox)
		if err != nil {
			return nil, err
		}
		before := len(all)
		for _, x := range list {
			if !known[x.ID] {
				known[x.ID] = true
				all = append(all, x)
			}
		}
		if len(all) == before {
			break
		}
	}
	return all, nil
}

// outgoing is a line of ours on its way.
type outgoing struct {
	Type        string            `json:"type"`
	From        string            `json:"from"`
	Origin      string            `json:"origin"`
	Content     any               `json:"content"`
	User        *sender           `json:"user,omitempty"`
	Fingerprint int64             `json:"fingerprint"`
	Properties  map[string]string `json:"properties,omitempty"`
	Automated   bool              `json:"automated,omitempty"`
}

type sender struct {
	Type     string `json:"type"`
	Nickname string `json:"nickname"`
}

func (a *api) send(ctx context.Context, session string, o outgoing) error {
	return a.change(ctx, http.MethodPost, session, "message", o)
}
