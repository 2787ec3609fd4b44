package feed

import (
	"bytes"

	"floorwalker/app/chat"
	"floorwalker/sync/link"
	"floorwalker/sync/wire"
)

// protocol is the side of a feed that a link sees.
type protocol Feed

// closeProtocol is the WebSocket status for a peer that breaks the protocol.
const closeProtocol = 1002

// Hello implements link.Protocol: it starts a session.
func (p *protocol) Hello(generation uint64) []byte {
	f := (*Feed)(p)
	f.mu.Lock()
	token := f.token
	f.mu.Unlock()
	f.session = session{generation: generation, state: Greeting, next: 1, helloAt: f.clock.Stamp()}
	f.session.progressAt = f.session.helloAt
	return wire.AppendFrame(nil, &wire.Frame{
		Kind: wire.FrameHello, Token: token, Resume: f.resume, Desk: f.cfg.Desk, Version: f.cfg.Version,
	})
}

// Ping implements link.Protocol.
func (p *protocol) Ping(uint64) []byte {
	return wire.AppendFrame(nil, &wire.Frame{Kind: wire.FramePing, Sent: p.clock.Stamp()})
}

// Moved implements link.Protocol.
func (p *protocol) Moved(s link.Status) {
	p.status.Status = s
	p.cfg.Sink.Status(p.status)
}

// Receive implements link.Protocol.
func (p *protocol) Receive(generation uint64, message []byte) (link.State, error) {
	f := (*Feed)(p)
	defer f.publish()
	if generation != f.session.generation {
		f.stats.OldGeneration++
		return f.session.state, nil
	}
	f.stats.Frames++
	f.stats.Bytes += uint64(len(message))
	if bytes.IndexByte(message, '\n') >= 0 {
		// Lines follow, which the sink will keep: one copy for all of them.
		message = bytes.Clone(message)
	}
	frame, err := wire.DecodeFrame(message, &f.stats.Wire)
	if err == nil {
		err = f.handle(&frame)
	} else {
		f.stats.Malformed++
		err = badFrame("The hub sent a frame that cannot be read.", err)
	}
	return f.session.state, err
}

// handle takes one frame of the present connection.
func (f *Feed) handle(frame *wire.Frame) error {
	s := &f.session
	switch frame.Kind {
	case wire.FrameBye:
		return bye(frame)
	case wire.FramePong:
		return f.pong(frame)
	case wire.FrameWelcome:
		return f.welcome(frame)
	case wire.FrameSnapshot, wire.FrameEvents, wire.FrameLive, wire.FrameResult, wire.FrameBehind:
		if s.state == Greeting {
			return badFrame("The hub sent "+string(frame.Kind)+" before welcome.", nil)
		}
	default:
		f.stats.Wire.UnknownFrames++
		return nil
	}
	if frame.Kind != wire.FrameResult {
		s.progressAt = f.clock.Stamp()
	}
	switch frame.Kind {
	case wire.FrameSnapshot:
		return f.snapshot(frame)
	case wire.FrameEvents:
		return f.events(frame)
	case wire.FrameLive:
		return f.live(frame)
	case wire.FrameBehind:
		f.behind()
	case wire.FrameResult:
		f.result(frame)
	}
	return nil
}

// result passes the answer to a command on.
func (f *Feed) result(frame *wire.Frame) {
	r := Result{ID: frame.Command, OK: frame.OK}
	if !r.OK {
		r.Refusal = &chat.Refusal{Code: chat.RefusalCode(frame.Code), Words: frame.Words}
	}
	f.cfg.Sink.Result(r)
}

// bye is the hub's own end of the connection.
func bye(frame *wire.Frame) error {
	why := Reason{Code: Code(frame.Code), Words: frame.Words}
	if why.Code == "" {
		why.Code = link.CodeClosed
	}
	if why.Words == "" {
		why.Words = "The hub said goodbye."
	}
	final := why.Code == CodeBadToken || why.Code == CodeRevoked
	return &link.EndError{Reason: why, Final: final, Status: 1000}
}

// badFrame ends a connection whose hub breaks the protocol.
func badFrame(words string, cause error) error {
	return &link.EndError{Reason: Reason{Code: link.CodeBadFrame, Words: words}, Status: closeProtocol, Err: cause}
}
