package feed

import (
	"encoding/json"
	"hash/maphash"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/link"
	"floorwalker/sync/wire"
)

const (
	// stallAfter is how long a hub that answers heartbeats may let us wait for
	// its welcome, or for more of what we are missing.
	stallAfter = 10 * time.Second
	// catchUpMost is how long catching up may take in all. A "live" that was
	// lost on a busy floor would otherwise never be missed.
	catchUpMost = 2 * time.Minute
)

// session is what is known of one connection.
type session struct {
	generation uint64
	state      State
	next       uint64 // the number that the next event has
	// wantSnapshot means that events before the snapshot frame are a mistake.
	wantSnapshot bool
	// inSnapshot lasts from the snapshot frame to live: no position then.
	inSnapshot bool
	held       string // the newest resume token that came inside a snapshot

	helloAt    int64 // clock stamps
	progressAt int64
	catchingAt int64
}

// gap is one undecodable event.
type gap struct {
	chat  chat.ChatID
	known bool
	// shelf says that it is a version of a record: no chat lacks a line.
	shelf bool
}

func (f *Feed) welcome(frame *wire.Frame) error {
	s := &f.session
	if s.state != Greeting {
		return badFrame("The hub welcomed this desk twice.", nil)
	}
	if frame.Resumed && f.resume == "" {
		return badFrame("The hub resumed what was never asked for.", nil)
	}
	f.stats.Connections++
	if frame.Resumed {
		f.stats.Resumes++
	}
	// Hello and welcome are a round trip like any other.
	f.heard(s.helloAt, frame)
	s.state, s.wantSnapshot = CatchingUp, !frame.Resumed
	s.progressAt = f.clock.Stamp()
	s.catchingAt = s.progressAt
	f.status.Welcome = Welcome{
		Agent: frame.Agent, Name: frame.Name, Role: frame.Role, Floor: frame.Floor,
		Policy: frame.Policy, Hub: frame.Version, Resumed: frame.Resumed,
	}
	return nil // the link moves on, and that tells the sink
}

func (f *Feed) snapshot(frame *wire.Frame) error {
	if err := f.numbered(frame); err != nil {
		return err
	}
	s := &f.session
	if frame.First != 0 && frame.First < s.next {
		return f.hole() // held up behind events that it would wipe out
	}
	f.stats.Snapshots++
	if s.state == Live {
		s.catchingAt = s.progressAt
	}
	s.state, s.wantSnapshot, s.inSnapshot, s.held = CatchingUp, false, true, ""
	f.resume = "" // half a snapshot cannot be resumed
	f.cfg.Sink.Reset(frame.Chats)
	return nil
}

func (f *Feed) live(frame *wire.Frame) error {
	s := &f.session
	if s.wantSnapshot {
		return badFrame("The hub said live before the snapshot.", nil)
	}
	if err := f.numbered(frame); err != nil {
		return err
	}
	resume := frame.Resume
	if resume == "" {
		resume = s.held
	}
	if resume == "" {
		resume = f.resume
	}
	f.resume = resume
	s.state, s.inSnapshot = Live, false
	f.cfg.Sink.Live(resume)
	return nil
}

func (f *Feed) behind() {
	s := &f.session
	f.stats.Behind++
	s.state, s.wantSnapshot, s.inSnapshot = CatchingUp, true, false
	s.catchingAt = s.progressAt
	f.resume = ""
	f.cfg.Sink.Gap(nil, false)
}

// heard takes hub time from an answer to the question that carried sent. A hub
// that is not sure of its time says so, and one whose practice clock was
// turned says how far, which may come without a question.
func (f *Feed) heard(sent int64, frame *wire.Frame) (counts bool) {
	f.clock.Turned(time.Duration(frame.Turned) * time.Millisecond)
	counts = sent == wire.Unasked || f.clock.Heard(sent, frame.Now)
	if frame.Unsure {
		f.clock.Doubt()
	}
	return counts
}

func (f *Feed) pong(frame *wire.Frame) error {
	s := &f.session
	if !f.heard(frame.Sent, frame) {
		f.stats.OddPongs++
	}
	if s.state != Greeting {
		if err := f.numbered(frame); err != nil {
			return err
		}
	}
	if s.state == Live {
		return nil
	}
	now := f.clock.Stamp()
	idle := time.Duration(now - s.progressAt)
	if idle < stallAfter && (s.state == Greeting || time.Duration(now-s.catchingAt) < catchUpMost) {
		return nil
	}
	return &link.EndError{
		Reason: Reason{Code: CodeStalled, Words: "The hub answers but does not go on."}, Status: closeProtocol,
	}
}

