package chatwoot

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"sync"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

// people matches Chatwoot's users with the floor's agents: by the configuration, then as
// the hub does it, by mail address and name. It may be used from many goroutines.
type people struct {
	set map[string]chat.AgentID

	mu    sync.Mutex
	users []person
	ids   map[number]chat.AgentID // as the hub has said
}

func newPeople(cfg *Config) *people {
	return &people{set: cfg.Agents, ids: make(map[number]chat.AgentID)}
}

// learn replaces the list of users.
func (p *people) learn(users []person) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.users = users
}

// known returns the agent without asking the hub.
func (p *people) known(user number) (chat.AgentID, bool) {
	if id, ok := p.set[strconv.FormatInt(int64(user), 10)]; ok {
		return id, true
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	id, ok := p.ids[user]
	return id, ok
}

// agent returns who that user is on the floor. Somebody of whom only Chatwoot knows
// becomes an outsider there.
func (p *people) agent(ctx context.Context, sink driver.KnownSink, who *person) (chat.AgentID, error) {
	if id, ok := p.known(who.ID); ok {
		return id, nil
	}
	asked := *who
	p.mu.Lock()
	for _, u := range p.users { // a message names its sender without a mail address
		if u.ID == who.ID {
			asked = u
		}
	}
	p.mu.Unlock()
	id, err := sink.Outsider(ctx, driver.Outsider{
		ID: strconv.FormatInt(int64(who.ID), 10), Name: clip(asked.name(), maxName), Mail: clip(asked.Mail.v, maxName),
	})
	if err != nil {
		return "", err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.ids[who.ID] = id
	return id, nil
}

// user returns the Chatwoot user of an agent, and false if there is none. Where neither
// the configuration nor a name tells, the hub is asked about every user once.
func (p *people) user(ctx context.Context, sink driver.KnownSink, who driver.Person) (number, bool) {
	for s, id := range p.set {
		if n, err := strconv.ParseInt(s, 10, 64); err == nil && id == who.ID {
			return number(n), true
		}
	}
	p.mu.Lock()
	users := slices.Clone(p.users)
	for n, id := range p.ids {
		if id == who.ID {
			p.mu.Unlock()
			return n, true
		}
	}
	p.mu.Unlock()
	if n, ok := byName(users, who.Name); ok {
		if id, taken := p.known(n); !taken || id == who.ID {
			return n, true
		}
	}
	if sink == nil {
		return 0, false
	}
	for i := range users {
		if id, err := p.agent(ctx, sink, &users[i]); err == nil && id == who.ID {
			return users[i].ID, true
		}
	}
	return 0, false
}

// byName finds the one user of that name.
func byName(users []person, name string) (n number, ok bool) {
	for i := range users {
		if u := &users[i]; name != "" && (strings.EqualFold(u.name(), name) || strings.EqualFold(u.Name.v, name)) {
			if ok {
				return 0, false
			}
			n, ok = u.ID, true
		}
	}
	return n, ok
}

// teamOf is the floor's name of a team, and vendorTeam the number of it.
func (d *Driver) teamOf(t *team) string {
	if t == nil {
		return ""
	}
	if q, ok := d.cfg.Teams[t.Name.v]; ok {
		return q
	}
	return clip(t.Name.v, maxName)
}

func (s *session) vendorTeam(cfg *Config, queue string) (number, bool) {
	for _, t := range s.teams {
		name := t.Name.v
		if q, ok := cfg.Teams[name]; ok {
			name = q
		}
		if strings.EqualFold(name, queue) {
			return t.ID, true
		}
	}
	return 0, false
}
