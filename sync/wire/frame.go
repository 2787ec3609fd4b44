package wire

import (
	"bytes"
	"errors"
	"fmt"

	"floorwalker/app/chat"
)

const (
	// Subprotocol is negotiated when the WebSocket opens.
	Subprotocol = "floorwalker.v1"
	// MaxFromDesk is the largest frame, in bytes, that a hub reads.
	MaxFromDesk = 64 << 10
	// MaxFromHub is the largest frame, in bytes, that a desk reads.
	MaxFromHub = 4 << 20
	// MaxText is the longest text of one message or note, in bytes.
	MaxText = 32 << 10
	// Unasked is what a pong echoes that answers no ping.
	Unasked = -1
)

// FrameKind names a frame.
type FrameKind string

// The kinds of frames; package comment, section Frames.
const (
	FrameHello    FrameKind = "hello"
	FrameCommand  FrameKind = "command"
	FramePing     FrameKind = "ping"
	FrameWelcome  FrameKind = "welcome"
	FrameSnapshot FrameKind = "snapshot"
	FrameEvents   FrameKind = "events"
	FrameLive     FrameKind = "live"
	FrameResult   FrameKind = "result"
	FramePong     FrameKind = "pong"
	FrameBehind   FrameKind = "behind"
	FrameBye      FrameKind = "bye"
)

// Frame is the header of any frame; a kind uses the fields named for it in
// its comment and leaves the others zero.
type Frame struct {
	Kind FrameKind

	Token   string // hello: the agent's secret
	Resume  string // hello, events, live: the resume token
	Desk    string // hello: names this desk in logs, not a secret
	Version string // hello, welcome: the program's version

	Agent chat.AgentID // welcome
	Name  string       // welcome: the agent's display name
	Role  chat.Role    // welcome
	Floor string       // welcome: the workspace's display name
	// Resumed says in welcome whether the resume token was good.
	Resumed bool
	Policy  int // welcome: the policy's version

	// First is, in events, the number of the first event on this connection;
	// in snapshot, live and pong the number that the next event will have.
	First uint64
	Chats int // snapshot: how many chats follow, for a progress bar

	Sent int64        // ping, pong: the desk's own clock, echoed; or Unasked
	Now  chat.Instant // welcome, pong: hub time
	// Unsure says in welcome and pong that the hub itself does not rely on its
	// time.
	Unsure bool
	// Turned is, in welcome and pong, by how many milliseconds the hub's practice
	// clock was turned forward in all. It was turned just now if the pong was sent
	// without a ping, which is Unasked.
	Turned int64

	Command chat.CommandID   // command, result
	Chat    chat.ChatID      // command
	Wanted  chat.CommandName // command: the wish's name
	Wish    chat.Wish        // command: nil if this version does not know it
	OK      bool             // result
	Code    string           // result, bye, behind
	Words   string           // result, bye, behind: a sentence for people

	// Events are the lines after the header of an events frame, each the form
	// that DecodeEvent reads. They alias the frame's bytes.
	Events [][]byte
}

var (
	errNotFrame = errors.New("frame: not a JSON object")
	errTooMany  = errors.New("frame: lines after a header that takes none")
)

func header(c *codec, f *Frame) {
	word(c, "k", &f.Kind)
	unum(c, "n", &f.First)
	str(c, "r", &f.Resume)
	if c.found() {
		return // nearly every frame is of events and has no other field
	}
	num(c, "t", &f.Sent)
	num(c, "now", &f.Now)
	flag(c, "unsure", &f.Unsure)
	num(c, "turned", &f.Turned)
	str(c, "id", &f.Command)
	str(c, "chat", &f.Chat)
	word(c, "name", &f.Wanted)
	flag(c, "ok", &f.OK)
	word(c, "code", &f.Code)
	str(c, "words", &f.Words)
	str(c, "token", &f.Token)
	str(c, "desk", &f.Desk)
	str(c, "version", &f.Version)
	str(c, "agent", &f.Agent)
	str(c, "agent_name", &f.Name)
	word(c, "role", &f.Role)
	str(c, "floor", &f.Floor)
	flag(c, "resumed", &f.Resumed)
	num(c, "policy", &f.Policy)
	num(c, "chats", &f.Chats)
}

// AppendFrame appends the bytes of f to dst.
func AppendFrame(dst []byte, f *Frame) []byte {
	c := writer()
	c.object(func(c *codec) {
		header(c, f)
		if f.Wish != nil {
			sub(c, "body", func(c *codec) { wish(c, f.Wish) })
		}
	})
	out, _ := c.w.BuildBytes() // fails only if a Raw call was given an error
	dst = append(dst, out...)
	for _, line := range f.Events {
		dst = append(dst, '\n')
		dst = append(dst, line...)
	}
	return dst
}

// DecodeFrame reads one frame. A frame of an unknown kind has no error; it is
// for the caller to skip and count. The result's Events alias data.
func DecodeFrame(data []byte, stats *Stats) (Frame, error) {
	var f Frame
	head, rest, more := bytes.Cut(data, []byte{'\n'})
	if len(head) == 0 || head[0] != '{' {
		return f, errNotFrame
	}
	c := reader(head, stats)
	var raw []byte
	c.object(func(c *codec) {
		header(c, &f)
		if !c.hit && c.key == "body" {
			c.hit = true
			raw = c.r.Raw()
		}
	})
	c.r.Consumed()
	if err := c.r.Error(); err != nil {
		return Frame{}, fmt.Errorf("frame: %w", err)
	}
	if f.Kind == "" {
		return Frame{}, errNotFrame
	}
	if f.Kind == FrameCommand {
		if err := f.decodeWish(raw, stats); err != nil {
			return Frame{}, err
		}
	}
	if !more {
		return f, nil
	}
	if f.Kind != FrameEvents {
		return Frame{}, errTooMany
	}
	f.Events = bytes.Split(rest, []byte{'\n'})
	return f, nil
}

func (f *Frame) decodeWish(raw []byte, stats *Stats) error {
	f.Wish = chat.NewWish(f.Wanted)
	if f.Wish == nil || raw == nil {
		return nil
	}
	c := reader(raw, stats)
	c.object(func(c *codec) { wish(c, f.Wish) })
	c.r.Consumed()
	if err := c.r.Error(); err != nil {
		return fmt.Errorf("command: %w", err)
	}
	return nil
}
