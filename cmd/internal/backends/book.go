package backends

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

// FileName is the file in the data folder.
const FileName = "backends.toml"

// Secrets keeps what must be in no file that people read. A vault does.
type Secrets interface {
	Get(ctx context.Context, name string) (value string, ok bool, err error)
	Set(ctx context.Context, name, value string) error
	Delete(ctx context.Context, name string) error
}

// Entry is one backend that a hub is connected to.
type Entry struct {
	Vendor string
	// Answers are those that are no secret.
	Answers Answers
	// Agents say who of the floor somebody is whom the vendor knows by an id. Who is
	// not in it is found by mail address and name.
	Agents map[string]chat.AgentID
	// Teams say what the floor calls the vendor's teams, where that is another name.
	Teams map[string]string
}

// Book is the list of a hub's backends. Its methods may be called from any goroutine,
// but not two that write at a time.
type Book struct {
	dir     string
	secrets Secrets
}

// NewBook returns the book of a data folder.
func NewBook(dir string, s Secrets) *Book { return &Book{dir: dir, secrets: s} }

// table is a vendor's part of the file.
type table map[string]any

// contents are the whole file.
type contents struct {
	// id tells the secrets of this hub from those of others of the same person.
	id      string
	entries []Entry
}

const (
	agentsKey = "agents"
	teamsKey  = "teams"
	idKey     = "id"
)

// FileError says what is wrong in the file.
type FileError struct {
	Vendor, Why string
	Err         error
}

func (e *FileError) Error() string {
	switch {
	case e.Vendor == "":
		return FileName + ": " + e.Why
	default:
		return fmt.Sprintf("%s: [%s]: %s", FileName, e.Vendor, e.Why)
	}
}

func (e *FileError) Unwrap() error { return e.Err }

// Entries returns the backends in the order of [Vendors]; no file means none.
func (b *Book) Entries() ([]Entry, error) {
	c, err := b.read()
	return c.entries, err
}

func (b *Book) read() (contents, error) {
	raw, err := os.ReadFile(filepath.Join(b.dir, FileName))
	if errors.Is(err, fs.ErrNotExist) {
		return contents{id: strings.ToLower(rand.Text())}, nil
	}
	if err != nil {
		return contents{}, fmt.Errorf("reading the list of backends: %w", err)
	}
	return parse(raw)
}

func parse(raw []byte) (c contents, err error) {
	var tables map[string]any
	if err := toml.Unmarshal(raw, &tables); err != nil {
		var at *toml.DecodeError
		if errors.As(err, &at) {
			line, column := at.Position()
			return c, &FileError{Why: fmt.Sprintf("line %d, column %d: %s", line, column, at.Error()), Err: err}
		}
		return c, &FileError{Why: "it cannot be read", Err: err}
	}
	var ok bool
	if c.id, ok = tables[idKey].(string); !ok || c.id == "" {
		return c, &FileError{Why: "it has no id; \"floorhub connect\" writes one when there is no such file"}
	}
	delete(tables, idKey)
	for _, v := range Vendors() {
		t, ok := tables[v.Name]
		if !ok {
			continue
		}
		delete(tables, v.Name)
		answers, ok := t.(map[string]any)
		if !ok {
			return c, &FileError{Vendor: v.Name, Why: "it has to be a table"}
		}
		e, err := v.entry(answers)
		if err != nil {
			return c, err
		}
		c.entries = append(c.entries, e)
	}
	for _, name := range slices.Sorted(maps.Keys(tables)) {
		return c, &FileError{Vendor: name, Why: "there is no such backend", Err: ErrNoVendor}
	}
	return c, nil
}

// entry reads one table.
func (v *Vendor) entry(t table) (Entry, error) {
	e := Entry{Vendor: v.Name, Answers: make(Answers), Agents: make(map[string]chat.AgentID), Teams: make(map[string]string)}
	for _, key := range slices.Sorted(maps.Keys(t)) {
		if key == agentsKey || key == teamsKey {
			names, ok := t[key].(map[string]any)
			if !ok {
				return e, &FileError{Vendor: v.Name, Why: key + " is a table of the vendor's names and the floor's"}
			}
			for theirs, ours := range names {
				if key == agentsKey {
					e.Agents[theirs] = chat.AgentID(fmt.Sprint(ours))
				} else {
					e.Teams[theirs] = fmt.Sprint(ours)
				}
			}
			continue
		}
		q, ok := v.question(key)
		switch {
		case !ok:
			return e, &FileError{Vendor: v.Name, Why: fmt.Sprintf("nothing is known about %q", key)}
		case q.Secret:
			return e, &FileError{Vendor: v.Name, Why: fmt.Sprintf("%q is a secret and has to be taken out of this file; \"floorhub connect %s\" asks for it", key, v.Name)}
		}
		e.Answers[key] = fmt.Sprint(t[key])
	}
	return e, nil
}

func (v *Vendor) question(key string) (Question, bool) {
	for _, q := range v.Questions {
		if q.Key == key {
			return q, true
		}
	}
	return Question{}, false
}

