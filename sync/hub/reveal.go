package hub

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"

	"floorwalker/app/chat"
	"floorwalker/app/referee"
	"floorwalker/sync/wire"
)

// Revealed is what GET /reveal?chat=&message= answers: the original of a line whose
// secrets are masked (G-SEC-01, A-49).
type Revealed struct {
	Chat    chat.ChatID    `json:"chat"`
	Message chat.MessageID `json:"message"`
	Text    string         `json:"text"`
}

// mountReveal adds the route on which a masked original is shown, to whoever serves
// the chat and to leads.
func (h *Hub) mountReveal(r *routes) {
	r.team("GET /reveal", h.reveal)
}

var (
	errNotMasked = errors.New("Nothing is masked in this line.")                                            //nolint:staticcheck,revive // ST1005: it is shown as it is
	errNoReveal  = errors.New("Only the agent who serves this chat, or a lead, may see what is masked.")    //nolint:staticcheck,revive // ST1005: it is shown as it is
	errUnaudited = errors.New("The hub could not write down who looked, so it does not show the original.") //nolint:staticcheck,revive // ST1005: it is shown as it is
)

// errNoSeal means that this hub was given no key; refuseReveal has the words.
var errNoSeal = errors.New("the hub has no key to open what is sealed")

// reveal shows an original. That somebody looked is on the audit stream's disk
// before the original leaves the hub; the text itself goes to no log.
func (h *Hub) reveal(w http.ResponseWriter, r *http.Request, who grant) {
	id, message := chat.ChatID(r.URL.Query().Get("chat")), chat.MessageID(r.URL.Query().Get("message"))
	serving, err := h.mayReveal(r.Context(), id, &who)
	if err != nil {
		refuseReveal(w, err)
		return
	}
	text, err := h.original(r.Context(), id, message)
	if err == nil {
		err = h.witnessReveal(r.Context(), &who, id, message, serving)
	}
	if err != nil {
		refuseReveal(w, err)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(Revealed{id, message, text}) // the client went away
}

// mayReveal returns who serves the chat, the owner first. For those who may not look
// a chat that is not there and one that is are the same.
func (h *Hub) mayReveal(ctx context.Context, id chat.ChatID, who *grant) (serving []chat.AgentID, err error) {
	may := who.Role == chat.RoleLead // also in a chat that has left the floor
	err = h.look(ctx, func(c *core) {
		ct := c.floor.Chat(id)
		if ct == nil || ct.Owner == "" {
			return
		}
		may = may || ct.Owner == who.Agent
		serving = append(serving, ct.Owner)
	})
	if err == nil && !may {
		err = errNoReveal
	}
	return serving, err
}

// original opens what was sealed beside a line, from the log.
func (h *Hub) original(ctx context.Context, id chat.ChatID, message chat.MessageID) (text string, err error) {
	var blob []byte
	err = h.cfg.Journal.ReadChat(ctx, id, func(_ uint64, raw []byte) error {
		e, err := wire.DecodeEvent(raw, nil)
		if err != nil {
			return err
		}
		if b, ok := e.Body.(*chat.MessagePosted); ok && b.Message == message {
			blob = b.Sealed
			return errEnough
		}
		return nil
	})
	switch {
	case err != nil && !errors.Is(err, errEnough):
		return "", err
	case len(blob) == 0:
		return "", errNotMasked
	case h.cfg.Seal == nil:
		return "", errNoSeal
	}
	return h.cfg.Seal.Open(id, message, blob)
}

// witnessReveal writes down who looked, and waits until that is on disk.
func (h *Hub) witnessReveal(ctx context.Context, who *grant, id chat.ChatID, message chat.MessageID, serving []chat.AgentID) error {
	fact := referee.AuditFact{
		ID: chat.CommandID(h.cfg.newID("reveal")), Kind: referee.AuditRevealed, At: chat.InstantOf(h.cfg.Now()),
		Chat: id, Agent: who.Agent, Serving: serving, Message: message,
	}
	written := make(chan error, 1)
	h.audit.write(fact, func(err error) { written <- err })
	select {
	case err := <-written:
		if err != nil {
			return errUnaudited
		}
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func refuseReveal(w http.ResponseWriter, err error) {
	switch {
	case errors.Is(err, errNoReveal):
		http.Error(w, errNoReveal.Error(), http.StatusForbidden)
	case errors.Is(err, errNotMasked):
		http.Error(w, errNotMasked.Error(), http.StatusNotFound)
	case errors.Is(err, errUnaudited):
		http.Error(w, errUnaudited.Error(), http.StatusServiceUnavailable)
	case errors.Is(err, ErrStopped):
		http.Error(w, "The hub is stopping.", http.StatusServiceUnavailable)
	default: // what the cause says is about keys and the log, and nobody else's business
		http.Error(w, "The hub cannot open the original any more.", http.StatusGone)
	}
}