// numbered checks the number on a frame that carries no events: a hub may say
// there which one comes next, so that a lost tail is noticed within a heartbeat.
func (f *Feed) numbered(frame *wire.Frame) error {
	if frame.First == 0 || frame.First == f.session.next {
		return nil
	}
	if frame.First < f.session.next {
		return nil // an old frame that was held up
	}
	return f.hole()
}

// hole says that numbers are missing and ends the connection.
func (f *Feed) hole() error {
	f.stats.Holes++
	f.cfg.Sink.Gap(nil, false)
	return f.again("Events are missing; reading the floor again.", nil)
}

// again ends the connection so that the next begins with a snapshot.
func (f *Feed) again(words string, cause error) error {
	f.resume = ""
	return &link.EndError{Reason: Reason{Code: CodeGap, Words: words}, Status: closeProtocol, Err: cause}
}

func (f *Feed) events(frame *wire.Frame) error {
	s := &f.session
	switch {
	case frame.First == 0:
		f.stats.Malformed++
		return badFrame("The hub sent events without a number.", nil)
	case s.wantSnapshot:
		return f.hole() // the snapshot frame itself is missing
	case frame.First > s.next:
		return f.hole()
	}
	lines := frame.Events
	if seen := s.next - frame.First; seen > 0 {
		seen = min(seen, uint64(len(lines)))
		f.stats.Repeated += seen
		lines = lines[seen:]
	}
	if len(lines) == 0 {
		return nil
	}
	items, bad := f.decode(lines)
	s.next += uint64(len(lines))
	f.stats.Events += uint64(len(items))
	if len(items) > 0 {
		f.cfg.Sink.Events(items)
	}
	if bad != nil {
		return bad
	}
	if frame.Resume == "" {
		return nil
	}
	if s.inSnapshot {
		s.held = frame.Resume
		return nil
	}
	f.resume = frame.Resume
	f.cfg.Sink.Position(frame.Resume)
	return nil
}

// decode reads lines up to the first that cannot be read, unless a snapshot
// could not mend that one before.
func (f *Feed) decode(lines [][]byte) ([]Item, error) {
	items := make([]Item, 0, len(lines))
	for _, line := range lines {
		e, err := wire.DecodeEvent(line, &f.stats.Wire)
		if err == nil {
			items = append(items, Item{Raw: line, Event: e})
			continue
		}
		f.stats.Undecodable++
		f.tellGap(gapOf(line))
		if f.session.inSnapshot && f.poison.has(line) {
			continue
		}
		f.poison.add(line)
		return items, f.again("An event cannot be read; reading the floor again.", err)
	}
	return items, nil
}

// tellGap marks what may lack something. A version of a record that cannot be
// read is asked for again like all else, but it marks nothing: a gap makes
// people hesitate to answer customers (D-15), and no customer waits for it.
func (f *Feed) tellGap(g gap) {
	switch {
	case g.shelf:
	case g.known:
		f.cfg.Sink.Gap([]chat.ChatID{g.chat}, true)
	default:
		f.cfg.Sink.Gap(nil, false)
	}
}

// gapOf finds out which chat an undecodable event belongs to, if it can.
func gapOf(line []byte) gap {
	var head struct {
		Chat chat.ChatID `json:"chat"`
		Kind chat.Kind   `json:"kind"`
	}
	switch err := json.Unmarshal(line, &head); {
	case err != nil:
		return gap{}
	case head.Chat == "":
		return gap{shelf: head.Kind == chat.KindRecordSaved}
	}
	return gap{chat: head.Chat, known: true}
}

// poison remembers lines that could not be decoded.
type poison struct {
	seed  maphash.Seed
	lines map[uint64]struct{}
}

// poisonMost bounds the memory; what is forgotten costs one more snapshot.
const poisonMost = 1_000

func (p *poison) has(line []byte) bool {
	_, ok := p.lines[maphash.Bytes(p.seed, line)]
	return ok
}

func (p *poison) add(line []byte) {
	if p.lines == nil || len(p.lines) >= poisonMost {
		p.lines = make(map[uint64]struct{})
	}
	p.lines[maphash.Bytes(p.seed, line)] = struct{}{}
}
