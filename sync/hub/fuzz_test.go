package hub

import (
	"bytes"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"floorwalker/app/chat"
	"floorwalker/sync/wire"
)

// FuzzSession sends frames of chance into a session that is signed in: each
// line of the input is one. Whatever they are, the hub lives on, lets the next
// desk in, and keeps its floor and its log in step.
func FuzzSession(f *testing.F) {
	command := func(id chat.CommandID, in chat.ChatID, w chat.Wish) []byte {
		return wire.AppendFrame(nil, &wire.Frame{Kind: wire.FrameCommand, Command: id, Chat: in, Wanted: w.Name(), Wish: w})
	}
	f.Add([]byte(`{"k":"ping","t":1}`))
	f.Add([]byte("{\"k\":\"hello\"}\n{\"k\":\"live\"}\n{\"k\":\"events\"}\nx"))
	f.Add(bytes.Join([][]byte{
		command("a", "c", &chat.TakeOver{Reason: "r"}), command("b", "c", &chat.PostMessage{Text: "x"}),
		command("c", "c", &chat.Observe{}), command("d", "c", &chat.DismissTrigger{Rule: "r", Reason: "why not"}),
	}, []byte{'\n'}))
	f.Add(bytes.Join([][]byte{
		command("e", "c", &chat.MarkTrigger{Rule: "bot_wrong", Message: "m"}), command("f", "c", &chat.MarkTrigger{Rule: "frustration", Message: "\x00"}),
		command("g", "c", &chat.ConfirmTrigger{Rule: "hallucination"}), command("g", "c", &chat.ConfirmTrigger{}),
	}, []byte{'\n'}))
	f.Add([]byte(`{"k":"command","id":"x","chat":"c","name":"PostNote","body":{"text":"\ud800"}}`))
	r := newRig(f, newJournal())
	token := r.agent("Asha", chat.RolePrimary)
	r.open("c")
	f.Fuzz(func(t *testing.T, data []byte) {
		d := websocket.Dialer{Subprotocols: []string{wire.Subprotocol}}
		conn, resp, err := d.Dial("ws"+r.server.URL[len("http"):]+"/v1/stream", nil)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		resp.Body.Close()
		send := func(b []byte) bool { return conn.WriteMessage(websocket.TextMessage, b) == nil }
		if !send(wire.AppendFrame(nil, &wire.Frame{Kind: wire.FrameHello, Token: token})) {
			t.Fatal("no hello")
		}
		for line := range bytes.SplitSeq(data, []byte{'\n'}) {
			if !send(line) {
				break // the hub has closed the connection
			}
		}
		send([]byte(`{"k":"ping","t":42}`))
		alive(t, conn)
		if _, _, err := r.hub.FloorHash(t.Context()); err != nil {
			t.Fatalf("the hub has stopped: %v", err)
		}
	})
}

// alive reads until the pong, or until the hub has said goodbye.
func alive(t *testing.T, conn *websocket.Conn) {
	t.Helper()
	for {
		if err := conn.SetReadDeadline(time.Now().Add(10 * time.Second)); err != nil {
			t.Fatal(err)
		}
		_, data, err := conn.ReadMessage()
		if err != nil {
			if websocket.IsCloseError(err, 1000, 1002, 1007, 1008, 1009) {
				return
			}
			t.Fatalf("the connection broke: %v", err)
		}
		if fr, err := wire.DecodeFrame(data, nil); err != nil {
			t.Fatalf("the hub sent %q: %v", data, err)
		} else if fr.Kind == wire.FramePong && fr.Sent == 42 {
			return
		}
	}
}
