package hub

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"

	"floorwalker/app/chat"
)

// commandEyes is the name under which an agent's positions among the commands are
// hidden; see auditEyes.
func commandEyes(agent chat.AgentID) chat.AgentID { return "\x00commands/" + agent }

// writeCommands writes what is new of what became of commands: GET /audit?commands=1,
// with positions as the audit has them. A line's position is good for going on behind its
// record, so whoever goes on from the middle of one is told some of it again; the ids say
// so.
func (a *auditReader) writeCommands(ctx context.Context) error {
	if a.hub.ledger.to == nil {
		return nil
	}
	return a.hub.ledger.to.ReadCommands(ctx, a.at, func(seq uint64, lines []byte) error {
		for line := range bytes.Lines(lines) {
			at := a.at
			if lines = lines[len(line):]; len(lines) == 0 {
				at = seq
			}
			if err := a.commandLine(at, bytes.TrimSpace(line)); err != nil {
				return err
			}
		}
		a.at = seq
		return nil
	})
}

func (a *auditReader) commandLine(at uint64, fact []byte) error {
	if a.agent == "" {
		return a.write(append(bytes.Clone(fact), '\n'))
	}
	line, err := json.Marshal(AuditLine{Resume: a.hub.resumer.token(commandEyes(a.agent), at), Fact: fact})
	if err != nil {
		return err
	}
	return a.write(append(line, '\n'))
}

// ofCommands reports whether a request is about commands and not about observing.
func ofCommands(r *http.Request) bool { return r.URL.Query().Get("commands") != "" }
