package hub

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/referee"
)

// AuditLine is a line of GET /audit.
type AuditLine struct {
	// Resume goes on behind this line, as ?after= of another request. It says
	// nothing about how many facts are between two lines (D-03), and is good
	// for the same agent only.
	Resume string `json:"r"`
	// Fact has id, kind, at, chat, agent, and serving.
	Fact json.RawMessage `json:"fact"`
}

const (
	// auditChunk is how many facts are judged at once: the loop is asked so
	// often while the whole stream is read, and no longer at a time.
	auditChunk = 500
	// auditBeat is how often a quiet stream has an empty line, so that a dead
	// one is noticed. The stream is also read again then, because on a cluster
	// another hub may have written there.
	auditBeat = 15 * time.Second
)

// auditReader is somebody who reads the audit stream.
type auditReader struct {
	hub   *Hub
	ctx   context.Context
	token string
	agent chat.AgentID // empty for the owner of this machine, who sees all
	w     http.ResponseWriter
	out   *http.ResponseController
	at    uint64 // the position up to which facts were read
}

// auditStream serves GET /audit?after=: facts from a position on, and then live,
// as JSON lines. Only leads may read it, and never about a chat that they serve
// or served at the moment of the fact (D-03, C-OBS-02). It is a connection of
// its own, so that nothing about the ordinary one changes; it counts for nobody's
// presence and in no metric.
func (h *Hub) auditStream(w http.ResponseWriter, r *http.Request, who grant) {
	a := &auditReader{hub: h, ctx: r.Context(), token: bearer(r), agent: who.Agent, w: w, out: http.NewResponseController(w)}
	eyes, commands := auditEyes(who.Agent), ofCommands(r)
	if commands {
		eyes = commandEyes(who.Agent)
	}
	if after := r.URL.Query().Get("after"); after != "" {
		var ok bool
		if a.at, ok = h.resumer.position(eyes, after); !ok {
			http.Error(w, "This is no position of yours on this stream.", http.StatusBadRequest)
			return
		}
	}
	a.serve(r.Context(), commands, true)
}

// adminAudit prints the facts for whoever runs the hub.
func (h *Hub) adminAudit(w http.ResponseWriter, r *http.Request) {
	a := &auditReader{hub: h, ctx: r.Context(), w: w, out: http.NewResponseController(w)}
	a.serve(r.Context(), ofCommands(r), r.URL.Query().Get("follow") != "")
}

// auditEyes is the name under which an agent's positions on the audit stream are
// hidden; no agent's id has a control character, so none is taken for one of
// the floor's.
func auditEyes(agent chat.AgentID) chat.AgentID { return "\x00audit/" + agent }

// serve writes facts, of commands or of observing, until there are no more, or for ever.
func (a *auditReader) serve(ctx context.Context, commands, follow bool) {
	ears, writeNews := &a.hub.audit.ears, a.writeNews
	if commands {
		ears, writeNews = &a.hub.ledger.ears, a.writeCommands
	}
	ear, cancel := ears.listen()
	defer cancel()
	a.w.Header().Set("Content-Type", "application/x-ndjson")
	private(a.w)
	beat := time.NewTicker(auditBeat)
	defer beat.Stop()
	for a.admitted() {
		if writeNews(ctx) != nil || a.flush() != nil || !follow {
			return
		}
		select {
		case <-ear:
		case <-beat.C:
			if a.write([]byte{'\n'}) != nil {
				return
			}
		case <-ctx.Done():
			return
		case <-a.hub.ended:
			follow = false // what the hub wrote last
		}
	}
}

// admitted reports whether the reader still may read.
func (a *auditReader) admitted() bool {
	if a.agent == "" {
		return true
	}
	who, ok := a.hub.access.lookup(a.token)
	return ok && who.Role == chat.RoleLead
}

// writeNews writes what is new, in one reading of the stream.
func (a *auditReader) writeNews(ctx context.Context) error {
	var facts []readFact
	err := a.hub.cfg.Journal.ReadAudit(ctx, a.at, func(seq uint64, raw []byte) error {
		f := readFact{seq: seq, raw: slices.Clone(raw)}
		if err := json.Unmarshal(raw, &f.AuditFact); err != nil {
			return fmt.Errorf("audit fact %d: %w", seq, err)
		}
		if facts = append(facts, f); len(facts) < auditChunk {
			return nil
		}
		err := a.tell(ctx, facts)
		facts = facts[:0]
		return err
	})
	if err != nil {
		return err
	}
	return a.tell(ctx, facts)
}

// tell writes those of the facts that the reader may see.
func (a *auditReader) tell(ctx context.Context, facts []readFact) error {
	shown, err := a.judge(ctx, facts)
	if err != nil {
		return err
	}
	for i, f := range facts {
		a.at = f.seq
		if !shown[i] {
			continue
		}
		if err := a.line(f); err != nil {
			return err
		}
	}
	return nil
}

// readFact is a fact and where it stands.
type readFact struct {
	seq uint64
	raw []byte
	referee.AuditFact
}

// judge says of each fact whether the reader may see it. The floor is asked now,
// not when the fact was written: who has come to serve a chat is not told who
// watched it before. For the owner of this machine the floor is not asked.
func (a *auditReader) judge(ctx context.Context, facts []readFact) ([]bool, error) {
	shown := make([]bool, len(facts))
	if a.agent == "" || len(facts) == 0 {
		for i := range shown {
			shown[i] = true
		}
		return shown, nil
	}
	err := a.hub.inspect(ctx, func(c *core) {
		for i, f := range facts {
			shown[i] = !slices.Contains(f.Serving, a.agent) && !c.serves(a.agent, f.Chat)
		}
	})
	return shown, err
}

// serves reports whether an agent serves a chat now, or is about to.
func (c *core) serves(agent chat.AgentID, id chat.ChatID) bool {
	ct := c.floor.Chat(id)
	return ct != nil && (ct.Serves(agent) || ct.Claim.Agent == agent)
}

// line writes one fact.
func (a *auditReader) line(f readFact) error {
	if a.agent == "" {
		return a.write(append(f.raw, '\n'))
	}
	line, err := json.Marshal(AuditLine{Resume: a.hub.resumer.token(auditEyes(a.agent), f.seq), Fact: f.raw})
	if err != nil {
		return err
	}
	return a.write(append(line, '\n'))
}

func (a *auditReader) write(line []byte) error {
	// A server that cannot set a deadline, such as a test's recorder, serves
	// without one.
	_ = a.out.SetWriteDeadline(deadline(writeTime))
	if err := a.ctx.Err(); err != nil { // whoever ends it sets a deadline of their own after that
		return err
	}
	_, err := a.w.Write(line) // #nosec G705 -- JSON lines, never shown by a browser
	return err
}

func (a *auditReader) flush() error {
	if err := a.out.Flush(); !errors.Is(err, http.ErrNotSupported) {
		return err
	}
	return nil
}
