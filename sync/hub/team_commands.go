package hub

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"floorwalker/app/chat"
)

// NewAgent is who is to come on the team; it is also what POST /agents takes.
type NewAgent struct {
	Name string    `json:"name"`
	Role chat.Role `json:"role"`
	// Department is the team to which a chat about something else is forwarded
	// (V-FWD-02); it may be empty.
	Department string `json:"department,omitempty"`
}

// AddAgent is Add for somebody of no department.
func (h *Hub) AddAgent(ctx context.Context, name string, role chat.Role) (token string, err error) {
	return h.Add(ctx, NewAgent{Name: name, Role: role})
}

// Add puts a person on the team and returns the token that lets their desk in.
// The token is shown once and kept nowhere.
func (h *Hub) Add(ctx context.Context, a NewAgent) (token string, err error) {
	a.Department = strings.TrimSpace(a.Department)
	if a.Department != "" && !validName(a.Department) {
		return "", ErrBadDepartment
	}
	token, g, err := h.access.add(ctx, a.Name, a.Role)
	if err != nil {
		return "", err
	}
	err = h.ask(ctx, func(_ context.Context, c *core) {
		c.stage(chat.Event{ID: h.cfg.newID("agent"), Body: &chat.AgentAdded{
			Agent: g.Agent, Name: g.Name, Role: g.Role, Department: a.Department,
		}})
	}, nil)
	if err != nil {
		// Nobody learns this token, so it must not hold the name.
		_, gone := h.access.revoke(context.WithoutCancel(ctx), g.Name)
		return "", errors.Join(err, gone)
	}
	return token, nil
}

// Admit lets a desk of this very process in by a token that is kept nowhere:
// the person who runs the hub needs no invitation.
func (h *Hub) Admit(ctx context.Context, name string, role chat.Role, token string) error {
	g, err := h.access.admit(name, role, token)
	if err != nil {
		return err
	}
	return h.ask(ctx, func(_ context.Context, c *core) {
		added := &chat.AgentAdded{Agent: g.Agent, Name: g.Name, Role: g.Role}
		if a := c.floor.Agent(g.Agent); a != nil {
			if a.Name == g.Name && a.Role == g.Role && !a.Revoked {
				return
			}
			added.Department = a.Department
		}
		c.stage(chat.Event{ID: h.cfg.newID("agent"), Body: added})
	}, nil)
}

// RevokeAgent takes an agent's access away; their desks are disconnected.
func (h *Hub) RevokeAgent(ctx context.Context, name string) error {
	id, err := h.access.revoke(ctx, name)
	if err != nil {
		return err
	}
	h.sessions.revoke(id)
	h.visits.revoke(id)
	h.requests.forget(id)
	h.audit.ears.wake() // who reads there may be the one
	return h.ask(ctx, func(_ context.Context, c *core) {
		c.stage(chat.Event{ID: h.cfg.newID("agent"), Body: &chat.AgentRevoked{Agent: id}})
	}, nil)
}

// Agents returns the team, by name.
func (h *Hub) Agents(ctx context.Context) ([]chat.Agent, error) {
	var all []chat.Agent
	err := h.ask(ctx, func(_ context.Context, c *core) {
		c.floor.EachAgent(func(a *chat.Agent) { all = append(all, *a) })
	}, nil)
	slices.SortFunc(all, func(a, b chat.Agent) int { return cmp.Compare(a.Name, b.Name) })
	return all, err
}

// FloorHash returns the digest of the floor as it is on the log, and the
// sequence that it stands for; tests compare it with a desk's.
func (h *Hub) FloorHash(ctx context.Context) (hash string, seq uint64, err error) {
	err = h.ask(ctx, func(context.Context, *core) {}, func(c *core, _ uint64) {
		hash, seq = c.floor.Hash(), c.seq
	})
	return hash, seq, err
}

// KnowsToken reports whether the token is that of an agent.
func (h *Hub) KnowsToken(token string) bool {
	_, ok := h.access.lookup(token)
	return ok
}
