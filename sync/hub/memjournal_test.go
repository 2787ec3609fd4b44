package hub

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/sync/log"
	"floorwalker/sync/wire"
)

// memJournal is a journal in memory that can be told to fail. It keeps the
// promise of expected sequences, as sync/log does.
type memJournal struct {
	mu          sync.Mutex // guards all below
	epoch       string
	events      [][]byte
	subjects    []log.Subject
	last        map[log.Subject]uint64
	chats       map[string][]uint64 // the events of each chat, by what its subjects begin with
	audits      []string
	commands    []string // each a record of lines
	credentials map[string][]byte
	schema      string
	position    uint64
	saved       []byte
	saves       int

	// Hooks; nil does nothing. They are called before anything is kept.
	onAppend func(recs []log.Record) error
	onSave   func() error
	onAudit  func() error
	onCmds   func() error
}

func newJournal() *memJournal {
	return &memJournal{epoch: "one", last: make(map[log.Subject]uint64), chats: make(map[string][]uint64), credentials: make(map[string][]byte)}
}

func (j *memJournal) Epoch() string { return j.epoch }

func (j *memJournal) Last() uint64 {
	j.mu.Lock()
	defer j.mu.Unlock()
	return uint64(len(j.events))
}

func (j *memJournal) Append(_ context.Context, recs []log.Record) (uint64, error) {
	j.mu.Lock()
	hook := j.onAppend
	j.mu.Unlock()
	if hook != nil {
		if err := hook(recs); err != nil {
			return 0, err
		}
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	for _, r := range recs {
		if r.ExpectLast != nil && *r.ExpectLast != j.last[r.Subject] {
			return 0, fmt.Errorf("%w: %s is at %d, not %d", log.ErrConflict, r.Subject, j.last[r.Subject], *r.ExpectLast)
		}
	}
	first := uint64(len(j.events)) + 1
	for _, r := range recs {
		j.events, j.subjects = append(j.events, bytes.Clone(r.Data)), append(j.subjects, r.Subject)
		j.last[r.Subject] = uint64(len(j.events))
		whose := chatOf(r.Subject)
		j.chats[whose] = append(j.chats[whose], uint64(len(j.events)))
	}
	return first, nil
}

func (j *memJournal) Read(_ context.Context, after uint64, visit func(uint64, []byte) error) error {
	j.mu.Lock()
	events := slices.Clone(j.events)
	j.mu.Unlock()
	for i := int(after); i < len(events); i++ {
		if err := visit(uint64(i)+1, events[i]); err != nil {
			return err
		}
	}
	return nil
}

func (j *memJournal) ReadChat(_ context.Context, id chat.ChatID, visit func(uint64, []byte) error) error {
	j.mu.Lock()
	seqs := slices.Clone(j.chats[chatOf(log.ChatOwn(id))])
	events := j.events[:len(j.events):len(j.events)]
	j.mu.Unlock()
	for _, seq := range seqs {
		if err := visit(seq, events[seq-1]); err != nil {
			return err
		}
	}
	return nil
}

// chatOf is what the subjects of one chat have in common.
func chatOf(s log.Subject) string {
	whose, _, _ := strings.Cut(strings.TrimPrefix(fmt.Sprint(s), "chat."), ".")
	return whose
}

func (j *memJournal) Audit(_ context.Context, data []byte) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.onAudit != nil {
		if err := j.onAudit(); err != nil {
			return err
		}
	}
	j.audits = append(j.audits, string(data))
	return nil
}

func (j *memJournal) ReadAudit(_ context.Context, after uint64, visit func(uint64, []byte) error) error {
	j.mu.Lock()
	audits := slices.Clone(j.audits)
	j.mu.Unlock()
	for i := int(after); i < len(audits); i++ {
		if err := visit(uint64(i)+1, []byte(audits[i])); err != nil {
			return err
		}
	}
	return nil
}

func (j *memJournal) Commands(_ context.Context, lines []byte) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.onCmds != nil {
		if err := j.onCmds(); err != nil {
			return err
		}
	}
	j.commands = append(j.commands, string(lines))
	return nil
}

func (j *memJournal) ReadCommands(_ context.Context, after uint64, visit func(uint64, []byte) error) error {
	j.mu.Lock()
	commands := slices.Clone(j.commands)
	j.mu.Unlock()
	for i := int(after); i < len(commands); i++ {
		if err := visit(uint64(i)+1, []byte(commands[i])); err != nil {
			return err
		}
	}
	return nil
}

func (j *memJournal) ForgetCommands(_ context.Context, _ uint64, young func([]byte) (bool, error)) (uint64, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	for i := range j.commands {
		if is, err := young([]byte(j.commands[i])); err != nil || is {
			j.commands = j.commands[i:]
			return uint64(i), err
		}
	}
	n := len(j.commands)
	j.commands = nil
	return uint64(n), nil
}

func (j *memJournal) SaveCheckpoint(_ context.Context, schema string, position uint64, r io.Reader) error {
	b, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.onSave != nil {
		if err := j.onSave(); err != nil {
			return err
		}
	}
	j.schema, j.position, j.saved = schema, position, b
	j.saves++
	return nil
}

func (j *memJournal) LoadCheckpoint(_ context.Context, schema string) (uint64, io.ReadCloser, bool, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.schema != schema {
		return 0, nil, false, nil
	}
	return j.position, io.NopCloser(bytes.NewReader(j.saved)), true, nil
}

func (j *memJournal) PutCredential(_ context.Context, key string, value []byte) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.credentials[key] = bytes.Clone(value)
	return nil
}

func (j *memJournal) DeleteCredential(_ context.Context, key string) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	delete(j.credentials, key)
	return nil
}

func (j *memJournal) Credentials(context.Context) (map[string][]byte, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return maps.Clone(j.credentials), nil
}

// set changes a hook while the hub runs.
func (j *memJournal) set(change func(*memJournal)) {
	j.mu.Lock()
	defer j.mu.Unlock()
	change(j)
}

// kinds returns the kinds of a chat's events, in log order.
func (j *memJournal) kinds(t testing.TB, id chat.ChatID) []chat.Kind {
	t.Helper()
	var ks []chat.Kind
	for _, e := range j.all(t) {
		if e.Chat == id {
			ks = append(ks, e.Body.Kind())
		}
	}
	return ks
}

func (j *memJournal) all(t testing.TB) []chat.Event {
	t.Helper()
	var es []chat.Event
	if err := j.Read(context.Background(), 0, func(_ uint64, raw []byte) error {
		e, err := wire.DecodeEvent(raw, nil)
		es = append(es, e)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return es
}
