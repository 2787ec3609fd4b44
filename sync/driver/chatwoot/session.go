package chatwoot

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
	"floorwalker/sync/driver/internal/catchup"
	"floorwalker/sync/driver/internal/rest"
)

// session is whose token it is and for which account.
type session struct {
	user    person
	account int64
	title   string // of the account
	role    string
	pubsub  string
	version string
	inboxes map[number]string
	teams   []team
	bots    []number
}

// profile is what is used of GET /api/v1/profile.
type profile struct {
	person
	Pubsub   loose[string] `json:"pubsub_token"`
	Account  number        `json:"account_id"`
	Role     loose[string] `json:"role"`
	Accounts loose[[]struct {
		ID   number        `json:"id"`
		Name loose[string] `json:"name"`
		Role loose[string] `json:"role"`
	}] `json:"accounts"`
}

// decodeProfile reads whose token it is; want is the account, or 0 for the only one.
func decodeProfile(raw []byte, want int64) (*session, error) {
	var p profile
	if json.Unmarshal(raw, &p) != nil {
		return nil, errJSON
	}
	if p.ID <= 0 {
		return nil, errNoID
	}
	s := &session{user: p.person, account: want, role: p.Role.v, pubsub: p.Pubsub.v}
	if want == 0 {
		s.account = int64(p.Account)
		if len(p.Accounts.v) == 1 {
			s.account = int64(p.Accounts.v[0].ID)
		}
	}
	for _, a := range p.Accounts.v {
		if int64(a.ID) == s.account {
			s.title = a.Name.v
			if a.Role.v != "" {
				s.role = a.Role.v
			}
			return s, nil
		}
	}
	if len(p.Accounts.v) > 0 || s.account <= 0 {
		return nil, errAccount
	}
	return s, nil
}

var errAccount = errors.New("the user has no such account")

// get asks at the pace of the driver's own reading.
func (d *Driver) get(ctx context.Context, route, path string, query url.Values) (json.RawMessage, error) {
	if err := d.pace.take(ctx); err != nil {
		return nil, err
	}
	return d.now(ctx, route, path, query)
}

// getter is get or now.
type getter func(ctx context.Context, route, path string, query url.Values) (json.RawMessage, error)

// now asks for somebody who waits.
func (d *Driver) now(ctx context.Context, route, path string, query url.Values) (json.RawMessage, error) {
	a, err := d.client.Ask(ctx, rest.Call{Method: http.MethodGet, Route: route, Path: path, Query: query})
	return a.Body, err
}

