package fake

import (
	"math/rand/v2"
	"strings"
	"time"

	"github.com/gorilla/websocket"

	"floorwalker/app/chat"
	"floorwalker/sync/wire"
)

func (h *Hub) set(change func(*script)) {
	h.mu.Lock()
	defer h.mu.Unlock()
	change(&h.script)
}

// each runs do for every desk, with the lock held.
func (h *Hub) each(do func(*desk)) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for d := range h.desks {
		do(d)
	}
}

// SetNow replaces the hub's clock.
func (h *Hub) SetNow(now func() time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.now = now
}

// Accept makes this the only good token; an empty one accepts all.
func (h *Hub) Accept(token string) { h.set(func(s *script) { s.token = token }) }

// RefuseHTTP answers handshakes with this status; 0 stops that.
func (h *Hub) RefuseHTTP(status int) { h.set(func(s *script) { s.http = status }) }

// NoSubprotocol makes the handshake agree on none.
func (h *Hub) NoSubprotocol(on bool) { h.set(func(s *script) { s.notNamed = on }) }

// As makes the desk that signs in with this token another person's. At first
// everybody is Asha, a primary.
func (h *Hub) As(token string, id chat.AgentID, name string, role chat.Role) {
	h.set(func(s *script) {
		if s.people == nil {
			s.people = make(map[string]person)
		}
		s.people[token] = person{id: id, name: name, role: role}
	})
}

// Obey makes the hub do what commands say, each id once, by pushing the events
// that they lead to before it answers. It objects to nothing; what [Hub.Answer]
// refuses is not done. Commands that leave no event (Observe, an alert that was
// seen) are only answered.
func (h *Hub) Obey(on bool) { h.set(func(s *script) { s.obeys = on }) }

// Answer makes f answer commands; the result's Command and Kind are filled in.
// A result with the kind "bye" or any other is sent as it is; an empty Frame
// with Kind "-" is not sent at all.
func (h *Hub) Answer(f func(wire.Frame) wire.Frame) { h.set(func(s *script) { s.answer = f }) }

// Skip swallows the next events frame of one desk, so that its numbers jump.
func (h *Hub) Skip() { h.set(func(s *script) { s.skip++ }) }

// Repeat sends the next events frame twice.
func (h *Hub) Repeat() { h.set(func(s *script) { s.repeat++ }) }

// Mute leaves pings unanswered; all else goes on.
func (h *Hub) Mute(on bool) { h.set(func(s *script) { s.mute = on }) }

// Stall leaves out "live", as a hub does that hangs while it reads its log.
func (h *Hub) Stall(on bool) { h.set(func(s *script) { s.stalled = on }) }

// Freeze stops every frame, as a half-open connection does.
func (h *Hub) Freeze(on bool) { h.set(func(s *script) { s.frozen = on }) }

// Delay holds every frame back.
func (h *Hub) Delay(d time.Duration) { h.set(func(s *script) { s.delay = d }) }

// Faults drops, repeats or puts behind the next one this share of all frames,
// each kind of fault a third. A share of 0 stops that.
func (h *Hub) Faults(share float64, random *rand.Rand) {
	h.set(func(s *script) { s.share, s.random = share, random })
}

// NewEpoch forgets every resume token.
func (h *Hub) NewEpoch() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.epoch++
}

// Drop cuts every connection without a word.
func (h *Hub) Drop() {
	h.each(func(d *desk) { _ = d.ws.Close() })
}

// Bye ends every connection with a code and a sentence.
func (h *Hub) Bye(code, words string) {
	h.each(func(d *desk) { d.put(&wire.Frame{Kind: wire.FrameBye, Code: code, Words: words}) })
}

// Behind tells every desk that it lost its place, and gives it a snapshot.
func (h *Hub) Behind() {
	h.each(func(d *desk) {
		d.put(&wire.Frame{Kind: wire.FrameBehind, Code: "behind", Words: "Too many events were waiting."})
		d.snapshot()
	})
}

// Send sends any frame to every desk.
func (h *Hub) Send(f wire.Frame) { h.each(func(d *desk) { d.put(&f) }) }

// Raw sends these bytes as a text message to every desk.
func (h *Hub) Raw(text string) {
	h.each(func(d *desk) { d.queue(message{websocket.TextMessage, []byte(text)}) })
}

// Binary sends a binary message to every desk.
func (h *Hub) Binary() {
	h.each(func(d *desk) { d.queue(message{websocket.BinaryMessage, []byte{0xff, 0}}) })
}

// Oversize sends a frame that is larger than a desk may read.
func (h *Hub) Oversize() {
	h.Raw(`{"k":"song","words":"` + strings.Repeat("la ", wire.MaxFromHub/3) + `"}`)
}
