package hub

import (
	"bytes"
	"context"
	"errors"

	"github.com/gorilla/websocket"

	"floorwalker/app/chat"
	"floorwalker/sync/wire"
)

// writeAll brings the desk up to date and keeps it so; it returns why the
// session ends.
func (s *session) writeAll(ctx context.Context, resume string) farewell {
	news, cancel := s.hub.ring.subscribe()
	defer cancel()
	if err := s.begin(ctx, resume); err != nil {
		return s.broken(ctx, err)
	}
	for {
		sent, err := s.writeEvents(ctx)
		if err == nil {
			err = s.writeAnswers()
		}
		if err != nil {
			return s.broken(ctx, err)
		}
		if sent { // a busy floor must not keep a kicked desk
			select {
			case f := <-s.kicked:
				return f
			default:
				continue
			}
		}
		bye, err := s.idle(news)
		switch {
		case err != nil:
			return s.broken(ctx, err)
		case bye != nil:
			return *bye
		}
	}
}

// idle writes answers until events are due, which is no farewell.
func (s *session) idle(news <-chan struct{}) (*farewell, error) {
	for {
		select {
		case <-s.schedule(news):
			return nil, nil
		case f := <-s.out:
			if err := s.answer(&f); err != nil {
				return nil, err
			}
		case f := <-s.kicked:
			return &f, nil
		case <-s.hub.ended:
			// What the loop said last is among the answers.
			if err := s.writeAnswers(); err != nil {
				return nil, err
			}
			return &farewell{websocket.CloseGoingAway, "stopped", "The hub has stopped."}, nil
		}
	}
}

// schedule returns what wakes a writer that has nothing to do: news, at once,
// unless the configuration has its own idea of when to write.
func (s *session) schedule(news <-chan struct{}) (wake <-chan struct{}) {
	if flush := s.hub.cfg.flush; flush != nil {
		if due := flush(s.who.Agent); due != nil {
			return due
		}
	}
	return news
}

// broken says why writing failed; a reason that the reader has is a better one.
func (s *session) broken(ctx context.Context, err error) farewell {
	select {
	case f := <-s.kicked:
		return f
	default:
	}
	if ctx.Err() != nil || errors.Is(err, ErrStopped) {
		return farewell{websocket.CloseGoingAway, "stopped", "The hub is stopping."}
	}
	_ = s.conn.Close() // so that the reader ends too
	return farewell{websocket.CloseGoingAway, "gone", "The desk has gone."}
}

// begin answers the hello: what was missed, or everything.
func (s *session) begin(ctx context.Context, resume string) error {
	seq, ok := s.hub.resumer.position(s.who.Agent, resume)
	ok = ok && s.hub.ring.reaches(seq, resumeFromLog)
	edition := s.hub.edition.Load()
	f := wire.Frame{
		Kind: wire.FrameWelcome, Agent: s.who.Agent, Name: s.who.Name, Role: s.who.Role,
		Floor: edition.Policy.Floor.Name, Policy: edition.Policy.Version, Version: s.hub.cfg.Version,
		Resumed: ok,
	}
	if err := s.write(wire.AppendFrame(nil, s.hub.tellTime(&f))); err != nil {
		return err
	}
	if !ok {
		return s.snapshot(ctx)
	}
	s.cursor = seq
	// The desk is live when it has what was there when it came.
	now := s.hub.ring.newest()
	if err := s.catchUp(ctx, now); err != nil {
		return err
	}
	for s.cursor < now {
		lines, at, ok := s.hub.ring.after(s.cursor, frameBytes, s.audience(), s.lines[:0])
		if !ok {
			return s.behind(ctx)
		}
		s.lines, s.cursor = lines, at
		if err := s.events(lines); err != nil {
			return err
		}
	}
	return s.live()
}

// errEnough ends a reading of the log.
var errEnough = errors.New("that is enough")

// readLog reads the log from behind after up to upTo, and no farther: what is
// younger may not have been published yet, and nobody may be ahead of the ring.
// It reads lines as desks are told them.
func (h *Hub) readLog(ctx context.Context, after, upTo uint64, visit func(seq uint64, raw []byte) error) error {
	err := h.cfg.Journal.Read(ctx, after, func(seq uint64, raw []byte) error {
		if seq > upTo {
			return errEnough
		}
		raw, err := bare(raw)
		if err != nil {
			return err
		}
		return visit(seq, raw)
	})
	if errors.Is(err, errEnough) {
		return nil
	}
	return err
}

