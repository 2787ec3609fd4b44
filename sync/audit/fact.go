package audit

import (
	"encoding/json"
	"errors"

	"floorwalker/app/referee"
)

const (
	// MaxLine is the longest line that is read, in bytes, its end included.
	MaxLine = 64 << 10
	// maxResume is the longest position that is taken, in bytes: it goes into
	// a URL. The hub's are far shorter.
	maxResume = 1 << 10
)

// errNoFact means that a line is well-formed JSON and not a fact.
var errNoFact = errors.New("audit: the line is no fact")

// line is one line of the stream as it is written.
type line struct {
	Resume string            `json:"r"`
	Fact   referee.AuditFact `json:"fact"`
}

// decode reads one line without its end: a fact, and the position behind it.
// Kinds that this version does not know are facts like any others; whoever
// folds them leaves them out.
func decode(raw []byte) (referee.AuditFact, string, error) {
	var l line
	if err := json.Unmarshal(raw, &l); err != nil {
		return referee.AuditFact{}, "", err
	}
	f := &l.Fact
	if l.Resume == "" || len(l.Resume) > maxResume || f.ID == "" || f.Kind == "" || f.At <= 0 || f.Chat == "" || f.Agent == "" {
		return referee.AuditFact{}, "", errNoFact
	}
	return *f, l.Resume, nil
}
