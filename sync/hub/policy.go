package hub

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"net/http"
	"strconv"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// adopt works by another policy from an event on. Of a change that was just
// decided the file has been parsed already.
func (c *core) adopt(b *chat.PolicyChanged) {
	next := c.parsed
	if next == nil || !bytes.Equal(next.File, b.File) {
		var err error
		if next, err = policy.ParseEdition(b.File); err != nil {
			// An older program on a newer floor. It must not keep the floor from
			// opening, and nobody may think that it goes by the new one.
			c.logger.Error("the policy on the log cannot be read by this version, so the one before stays in force",
				slog.Int("version", b.Version), slog.Int("in_force", c.edition.Policy.Version), slog.Any("error", err))
			return
		}
	}
	c.edition = next
	c.engine.Adopt(next.Policy)
	if c.live {
		c.rewind() // what is due may be due at another time
	}
}

// beginPolicy puts the team's own policy on a log that has none: desks come with
// the one that ships, and have to learn of any other from the floor.
func (c *core) beginPolicy(ctx context.Context, own bool) error {
	if !own || len(c.team.policies) > 0 {
		return nil
	}
	version := c.edition.Policy.Version
	c.stage(chat.Event{ID: chat.EventID("policy/" + strconv.Itoa(version)), Body: &chat.PolicyChanged{
		Version: version, File: c.edition.File, Reason: "the policy that this floor began with",
	}})
	_, err := c.commit(ctx)
	return err
}

// readPolicy reads a new policy before the loop sees it: parsing takes longer than
// anything that the loop does.
func readPolicy(w chat.Wish) (*policy.Edition, *chat.Refusal) {
	change, ok := w.(*chat.ChangePolicy)
	if !ok {
		return nil, nil
	}
	e, err := policy.ParseEdition(change.File)
	if err != nil {
		return nil, &chat.Refusal{Code: chat.RefusedInvalid, Words: "This policy cannot be used: " + err.Error() + "."}
	}
	return e, nil
}

// PolicyInForce is what GET and POST /policy answer.
type PolicyInForce struct {
	Version int `json:"version"`
	// File is the whole policy, as TOML; only GET has it.
	File string `json:"file,omitempty"`
}

// adminPolicy says which policy is in force.
func (h *Hub) adminPolicy(w http.ResponseWriter, _ *http.Request) {
	e := h.edition.Load()
	adminJSON(w, PolicyInForce{Version: e.Policy.Version, File: string(e.File)})
}

// adminSetPolicy puts a policy in force for whoever runs the hub, who needs to
// be nobody on the team: the body is the file, "reason" why, and "from" the
// version that it was edited from, which may be left out. With "as" it is a
// lead's change, by the name of one on the team, and held to the same rules as
// one from a desk. The answer to a file that cannot be used is one line with its
// line and column.
func (h *Hub) adminSetPolicy(w http.ResponseWriter, r *http.Request) {
	file, err := io.ReadAll(http.MaxBytesReader(w, r.Body, policy.MaxBytes))
	if err != nil {
		http.Error(w, "the policy is too large", http.StatusRequestEntityTooLarge)
		return
	}
	next, err := policy.ParseEdition(file)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	if r.URL.Query().Has("as") {
		h.changePolicyAs(w, r, next)
		return
	}
	reason := r.URL.Query().Get("reason")
	if reason == "" {
		reason = "set by whoever runs the hub"
	}
	from, want := r.URL.Query().Get("from"), 0
	err = h.ask(r.Context(), func(_ context.Context, c *core) {
		have := c.edition.Policy.Version
		want = have + 1
		if from != "" && from != strconv.Itoa(have) || next.Policy.Version != want {
			return
		}
		want = 0
		c.change(next, chat.Event{ID: h.cfg.newID("policy"), Body: &chat.PolicyChanged{
			Version: next.Policy.Version, File: next.File, Reason: reason,
		}})
	}, nil)
	switch {
	case err != nil:
		adminError(w, err)
	case want != 0:
		http.Error(w, "the policy in force is version "+strconv.Itoa(want-1)+", so the next one has to say version = "+strconv.Itoa(want), http.StatusConflict)
	default:
		adminJSON(w, PolicyInForce{Version: next.Policy.Version})
	}
}

// change stages events of which one puts next in force.
func (c *core) change(next *policy.Edition, events ...chat.Event) {
	c.parsed = next
	c.stageAll(events)
	c.parsed = nil
}
