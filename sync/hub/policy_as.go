package hub

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"strings"
	"unicode/utf8"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// changePolicyAs puts next in force for a lead who runs the hub and need not be
// at a desk: whoever reads the log finds their name at it. Beside that the rules
// are those for a desk.
func (h *Hub) changePolicyAs(w http.ResponseWriter, r *http.Request, next *policy.Edition) {
	q := r.URL.Query()
	reason, refused := strings.TrimSpace(q.Get("reason")), ""
	err := h.ask(r.Context(), func(_ context.Context, c *core) {
		by := c.named(q.Get("as"))
		if refused = cmp.Or(mayNotChange(by), c.isNotNext(next), c.isNoReason(reason)); refused != "" {
			return
		}
		c.change(next, chat.Event{ID: h.cfg.newID("policy"), By: by.ID, Body: &chat.PolicyChanged{
			Version: next.Policy.Version, File: next.File, Reason: reason,
		}})
	}, nil)
	switch {
	case err != nil:
		adminError(w, err)
	case refused != "":
		http.Error(w, refused, http.StatusConflict)
	default:
		adminJSON(w, PolicyInForce{Version: next.Policy.Version})
	}
}

// named returns who on the team has a name, or an id; nil if nobody has.
func (c *core) named(name string) (found *chat.Agent) {
	c.floor.EachAgent(func(a *chat.Agent) {
		if !a.Revoked && (a.Name == name || string(a.ID) == name) {
			found = a
		}
	})
	return found
}

func mayNotChange(by *chat.Agent) string {
	switch {
	case by == nil:
		return "there is nobody of that name on the team"
	case by.Role != chat.RoleLead:
		return by.Name + " is no lead, and only leads change the policy"
	}
	return ""
}

func (c *core) isNotNext(next *policy.Edition) string {
	if have := c.edition.Policy.Version; next.Policy.Version != have+1 {
		return fmt.Sprintf("the policy is at version %d by now, so the next one has to say version = %d", have, have+1)
	}
	return ""
}

func (c *core) isNoReason(reason string) string {
	if least := c.edition.Policy.Note.Min; utf8.RuneCountInString(reason) < least {
		return fmt.Sprintf("say why the policy changes, in at least %d characters", least)
	}
	return ""
}