// secret is the name under which a vendor's answer is kept.
func (c contents) secret(vendor, key string) string { return "hub/" + c.id + "/" + vendor + "/" + key }

// Save adds a backend, or changes the one of that vendor: the secrets among the answers
// first, the file last.
func (b *Book) Save(ctx context.Context, given Entry) error {
	v, err := VendorOf(given.Vendor)
	if err != nil {
		return err
	}
	all, err := v.Complete(given.Answers)
	if err != nil {
		return err
	}
	c, err := b.read()
	if err != nil {
		return err
	}
	e := Entry{Vendor: v.Name, Answers: make(Answers), Agents: given.Agents, Teams: given.Teams}
	for _, q := range v.Questions {
		switch a, ok := all[q.Key]; {
		case q.Secret && ok:
			if err := b.secrets.Set(ctx, c.secret(v.Name, q.Key), a); err != nil {
				return fmt.Errorf("keeping the credentials of %s: %w", v.Title, err)
			}
		case q.Secret:
			if err := b.secrets.Delete(ctx, c.secret(v.Name, q.Key)); err != nil {
				return fmt.Errorf("keeping the credentials of %s: %w", v.Title, err)
			}
		case ok:
			e.Answers[q.Key] = a
		}
	}
	c.entries = append(c.without(v.Name), e)
	return b.write(c)
}

// Remove forgets a backend, its file's part first and then its secrets. Its chats stay
// on the log.
func (b *Book) Remove(ctx context.Context, vendor string) error {
	v, err := VendorOf(vendor)
	if err != nil {
		return err
	}
	c, err := b.read()
	if err != nil {
		return err
	}
	c.entries = c.without(v.Name)
	if err := b.write(c); err != nil {
		return err
	}
	for _, q := range v.Questions {
		if q.Secret {
			if err := b.secrets.Delete(ctx, c.secret(v.Name, q.Key)); err != nil {
				return fmt.Errorf("forgetting the credentials of %s: %w", v.Title, err)
			}
		}
	}
	return nil
}

func (c contents) without(vendor string) []Entry {
	return slices.DeleteFunc(c.entries, func(o Entry) bool { return o.Vendor == vendor })
}

// head is what a person reads who opens the file.
const head = "# The chat backends of this hub. Secrets are not here: \"floorhub connect\" keeps them in the keychain.\n"

// write replaces the file at once or not at all.
func (b *Book) write(c contents) error {
	tables := map[string]any{idKey: c.id}
	for _, e := range c.entries {
		t := make(table, len(e.Answers)+1)
		for k, a := range e.Answers {
			t[k] = a
		}
		if len(e.Agents) > 0 {
			t[agentsKey] = e.Agents
		}
		if len(e.Teams) > 0 {
			t[teamsKey] = e.Teams
		}
		tables[e.Vendor] = t
	}
	var buf bytes.Buffer
	buf.WriteString(head)
	if err := toml.NewEncoder(&buf).Encode(tables); err != nil {
		return fmt.Errorf("writing the list of backends: %w", err)
	}
	if err := replace(filepath.Join(b.dir, FileName), buf.Bytes()); err != nil {
		return fmt.Errorf("writing the list of backends: %w", err)
	}
	return nil
}

// Answers returns all answers about one backend, its secrets among them.
func (b *Book) Answers(ctx context.Context, e Entry) (Answers, error) {
	v, err := VendorOf(e.Vendor)
	if err != nil {
		return nil, err
	}
	c, err := b.read()
	if err != nil {
		return nil, err
	}
	all := maps.Clone(e.Answers)
	for _, q := range v.Questions {
		if !q.Secret {
			continue
		}
		s, ok, err := b.secrets.Get(ctx, c.secret(v.Name, q.Key))
		if err != nil {
			return nil, fmt.Errorf("asking the keychain for the credentials of %s: %w", v.Title, err)
		}
		if ok {
			all[q.Key] = s
		}
	}
	return v.Complete(all)
}

// Drivers makes a driver for each backend.
func (b *Book) Drivers(ctx context.Context, env Env) ([]driver.Driver, error) {
	entries, err := b.Entries()
	if err != nil {
		return nil, err
	}
	var drivers []driver.Driver
	for _, e := range entries {
		v, err := VendorOf(e.Vendor)
		if err != nil {
			return nil, err
		}
		all, err := b.Answers(ctx, e)
		if err != nil {
			var missing *AnswerError
			if errors.As(err, &missing) && missing.Question.Secret {
				return nil, fmt.Errorf("%w; run \"floorhub connect %s\" on this machine", err, v.Name)
			}
			return nil, err
		}
		d, err := v.open(settings{Answers: all, agents: e.Agents, teams: e.Teams, env: env})
		if err != nil {
			return nil, fmt.Errorf("%s: %w", v.Title, err)
		}
		drivers = append(drivers, d)
	}
	return drivers, nil
}
