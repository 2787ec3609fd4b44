package log

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"

	"floorwalker/app/chat"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// One request for events asks for at most this much.
const (
	chunkEvents = 1000
	chunkBytes  = 2 << 20
	readWait    = 10 * time.Second // for the next message of the answer
)

// Visit is called with each event in order. An error ends the reading and is
// returned. data belongs to the callee.
type Visit = func(seq uint64, data []byte) error

// Read visits the floor's events behind after, up to what was the newest when
// it was called. It never shows a part of a batch that is still being
// written. Gaps in the numbers are events that were erased or purged; a gap that
// nobody made is [ErrCorrupt], at the place where it is.
func (l *Log) Read(ctx context.Context, after uint64, visit Visit) error {
	if err := l.read(ctx, after, visit); err != nil {
		return &OpError{"read", err}
	}
	return nil
}

func (l *Log) read(ctx context.Context, after uint64, visit Visit) error {
	upTo := l.Last()
	if l.embedded == nil {
		info, err := l.infoOf(ctx, l.floor)
		if err != nil {
			return err
		}
		l.sawLast(info.State.LastSeq)
		upTo = info.State.LastSeq
	}
	checked, end := l.gapless(ctx, after, visit)
	if err := l.readStream(ctx, l.floor, after, upTo, checked); err != nil {
		return err
	}
	return end(upTo)
}

// readStream reads all of a stream in (after, upTo], one chunk ahead of visit.
func (l *Log) readStream(ctx context.Context, stream jetstream.Stream, after, upTo uint64, visit Visit) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	ahead := make(chan chunk, 1)
	go func() {
		defer close(ahead)
		for after < upTo {
			c := l.chunkAfter(ctx, stream, after, upTo)
			after = c.upTo
			select {
			case ahead <- c:
			case <-ctx.Done():
				return
			}
			if c.err != nil {
				return
			}
		}
	}()
	for c := range ahead {
		if c.err != nil {
			return c.err
		}
		for i, data := range c.data {
			seq := c.seq(i)
			if seq > upTo {
				return nil
			}
			if err := visit(seq, data); err != nil {
				return err
			}
		}
	}
	return context.Cause(ctx)
}

// chunk is the answer to one request for events.
type chunk struct {
	data     [][]byte
	seqs     []uint64 // nil: consecutive, from first
	subjects []string // where headers were asked for
	first    uint64
	upTo     uint64 // everything up to here has been seen
	err      error
}

func (c *chunk) seq(i int) uint64 {
	if c.seqs != nil {
		return c.seqs[i]
	}
	return c.first + uint64(i) // #nosec G115 -- an index
}

// chunkAfter gets the next events of stream behind after. It first asks for
// them without headers, which is three times as fast; the answer then says
// only what its last sequence is, and that is enough if there are no gaps.
func (l *Log) chunkAfter(ctx context.Context, stream jetstream.Stream, after, upTo uint64) chunk {
	want := chunkEvents
	if rest := upTo - after; rest < chunkEvents {
		want = int(rest) // #nosec G115 -- below chunkEvents
	}
	name := stream.CachedInfo().Config.Name
	for wait := time.Millisecond; ; wait *= 2 {
		c := l.request(ctx, name, getRequest{Seq: after + 1, Batch: want, MaxBytes: chunkBytes, NoHeaders: true})
		if c.err == nil && len(c.data) > 0 && c.upTo-after != uint64(len(c.data)) {
			c = l.request(ctx, name, getRequest{Seq: after + 1, Batch: want, MaxBytes: chunkBytes})
		}
		if c.err != nil || len(c.data) > 0 {
			c.first = after + 1
			return c
		}
		// Nothing there, although upTo is. Either all of it was erased or, on
		// a cluster, the answer came from a copy that lags; the leader knows.
		_, err := stream.GetMsg(ctx, after+1, jetstream.WithGetMsgSubject(">"))
		if l.embedded != nil || errors.Is(err, jetstream.ErrMsgNotFound) && wait > time.Second {
			return chunk{upTo: upTo}
		}
		select {
		case <-ctx.Done():
			return chunk{err: ctx.Err()}
		case <-time.After(wait):
		}
	}
}

// getRequest is the body of a direct get.
type getRequest struct {
	Seq       uint64 `json:"seq,omitempty"`
	NextFor   string `json:"next_by_subj,omitempty"`
	LastFor   string `json:"last_by_subj,omitempty"`
	Batch     int    `json:"batch,omitempty"`
	MaxBytes  int    `json:"max_bytes,omitempty"`
	NoHeaders bool   `json:"no_hdr,omitempty"`
}

