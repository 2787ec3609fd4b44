package feed

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/gorilla/websocket"

	"floorwalker/app/chat"
	"floorwalker/sync/fake"
	"floorwalker/sync/wire"
)

// benchHubEnv makes the test binary be a hub, so that the processor time of
// the benchmark's own process is the desk's alone.
const benchHubEnv = "FLOORWALKER_BENCH_HUB"

const (
	benchLines = 200   // of one chat
	benchBytes = 1_700 // of one event
)

// benchHub serves until its standard input is closed, if the environment asks
// for it. The hello's Desk says what to send: "events batch per_second".
func benchHub() bool {
	if os.Getenv(benchHubEnv) == "" {
		return false
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	fmt.Println(l.Addr())
	go func() {
		_, _ = os.Stdin.Read(make([]byte, 1)) // its end is the signal
		_ = l.Close()
	}()
	_ = http.Serve(l, http.HandlerFunc(serveBench)) // ends with the listener
	return true
}

func serveBench(w http.ResponseWriter, r *http.Request) {
	up := websocket.Upgrader{Subprotocols: []string{wire.Subprotocol}, WriteBufferSize: 64 << 10}
	ws, err := up.Upgrade(w, r, nil)
	if err != nil {
		panic(err)
	}
	_, hello, err := ws.ReadMessage()
	if err != nil {
		return
	}
	f, err := wire.DecodeFrame(hello, nil)
	if err != nil {
		panic(err)
	}
	go func() { // empties the heartbeats
		for err == nil {
			_, _, err = ws.NextReader()
		}
	}()
	var events, batch, rate int
	if _, err := fmt.Sscan(f.Desk, &events, &batch, &rate); err != nil {
		panic(err)
	}
	put := func(f wire.Frame) bool {
		return ws.WriteMessage(websocket.TextMessage, wire.AppendFrame(nil, &f)) == nil
	}
	put(wire.Frame{Kind: wire.FrameWelcome, Now: 1})
	put(wire.Frame{Kind: wire.FrameSnapshot})
	put(wire.Frame{Kind: wire.FrameLive, Resume: "0"})
	start := time.Now()
	for n := 0; n < events; n += batch {
		frame := wire.Frame{Kind: wire.FrameEvents, First: uint64(n) + 1, Resume: fmt.Sprint(n + batch)}
		for i := n; i < n+batch; i++ {
			frame.Events = append(frame.Events, benchEvent(i))
		}
		if rate > 0 {
			time.Sleep(time.Until(start.Add(time.Duration(n) * time.Second / time.Duration(rate))))
		}
		if !put(frame) {
			return
		}
	}
}

// benchEvent is event i: chats of benchLines events, one after the other, each
// opened and closed, so that the floor's size stays what it is. Lines are cut
// from a template, because a hub that encodes each would be slower than the
// desk that is measured.
func benchEvent(i int) []byte {
	c, l := i/benchLines, i%benchLines
	e := fake.Line(c, l, "")
	switch l {
	case 0:
		e = fake.Opened(c)
	case benchLines - 1:
		e.Body = &chat.ChatClosed{Reason: "The customer left."}
	default:
		b := make([]byte, 0, benchBytes+64)
		b = append(append(b, benchTemplate[0]...), e.ID...)
		b = append(append(b, benchTemplate[1]...), e.Chat...)
		b = append(append(b, benchTemplate[2]...), e.Body.(*chat.MessagePosted).Message...)
		return append(b, benchTemplate[3]...)
	}
	return wire.AppendEvent(nil, &e)
}

// benchTemplate is an event of benchBytes on the wire, cut where its ids belong.
var benchTemplate = func() []string {
	s := strings.Repeat("Incoming calls do not \"come in\" on my number since morning, मीरा.\n", 1+benchBytes/70)
	e := fake.Line(1, 100, "")
	e.ID, e.Chat = "@", "@"
	b := e.Body.(*chat.MessagePosted)
	for b.Message, b.Text = "@", s; len(wire.AppendEvent(nil, &e)) > benchBytes-20; {
		b.Text = strings.ToValidUTF8(b.Text[:len(b.Text)-1], "")
	}
	return strings.Split(string(wire.AppendEvent(nil, &e)), "@")
}()