// catchUp sends what the ring no longer holds from the log itself.
func (s *session) catchUp(ctx context.Context, upTo uint64) error {
	if _, _, ok := s.hub.ring.after(s.cursor, 0, audience{}, nil); ok {
		return nil
	}
	lines, size := s.lines[:0], 0
	flush := func() error {
		err := s.events(lines)
		lines, size = lines[:0], 0
		return err
	}
	err := s.hub.readLog(ctx, s.cursor, upTo, func(seq uint64, raw []byte) error {
		s.cursor = seq
		mine, err := s.hub.marks.sees(s.audience(), raw)
		if err != nil || !mine {
			return err
		}
		lines, size = append(lines, bytes.Clone(raw)), size+len(raw)
		if size < frameBytes {
			return nil
		}
		return flush()
	})
	if err != nil {
		return err
	}
	return flush()
}

// writeEvents sends the next frame of events, if there are any.
func (s *session) writeEvents(ctx context.Context) (sent bool, err error) {
	lines, at, ok := s.hub.ring.after(s.cursor, frameBytes, s.audience(), s.lines[:0])
	s.lines = lines
	if !ok {
		return true, s.behind(ctx)
	}
	s.cursor = at
	if len(lines) == 0 {
		return false, nil
	}
	return true, s.events(lines)
}

// behind tells a desk that the ring has overtaken it, and begins anew.
func (s *session) behind(ctx context.Context) error {
	s.hub.metrics.behind.Inc()
	err := s.write(wire.AppendFrame(nil, &wire.Frame{
		Kind: wire.FrameBehind, Code: "behind", Words: "the desk fell behind; the floor is read anew",
	}))
	if err != nil {
		return err
	}
	return s.snapshot(ctx)
}

// events sends one frame of lines that end at the cursor.
func (s *session) events(lines [][]byte) error {
	if len(lines) == 0 {
		return nil
	}
	f := wire.Frame{Kind: wire.FrameEvents, First: s.next, Resume: s.resume(), Events: lines}
	s.next += uint64(len(lines))
	s.buf = wire.AppendFrame(s.buf[:0], &f)
	return s.write(s.buf)
}

// writeAnswers sends the answers that are waiting, without waiting for more.
func (s *session) writeAnswers() error {
	for {
		select {
		case f := <-s.out:
			if err := s.answer(&f); err != nil {
				return err
			}
		default:
			return nil
		}
	}
}

// answer sends a result or a pong. A pong says which number comes next, so
// that a desk notices within a second if the last events got lost.
func (s *session) answer(f *wire.Frame) error {
	if f.Kind == wire.FramePong {
		f.First = s.next
	}
	s.buf = wire.AppendFrame(s.buf[:0], f)
	return s.write(s.buf)
}

// snapshot sends everything. The position is that of the moment at which the
// loop lists the events, so nothing can be missed between.
func (s *session) snapshot(ctx context.Context) error {
	var (
		lines [][]byte
		chats int
	)
	err := s.hub.ask(ctx, func(context.Context, *core) {}, func(c *core, _ uint64) {
		c.lines(func(_ uint64, raw []byte, private *chat.Event) {
			if s.audience().sees(private) {
				lines = append(lines, raw)
			}
		})
		s.cursor, chats = c.seq, len(c.history)
	})
	if err != nil {
		return err
	}
	if err := s.write(wire.AppendFrame(nil, &wire.Frame{Kind: wire.FrameSnapshot, Chats: chats, First: s.next})); err != nil {
		return err
	}
	for len(lines) > 0 {
		n, size := 0, 0
		for n < len(lines) && size < frameBytes {
			size += len(lines[n]) + 1
			n++
		}
		// Events of a snapshot have no resume token of their own: whoever is
		// cut off in the middle has to begin again.
		f := wire.Frame{Kind: wire.FrameEvents, First: s.next, Events: lines[:n]}
		s.next += uint64(n)
		s.buf = wire.AppendFrame(s.buf[:0], &f)
		if err := s.write(s.buf); err != nil {
			return err
		}
		lines = lines[n:]
	}
	return s.live()
}

// audience is who reads here.
func (s *session) audience() audience { return audience{agent: s.who.Agent} }

// resume returns the token for "everything up to the cursor has been seen".
func (s *session) resume() string { return s.hub.resumer.token(s.who.Agent, s.cursor) }

// live says that the desk has everything up to here.
func (s *session) live() error {
	return s.write(wire.AppendFrame(nil, &wire.Frame{Kind: wire.FrameLive, First: s.next, Resume: s.resume()}))
}
