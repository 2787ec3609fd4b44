package fake

import (
	"errors"
	"net/http"
	"time"

	"github.com/gorilla/websocket"

	"floorwalker/app/chat"
	"floorwalker/sync/wire"
)

// message is what lies in a desk's queue.
type message struct {
	kind int
	data []byte
}

// desk is one connection, seen from the hub. Its methods are called with the
// hub's lock held, but for the two pumps.
type desk struct {
	hub   *Hub
	ws    *websocket.Conn
	who   person
	next  uint64
	out   []message
	held  []message // a frame that was put behind the next one
	wake  chan struct{}
	ended chan struct{}
}

// serve is the HTTP handler; it reads until the desk goes.
func (h *Hub) serve(w http.ResponseWriter, r *http.Request) {
	h.mu.Lock()
	status, up := h.script.http, h.upgrader
	if h.script.notNamed {
		up.Subprotocols = nil
	}
	closing := h.closing
	if !closing {
		h.running.Add(1)
	}
	h.mu.Unlock()
	if closing {
		return
	}
	defer h.running.Done()
	if status != 0 {
		http.Error(w, http.StatusText(status), status)
		return
	}
	ws, err := up.Upgrade(w, r, nil)
	if err != nil {
		return // Upgrade has answered
	}
	defer func() { _ = ws.Close() }() // the desk may have closed it
	ws.SetReadLimit(wire.MaxFromDesk)
	d := &desk{hub: h, ws: ws, next: 1, wake: make(chan struct{}, 1), ended: make(chan struct{})}
	written := make(chan struct{})
	go func() {
		defer close(written)
		d.write()
	}()
	d.read()
	h.mu.Lock()
	delete(h.desks, d)
	h.mu.Unlock()
	close(d.ended)
	_ = ws.Close() // wakes a writer that waits for the desk to read
	<-written
}

// read takes what the desk sends until it ends.
func (d *desk) read() {
	for {
		_, data, err := d.ws.ReadMessage()
		if err != nil {
			if closed, ok := errors.AsType[*websocket.CloseError](err); ok {
				d.hub.mu.Lock()
				d.hub.closes = append(d.hub.closes, *closed)
				d.hub.mu.Unlock()
			}
			return
		}
		f, err := wire.DecodeFrame(data, nil)
		if err != nil {
			return
		}
		d.take(&f)
	}
}

func (d *desk) take(f *wire.Frame) {
	h := d.hub
	h.mu.Lock()
	defer h.mu.Unlock()
	switch f.Kind {
	case wire.FrameHello:
		d.hello(f)
	case wire.FramePing:
		if !h.script.mute {
			d.put(&wire.Frame{Kind: wire.FramePong, Sent: f.Sent, Now: chat.InstantOf(h.now()), First: d.next})
		}
	case wire.FrameCommand:
		h.commands = append(h.commands, *f)
		answer := wire.Frame{OK: true}
		if h.script.answer != nil {
			answer = h.script.answer(*f)
		}
		if h.script.obeys && answer.OK && !h.done[f.Command] {
			h.done[f.Command] = true
			h.push(h.effects(f, d.who))
		}
		if answer.Kind == "" {
			answer.Kind, answer.Command = wire.FrameResult, f.Command
		}
		if answer.Kind != "-" {
			d.put(&answer)
		}
	}
}

func (d *desk) hello(f *wire.Frame) {
	h := d.hub
	h.hellos = append(h.hellos, *f)
	if h.script.token != "" && f.Token != h.script.token {
		d.put(&wire.Frame{Kind: wire.FrameBye, Code: "bad_token", Words: "This token is not known here."})
		return
	}
	d.who = person{id: "asha", name: "Asha", role: chat.RolePrimary}
	if who, ok := h.script.people[f.Token]; ok {
		d.who = who
	}
	from, resumed := h.position(f.Resume)
	d.put(&wire.Frame{
		Kind: wire.FrameWelcome, Version: "fake", Agent: d.who.id, Name: d.who.name, Role: d.who.role,
		Floor: "Practice", Resumed: resumed, Policy: 1, Now: chat.InstantOf(h.now()),
	})
	h.desks[d] = struct{}{}
	if !resumed {
		d.snapshot()
		return
	}
	d.events(from, len(h.log))
	d.live()
}

func (d *desk) snapshot() {
	d.put(&wire.Frame{Kind: wire.FrameSnapshot, Chats: d.hub.floor.Active(), First: d.next})
	for from := 0; from < len(d.hub.log); from += snapshotFrame {
		d.events(from, min(from+snapshotFrame, len(d.hub.log)))
	}
	d.live()
}

func (d *desk) live() {
	if d.hub.script.stalled {
		return
	}
	d.put(&wire.Frame{Kind: wire.FrameLive, Resume: d.hub.token(len(d.hub.log)), First: d.next})
}

// events sends a part of the log in one frame. What does not concern the desk
// takes no number, and where nothing is left there is no frame.
func (d *desk) events(from, to int) {
	f := wire.Frame{Kind: wire.FrameEvents, First: d.next, Resume: d.hub.token(to)}
	for _, e := range d.hub.log[from:to] {
		if e.concerns(d.who.id) {
			f.Events = append(f.Events, e.line)
			d.next++
		}
	}
	if len(f.Events) == 0 {
		return
	}
	s := &d.hub.script
	if s.skip > 0 {
		s.skip--
		return
	}
	d.put(&f)
	if s.repeat > 0 {
		s.repeat--
		d.put(&f)
	}
}

// put queues a frame, with the faults that were asked for.
func (d *desk) put(f *wire.Frame) {
	s := &d.hub.script
	m := message{websocket.TextMessage, wire.AppendFrame(nil, f)}
	fault := 1.0
	if s.share > 0 {
		fault = s.random.Float64() / s.share * 3
	}
	switch {
	case fault < 1 && s.share > 0: // lost
		return
	case fault < 2 && s.share > 0: // twice
		d.queue(m)
	case fault < 3 && s.share > 0: // late
		d.held = append(d.held, m)
		return
	}
	d.queue(m)
	late := d.held
	d.held = nil
	for _, m := range late {
		d.queue(m)
	}
}

func (d *desk) queue(m message) {
	d.out = append(d.out, m)
	select {
	case d.wake <- struct{}{}:
	default:
	}
}

// write sends what is queued until the reader has ended.
func (d *desk) write() {
	for {
		select {
		case <-d.ended:
			return
		case <-d.wake:
		}
		for {
			d.hub.mu.Lock()
			out, delay, frozen := d.out, d.hub.script.delay, d.hub.script.frozen
			d.out = nil
			d.hub.mu.Unlock()
			if len(out) == 0 {
				break
			}
			if frozen {
				continue
			}
			if !d.send(out, delay) {
				return
			}
		}
	}
}

func (d *desk) send(out []message, delay time.Duration) bool {
	for _, m := range out {
		if delay > 0 {
			t := time.NewTimer(delay)
			select {
			case <-t.C:
			case <-d.ended:
				t.Stop()
				return false
			}
		}
		if err := d.ws.WriteMessage(m.kind, m.data); err != nil {
			_ = d.ws.Close() // the reader ends, too
			return false
		}
	}
	return true
}
