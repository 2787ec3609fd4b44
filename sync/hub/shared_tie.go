package hub

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"

	"floorwalker/app/record"
)

// tie is what a response of the shelf and one of the backend had in common when they
// were last alike. It is kept beside the log, where the next hub finds it.
type tie struct {
	// ID is the backend's; it may be missing until the backend was read once more.
	ID string `json:"id,omitempty"`
	// Short is what the backend calls it, Cut the shortcut that stands for that on the
	// shelf: what is no shortcut here, or is another's, has none.
	Short string `json:"short"`
	Cut   string `json:"cut,omitempty"`
	// Text is a digest of its text.
	Text string `json:"text"`
	// Revision is that of the shelf's version.
	Revision record.Revision `json:"revision"`
	// Gone says that the backend has removed it, and that a person has to say what
	// becomes of a change that was made here meanwhile.
	Gone bool `json:"gone,omitempty"`
}

// tieKey begins the names of what is kept of one backend.
func (l *sharedLibrary) tieKey() string { return "library." + l.driver.Name() + "." }

func (l *sharedLibrary) readTies(ctx context.Context) (map[record.ID]tie, error) {
	all, err := l.hub.cfg.Journal.Credentials(ctx)
	if err != nil {
		return nil, err
	}
	ties := make(map[record.ID]tie)
	for key, raw := range all {
		id, ok := strings.CutPrefix(key, l.tieKey())
		var t tie
		if !ok || json.Unmarshal(raw, &t) != nil {
			continue // without a tie the two are compared as they are
		}
		ties[record.ID(id)] = t
	}
	return ties, nil
}

// tie keeps that two are alike.
func (l *sharedLibrary) tie(ctx context.Context, id record.ID, t tie) error {
	if was, ok := l.ties[id]; ok && was == t {
		return nil
	}
	raw, err := json.Marshal(t)
	if err != nil {
		return err
	}
	if err := l.hub.cfg.Journal.PutCredential(ctx, l.tieKey()+string(id), raw); err != nil {
		return err
	}
	l.ties[id] = t
	return nil
}

// untie forgets a response that neither side has any more.
func (l *sharedLibrary) untie(ctx context.Context, id record.ID) error {
	if _, ok := l.ties[id]; !ok {
		return nil
	}
	if err := l.hub.cfg.Journal.DeleteCredential(ctx, l.tieKey()+string(id)); err != nil {
		return err
	}
	delete(l.ties, id)
	return nil
}

// digest tells texts apart, as the shelf keeps them.
func digest(text string) string {
	sum := sha256.Sum256([]byte(record.Tidy(text)))
	return hex.EncodeToString(sum[:12])
}

// recordOf returns the id under which a response of the backend's comes onto the shelf.
func (l *sharedLibrary) recordOf(id, short string) record.ID {
	if r := record.ID(l.driver.Name() + "-" + id); id != "" && r.Valid() {
		return r
	}
	sum := sha256.Sum256([]byte(id + "\x00" + short))
	return record.ID(l.driver.Name() + "-x" + hex.EncodeToString(sum[:8]))
}