// refresh asks whose token it is; the pubsub token in the answer changes with the
// user's password, so it is asked before each connection.
func (d *Driver) refresh(ctx context.Context) (*session, error) {
	raw, err := d.get(ctx, "GET /api/v1/profile", "/api/v1/profile", nil)
	if rest.Status(err) == http.StatusNotFound {
		return nil, &catchup.Refused{Words: wordsElse, Err: err}
	}
	if err != nil {
		return nil, err
	}
	s, err := decodeProfile(raw, d.cfg.Account)
	if errors.Is(err, errJSON) || errors.Is(err, errNoID) {
		return nil, &catchup.Refused{Words: wordsElse, Err: err}
	}
	if err != nil {
		return nil, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if old := d.self; old != nil {
		s.version, s.inboxes, s.teams, s.bots = old.version, old.inboxes, old.teams, old.bots
	}
	d.self = s
	return s, nil
}

// session returns what is known of the token, and asks if nothing is.
func (d *Driver) session(ctx context.Context) (*session, error) {
	d.mu.Lock()
	s := d.self
	d.mu.Unlock()
	if s != nil {
		return s, nil
	}
	s, err := d.refresh(ctx)
	if err != nil {
		return nil, inWords("say who the token belongs to", err)
	}
	return s, d.directory(ctx)
}

// at is a path within the account.
func (s *session) at(segments ...string) string {
	return rest.Path(append([]string{"api", "v1", "accounts", strconv.FormatInt(s.account, 10)}, segments...)...)
}

// pathOf is the path of a chat's conversation, or of something below it.
func (d *Driver) pathOf(ctx context.Context, id chat.ChatID, below ...string) (string, error) {
	s, err := d.session(ctx)
	if err != nil {
		return "", err
	}
	n, err := conversationOf(id)
	if err != nil {
		return "", err
	}
	return s.at(append([]string{"conversations", n}, below...)...), nil
}

const inAccount = " /api/v1/accounts/{account}"

// directory reads who and what there is beside chats. What a token may not read is
// left empty: names are then numbers, and nothing else is worse.
func (d *Driver) directory(ctx context.Context) error {
	d.mu.Lock()
	s := *d.self
	d.mu.Unlock()
	var version struct {
		Version loose[string] `json:"version"`
	}
	if raw, err := d.get(ctx, "GET /api", "/api", nil); err == nil && json.Unmarshal(raw, &version) == nil {
		s.version = clip(version.Version.v, 40)
	}
	agents, err := readList(ctx, d, s.at("agents"), "/agents", decodePerson)
	if err != nil {
		return err
	}
	if s.teams, err = readList(ctx, d, s.at("teams"), "/teams", decodeTeam); err != nil {
		return err
	}
	inboxes, err := readList(ctx, d, s.at("inboxes"), "/inboxes", decodeTeam) // an id and a name, and no password
	if err != nil {
		return err
	}
	bots, err := readList(ctx, d, s.at("agent_bots"), "/agent_bots", decodePerson)
	if err != nil {
		return err
	}
	s.inboxes, s.bots = make(map[number]string), nil
	for _, in := range inboxes {
		s.inboxes[in.ID] = in.Name.v
	}
	for _, b := range bots {
		s.bots = append(s.bots, b.ID)
	}
	d.people.learn(agents)
	d.mu.Lock()
	defer d.mu.Unlock()
	s.user, s.pubsub, s.role = d.self.user, d.self.pubsub, d.self.role
	d.self = &s
	d.health.About(s.version, missing(s.rights()))
	return nil
}

// readList reads a list that may be refused, which is none.
func readList[T any](ctx context.Context, d *Driver, path, route string, one func([]byte) (T, error)) ([]T, error) {
	raw, err := d.get(ctx, "GET"+inAccount+route, path, nil)
	switch status := rest.Status(err); {
	case status == http.StatusUnauthorized || status == http.StatusForbidden || status == http.StatusNotFound:
		return nil, nil
	case err != nil:
		return nil, err
	}
	list, err := decodeList(payload(raw), one)
	if err != nil {
		return nil, nil //nolint:nilerr // an odd list is an empty one, as a refused one is
	}
	return list, nil
}

func decodePerson(raw []byte) (person, error) {
	var p person
	if json.Unmarshal(raw, &p) != nil {
		return p, errJSON
	}
	if p.ID <= 0 {
		return p, errNoID
	}
	return p, nil
}

func decodeTeam(raw []byte) (team, error) {
	var t team
	if json.Unmarshal(raw, &t) != nil {
		return t, errJSON
	}
	if t.ID <= 0 {
		return t, errNoID
	}
	return t, nil
}

// bot returns the number of the bot that chats are returned to; false where there is
// none that can be named, or the server is too old to be told: one before 4.8 would take
// the number for a user's.
func (s *session) bot(cfg *Config) (int64, bool) {
	if !atLeast(s.version, 4, 8) {
		return 0, false
	}
	if cfg.Bot != 0 {
		return cfg.Bot, true
	}
	if len(s.bots) == 1 {
		return int64(s.bots[0]), true
	}
	return 0, false
}

// atLeast compares a version such as "4.10.0"; what cannot be read is old.
func atLeast(version string, major, minor int) bool {
	parts := strings.SplitN(strings.TrimPrefix(version, "v"), ".", 3)
	if len(parts) < 2 {
		return false
	}
	a, err := strconv.Atoi(parts[0])
	b, errB := strconv.Atoi(parts[1])
	return err == nil && errB == nil && (a > major || a == major && b >= minor)
}

// connect dials the cable with a fresh pubsub token.
func (d *Driver) connect(ctx context.Context) (catchup.Stream[occurrence], error) {
	s, err := d.refresh(ctx)
	if err != nil {
		return nil, d.refusal(err)
	}
	if err := d.directory(ctx); err != nil { // what changed while nobody listened
		return nil, d.refusal(err)
	}
	if s.pubsub == "" {
		return nil, &catchup.Refused{Words: "Chatwoot gives this token no access to its live stream; use an administrator's access token.", Err: errNoID}
	}
	c, err := dialCable(ctx, cableConfig{
		address: d.cable, origin: d.origin, token: s.pubsub, account: s.account, user: int64(s.user.ID), dial: d.cfg.Dial, now: d.cfg.Now,
	})
	if err != nil {
		return nil, d.refusal(err)
	}
	return &stream{cable: c, driver: d}, nil
}

// missing are the rights that are not there.
func missing(rights []driver.Right) []driver.Right {
	var m []driver.Right
	for _, r := range rights {
		if !r.OK {
			m = append(m, r)
		}
	}
	return m
}