// request asks again when the store does not answer: an embedded one may be
// reopened at that moment, a cluster may be choosing a leader.
func (l *Log) request(ctx context.Context, stream string, req getRequest) (c chunk) {
	for wait := 20 * time.Millisecond; ; wait *= 4 {
		c = l.requestOnce(ctx, stream, req)
		if c.err == nil || ctx.Err() != nil || wait > 2*time.Second {
			return c
		}
		select {
		case <-ctx.Done():
			return c
		case <-time.After(wait):
		}
	}
}

// requestOnce sends one direct get and collects the answers up to the mark
// that ends them.
func (l *Log) requestOnce(ctx context.Context, stream string, req getRequest) (c chunk) {
	body, err := json.Marshal(req)
	if err != nil {
		return chunk{err: err}
	}
	inbox := l.nc.NewInbox()
	sub, err := l.nc.SubscribeSync(inbox)
	if err != nil {
		return chunk{err: err}
	}
	defer func() { _ = sub.Unsubscribe() }()
	if err := sub.SetPendingLimits(-1, -1); err != nil {
		return chunk{err: err}
	}
	if err := l.nc.PublishRequest("$JS.API.DIRECT.GET."+stream, inbox, body); err != nil {
		return chunk{err: err}
	}
	c.data = make([][]byte, 0, req.Batch)
	for {
		msg, err := l.nextMsg(ctx, sub)
		if err != nil {
			return chunk{err: err}
		}
		end, err := c.add(msg, req.NoHeaders)
		if err != nil {
			return chunk{err: err}
		}
		if end {
			return c
		}
	}
}

// nextMsg waits for a message. The wait is for this one alone: an answer may
// take as long as it likes while it goes on.
func (l *Log) nextMsg(ctx context.Context, sub *nats.Subscription) (*nats.Msg, error) {
	ctx, cancel := context.WithTimeout(ctx, l.readWait)
	defer cancel()
	return sub.NextMsgWithContext(ctx)
}

// add takes one answer; it reports whether it was the last.
func (c *chunk) add(msg *nats.Msg, noHeaders bool) (end bool, err error) {
	if len(msg.Data) == 0 {
		switch status := msg.Header.Get("Status"); status {
		case "404":
			return true, nil
		case "204":
			c.upTo, err = strconv.ParseUint(msg.Header.Get("Nats-Last-Sequence"), 10, 64)
			return true, err
		default:
			return false, fmt.Errorf("the store answered %q to a read: %s", status, msg.Header.Get("Description"))
		}
	}
	c.data = append(c.data, msg.Data)
	if noHeaders {
		return false, nil
	}
	seq, err := strconv.ParseUint(msg.Header.Get("Nats-Sequence"), 10, 64)
	c.seqs, c.subjects = append(c.seqs, seq), append(c.subjects, msg.Header.Get("Nats-Subject"))
	return false, err
}

// ReadChat visits all of one chat's events in order. For a chat that was
// never seen it costs one question that the index answers.
func (l *Log) ReadChat(ctx context.Context, id chat.ChatID, visit Visit) error {
	filter := l.names.prefix + chatPath(id) + ".*"
	if l.embedded == nil {
		if err := l.readChatAtLeader(ctx, filter, visit); err != nil {
			return &OpError{"read chat", err}
		}
		return nil
	}
	for after := uint64(0); ; {
		c := l.request(ctx, l.names.floor, getRequest{Seq: after + 1, NextFor: filter, Batch: chunkEvents, MaxBytes: chunkBytes})
		if c.err != nil {
			return &OpError{"read chat", c.err}
		}
		for i, data := range c.data {
			if err := visit(c.seq(i), data); err != nil {
				return &OpError{"read chat", err}
			}
		}
		if len(c.data) == 0 {
			return nil
		}
		after = c.upTo
	}
}

// LastOn returns the sequence of the newest event on s, to be expected by the
// next one; ok is false if there is none.
func (l *Log) LastOn(ctx context.Context, s Subject) (seq uint64, ok bool, err error) {
	if seq, _, ok, err = l.lastOn(ctx, l.names.floor, l.names.prefix+s.path); err != nil {
		return 0, false, &OpError{"last on " + s.path, err}
	}
	return seq, ok, nil
}
