package main

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"floorwalker/app/chat"
	"floorwalker/cmd/internal/label"
	"floorwalker/cmd/internal/station"
	"floorwalker/sync/log"
)

// labelCmd is "floorhub label".
type labelCmd struct {
	reading
	Chats   int    `help:"How many chats to draw." default:"20" placeholder:"N"`
	Alerts  bool   `help:"Draw chats with alerts first."`
	Seed    int64  `help:"Which chats: the same seed draws the same." default:"1" placeholder:"S"`
	Ask     string `help:"Ask for some labels only, by their keys." placeholder:"KEYS"`
	Journal string `help:"Where judgements are kept; in the data folder if not given." placeholder:"F" type:"path"`
	Export  string `help:"Write what was judged to this folder instead, masked." placeholder:"FOLDER" type:"path"`
}

// Run shows turns and takes labels, or exports them.
func (c *labelCmd) Run(e *env) (err error) {
	asked := label.Asked(c.Ask)
	if asked == nil {
		return fmt.Errorf("%w: --ask has a key that gives no label", station.ErrUsage)
	}
	if c.Chats < 1 {
		return fmt.Errorf("%w: --chats must be at least 1", station.ErrUsage)
	}
	path, err := c.journal()
	if err != nil {
		return err
	}
	j, err := label.OpenJournal(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, j.Close()) }()
	var census label.Census
	if err := c.each(e, census.Event); err != nil {
		return err
	}
	if c.Export != "" {
		return c.export(e, j, &census)
	}
	return c.ask(e, j, &census, asked)
}

func (c *labelCmd) journal() (string, error) {
	if c.Journal != "" {
		return c.Journal, nil
	}
	dir, err := c.path()
	return filepath.Join(dir, "labels", "journal.jsonl"), err
}

// ask goes on with the chats that were drawn, or draws some if all are judged.
func (c *labelCmd) ask(e *env, j *label.Journal, census *label.Census, asked []label.Kind) (err error) {
	f, err := atTerminal(e)
	if err != nil {
		return err
	}
	s := &label.Session{Journal: j, Asked: asked}
	if s.Threads, err = c.threads(e, census, j.Book.Drawn); err != nil {
		return err
	}
	if s.Done() {
		drawn := label.Pick(census.Chats(), label.Order{Chats: c.Chats, Seed: c.Seed, Alerts: c.Alerts}, j.Book.WasDrawn())
		if len(drawn) == 0 {
			return errors.New("the log has no chat that was not drawn before")
		}
		if err := j.Append(label.Entry{Drawn: drawn, Seed: c.Seed, Alerts: c.Alerts}); err != nil {
			return err
		}
		if s.Threads, err = c.threads(e, census, drawn); err != nil {
			return err
		}
	}
	screen, err := openTerminal(e, f)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, screen.Close()) }()
	s.Screen = screen
	return s.Run()
}

// threads reads the chats of these ids, in their order. Chats that have left
// the log are left out.
func (c *labelCmd) threads(e *env, census *label.Census, ids []chat.ChatID) ([]*label.Thread, error) {
	place := make(map[chat.ChatID]int, len(ids))
	for i, id := range ids {
		place[id] = i
	}
	var wanted []label.Counted
	for _, one := range census.Chats() {
		if _, ok := place[one.ID]; ok {
			wanted = append(wanted, one)
		}
	}
	found, err := c.read(e, wanted)
	ordered := make([]*label.Thread, len(ids))
	for _, t := range found {
		ordered[place[t.ID]] = t
	}
	var there []*label.Thread
	for _, t := range ordered {
		if t != nil {
			there = append(there, t)
		}
	}
	return there, err
}

func (c *labelCmd) read(e *env, wanted []label.Counted) ([]*label.Thread, error) {
	if len(wanted) == 0 {
		return nil, nil
	}
	r := label.NewReading(wanted)
	err := c.each(e, r.Event)
	return r.Threads(), err
}

// each visits every event that is on the log now.
func (c *labelCmd) each(e *env, visit func(raw []byte)) error {
	return c.visit(e, "/tail", url.Values{"all": {"1"}, "text": {"1"}, "once": {"1"}}, visit, func(l *log.Log) error {
		return l.Read(e.ctx, 0, func(_ uint64, raw []byte) error {
			visit(raw)
			return nil
		})
	})
}

// export writes FOLDER/dev.jsonl, which evaluate.py reads as the set FOLDER.
func (c *labelCmd) export(e *env, j *label.Journal, census *label.Census) error {
	judged := j.Book.WasDrawn()
	var wanted []label.Counted
	for _, one := range census.Chats() {
		if one.Said || judged[one.ID] {
			wanted = append(wanted, one)
		}
	}
	threads, err := c.read(e, wanted)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(c.Export, 0o700); err != nil {
		return err
	}
	path := filepath.Join(c.Export, "dev.jsonl")
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600) // #nosec G304 -- a folder of who exports
	if err != nil {
		return err
	}
	set := strings.ToLower(filepath.Base(c.Export))
	chats, turns, labels, err := label.Export(f, set, threads, j.Book)
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}
	_, err = fmt.Fprintf(e.out, "%d labels in %d turns of %d chats are in %s.\n"+
		"Names, numbers and addresses are masked as far as a program can tell: look through the file before it leaves the team.\n", labels, turns, chats, path)
	return err
}
