package hub

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"

	"floorwalker/app/chat"
	"floorwalker/sync/log"
	"floorwalker/sync/wire"
)

// A checkpoint is the floor as the events that made it: the team's, then each
// chat's, then what stands on the shelves, in the form of the log, each line
// led by its sequence number. So there is one reader of events and no second
// form of state to keep in step. Before them is one line of figures, which are
// also of chats that have left the floor.

// checkpointForm changes when the form of a checkpoint does.
const checkpointForm = "floorwalker checkpoint 4"

// checkpointFigures leads the line of figures, in the place of a number.
const checkpointFigures = "figures"

// schema names the checkpoints that this version can read: a version that
// knows other kinds of events folds the log again instead.
func schema() string {
	kinds := chat.Kinds()
	slices.Sort(kinds)
	h := sha256.New()
	fmt.Fprintln(h, checkpointForm, chat.KeepClosed, kinds)
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// lines calls visit for every event that makes up the floor, chat by chat;
// private is what [ifPrivate] says of it. The active chats come first: one that
// was closed in between counts as closed for a moment while it is folded, and
// must not push another off the floor.
func (c *core) lines(visit func(seq uint64, raw []byte, private *chat.Event)) {
	for _, e := range c.team.inOrder(c.floor) {
		visit(e.seq, e.raw, nil)
	}
	ids := make([]chat.ChatID, 0, len(c.history))
	for id := range c.history {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b chat.ChatID) int {
		return cmp.Or(cmp.Compare(c.ended(a), c.ended(b)), cmp.Compare(c.history[a].seqs[0], c.history[b].seqs[0]))
	})
	for _, id := range ids {
		h := c.history[id]
		for i, raw := range h.raw {
			visit(h.seqs[i], raw, h.private[i])
		}
	}
	c.shelves.inOrder(func(seq uint64, raw []byte) { visit(seq, raw, nil) })
}

// ended is 1 for a chat that is over.
func (c *core) ended(id chat.ChatID) int {
	if ct := c.floor.Chat(id); ct == nil || !ct.Active() {
		return 1
	}
	return 0
}

func (c *core) checkpoint(ctx context.Context) error {
	figures, err := json.Marshal(onWire(c.figures.Figures()))
	if err != nil {
		return err
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s %s\n", checkpointFigures, figures)
	c.lines(func(seq uint64, raw []byte, _ *chat.Event) {
		b.Write(strconv.AppendUint(b.AvailableBuffer(), seq, 10))
		b.WriteByte(' ')
		b.Write(raw)
		b.WriteByte('\n')
	})
	return c.journal.SaveCheckpoint(ctx, schema(), c.seq, &b)
}

// load folds the newest checkpoint and the log behind it, and begins the
// shelves on which there never was anything.
func (c *core) load(ctx context.Context, starter Starter, own bool) error {
	position, r, ok, err := c.journal.LoadCheckpoint(ctx, schema())
	if older, can := c.journal.(olderCheckpoints); can && errors.Is(err, log.ErrNeedCheckpoint) {
		// An earlier version has removed events behind a checkpoint of its own. That is
		// made of events too, in a form that does not change with their kinds.
		position, r, ok, err = older.LoadOlderCheckpoint(ctx)
	}
	if err != nil {
		return err
	}
	if ok {
		if err := c.restore(r); err != nil {
			return err
		}
		c.seq = position
	}
	err = c.journal.Read(ctx, c.seq, c.replay)
	if err == nil {
		err = c.begin(ctx, starter)
	}
	c.live = err == nil
	c.clock.Continue(c.last)
	c.rewind()
	c.uncounted = true
	if err == nil {
		err = c.beginPolicy(ctx, own)
	}
	if !c.checking {
		c.doubtAll()
	}
	return err
}

// olderCheckpoints is a [Journal] that has those of earlier versions; sync/log
// fulfils it.
type olderCheckpoints interface {
	LoadOlderCheckpoint(ctx context.Context) (position uint64, r io.ReadCloser, ok bool, err error)
}

func (c *core) restore(r io.ReadCloser) error {
	defer func() { _ = r.Close() }() // it was read to its end, or the error is known
	c.restored = true
	defer func() { c.restored = false }()
	in := bufio.NewReaderSize(r, 1<<16)
	for {
		line, err := in.ReadBytes('\n')
		if errors.Is(err, io.EOF) && len(line) == 0 {
			return nil
		}
		if err != nil {
			return fmt.Errorf("checkpoint: %w", err)
		}
		num, raw, _ := bytes.Cut(bytes.TrimSuffix(line, []byte{'\n'}), []byte{' '})
		if string(num) == checkpointFigures {
			if err := c.recount(raw); err != nil {
				return fmt.Errorf("checkpoint: %w", err)
			}
			continue
		}
		seq, err := strconv.ParseUint(string(num), 10, 64)
		if err != nil {
			return fmt.Errorf("checkpoint: %w", err)
		}
		if err := c.replay(seq, raw); err != nil {
			return err
		}
	}
}

// recount goes on from the figures of a checkpoint.
func (c *core) recount(raw []byte) error {
	var figures []wire.RuleFigures
	if err := json.Unmarshal(raw, &figures); err != nil {
		return err
	}
	c.figures.Resume(offWire(figures))
	return nil
}
