package crisp

import (
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

// rosterFor is how long who is who at Crisp is believed.
const rosterFor = 6 * time.Hour

// doubtAfter is how old it has to be to be read again for somebody who is not in it.
const doubtAfter = 10 * time.Minute

// botNames are what an inbox of the bot is called where the settings do not name it.
var botNames = []string{"automated", "automation", "bot", "bots", "chatbot", "ai", "ai agent"}

// roster is who is who, and which inbox is what, at Crisp and on the floor.
type roster struct {
	cfg *Config

	mu        sync.Mutex
	agents    map[string]chat.AgentID // by the operator's id
	users     map[chat.AgentID]string
	names     map[string]string // of operators
	teams     map[string]string // by the inbox's id
	automated string
	read      time.Time
}

func newRoster(cfg *Config) *roster {
	r := &roster{
		cfg: cfg, agents: make(map[string]chat.AgentID), users: make(map[chat.AgentID]string),
		names: make(map[string]string), teams: make(map[string]string), automated: cfg.Automated,
	}
	for user, agent := range cfg.Agents {
		r.agents[user] = agent
	}
	for _, user := range sortedKeys(cfg.Agents) {
		r.learnUser(cfg.Agents[user], user)
	}
	for id, name := range cfg.Teams {
		r.teams[id] = name
	}
	return r
}

// learnUser remembers how an agent is known at Crisp; the first word stands.
func (r *roster) learnUser(agent chat.AgentID, user string) {
	if _, known := r.users[agent]; !known {
		r.users[agent] = user
	}
}

// stale reports whether it is time to read again.
func (r *roster) stale(now time.Time) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.read.IsZero() || now.Sub(r.read) >= rosterFor
}

// doubt has it read again, because somebody is not in it, and reports whether it was old
// enough for that.
func (r *roster) doubt(now time.Time) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.read.IsZero() || now.Sub(r.read) < doubtAfter {
		return false
	}
	r.read = now.Add(-rosterFor)
	return true
}

// learn takes in what Crisp says. An operator whom the settings do not name is matched
// by the hub.
func (r *roster) learn(ctx context.Context, sink driver.KnownSink, operators []driver.Outsider, inboxes []inbox) error {
	found := make(map[string]chat.AgentID)
	for _, o := range operators {
		if _, named := r.cfg.Agents[o.ID]; named {
			continue
		}
		id, err := sink.Outsider(ctx, o)
		if err != nil {
			return err
		}
		found[o.ID] = id
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, o := range operators {
		r.names[o.ID] = o.Name
		if id, ok := found[o.ID]; ok {
			r.agents[o.ID] = id
			r.learnUser(id, o.ID)
		}
	}
	r.learnInboxes(inboxes)
	r.read = r.cfg.Now()
	return nil
}

func (r *roster) learnInboxes(inboxes []inbox) {
	auto := r.cfg.Automated
	for _, x := range inboxes {
		if _, named := r.cfg.Teams[x.ID]; !named {
			r.teams[x.ID] = x.Name
		}
		if auto == "" && slices.Contains(botNames, strings.ToLower(x.Name)) {
			auto = x.ID
		}
	}
	if auto != "" || len(inboxes) > 0 {
		r.automated = auto
	}
}

// agent returns who an operator is, and whether they are known to be one.
func (r *roster) agent(user string) (chat.AgentID, string, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	id, ok := r.agents[user]
	return id, r.names[user], ok
}

// user returns how an agent is known at Crisp.
func (r *roster) user(agent chat.AgentID) (string, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	u, ok := r.users[agent]
	return u, ok
}

// team returns what the floor calls an inbox. The main one, and the bot's, are none.
func (r *roster) team(id string) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	if id == "" || id == r.automated {
		return ""
	}
	return r.teams[id]
}

// inboxOf returns the inbox of a team, by the name that the floor has for it.
func (r *roster) inboxOf(team string) (string, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, id := range sortedKeys(r.teams) {
		if id != r.automated && strings.EqualFold(r.teams[id], team) {
			return id, true
		}
	}
	return "", false
}

// bot returns the inbox in which the bot answers; empty where there is none.
func (r *roster) bot() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.automated
}

// returns reports whether there is a bot to give a chat back to, as far as is known.
func (r *roster) returns() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.automated != "" || r.read.IsZero()
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
